package yochi.app.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Propagation as text for people at a terminal. */
final class PropagationText {
    private static final int MOST = 10;

    private PropagationText() {}

    static List<String> of(AnalyseDocument d) {
        List<String> out = new ArrayList<>();
        for (PropagationLine p : d.propagation()) {
            out.add("");
            out.add("Propagation in " + p.window() + ": " + p.conclusion());
            out.add("  " + p.why());
            p.arrows().stream().limit(MOST).forEach(a -> out.add(arrow(a)));
            if (p.arrows().size() > MOST) {
                out.add("  and " + (p.arrows().size() - MOST) + " more in the JSON document");
            }
            if (!p.leaders().isEmpty()) {
                out.add("  first to see new signatures (a large telescope leads by its size alone): "
                        + String.join(", ", p.leaders().stream()
                                .limit(MOST)
                                .map(l -> l.region() + " " + l.first() + "/" + l.of())
                                .toList()));
            }
        }
        if (!d.reach().isEmpty()) {
            out.add("Seen elsewhere, and how likely it reaches home:");
            d.reach().stream()
                    .limit(MOST)
                    .forEach(r -> out.add(String.format(
                            Locale.ROOT,
                            "  %-18s %-18s %-9s within %.0f h %.0f %%, seen there %.0f %%; at %s",
                            r.home(),
                            r.attackType(),
                            r.service(),
                            r.hours(),
                            100 * r.reach(),
                            100 * r.seen(),
                            String.join(", ", r.at()))));
        }
        return out;
    }

    private static String arrow(PropagationLine.Arrow a) {
        return String.format(
                Locale.ROOT,
                "  %s -> %s  %.1f h  strength %.3g (%.3g to %.3g), %s of %s, in %.0f %% of redraws, gain %.2f, q %.3f",
                a.from(),
                a.to(),
                a.lagHours(),
                a.strength(),
                a.low(),
                a.high(),
                a.basis(),
                a.attackType(),
                100 * a.frequency(),
                a.gain(),
                a.qValue());
    }
}
