package yochi.app.analyse;

import java.util.List;

/** {@link yochi.core.model.Finding.Reach}. */
public record ReachLine(
        String home,
        String attackType,
        String service,
        String window,
        double hours,
        double reach,
        double seen,
        List<String> at,
        List<String> missing) {}
