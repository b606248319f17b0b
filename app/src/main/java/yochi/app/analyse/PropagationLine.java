package yochi.app.analyse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link yochi.core.model.Finding.Propagation}: a graph of regions with what is needed to draw it.
 *
 * @param conclusion in English
 * @param conclusionJa in Japanese
 * @param needed cascades needed for arrows of first arrivals
 * @param shared mean share of a region's hourly variance that moves with all others
 * @param together cascades that reached all that watched within an hour; they take no part in arrows
 */
public record PropagationLine(
        String window,
        String conclusion,
        String conclusionJa,
        int cascades,
        int needed,
        List<Arrow> arrows,
        List<Lead> leads,
        List<Leader> leaders,
        @Nullable Double shared,
        int together,
        String why,
        List<String> missing) {
    /** {@link yochi.core.model.Finding.Propagation.Arrow}. */
    public record Arrow(
            String from,
            String to,
            String basis,
            String attackType,
            double lagHours,
            double strength,
            double low,
            double high,
            double frequency,
            double gain,
            double qValue) {}

    /** {@link yochi.core.model.Finding.Propagation.Lead}. */
    public record Lead(
            String from,
            String to,
            String attackType,
            double lagHours,
            double correlation,
            double qValue,
            @Nullable Double granger,
            @Nullable Double entropy) {}

    /** {@link yochi.core.model.Finding.Propagation.Leader}. */
    public record Leader(String region, int first, int of, @Nullable Double score) {}
}
