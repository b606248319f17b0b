package yochi.app.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yochi.analysis.trend.Ripple;
import yochi.core.model.Region;

/**
 * {@link Ripple}: a new kind of attack day by day.
 *
 * @param origin where it came first; null where several regions did on the same day
 * @param regionsPerWeek how fast it spread; null for fewer than two days
 */
public record RippleLine(
        String attackType,
        String service,
        String window,
        @Nullable String origin,
        @Nullable Double regionsPerWeek,
        List<Arrival> arrivals,
        List<Step> steps,
        List<String> missing) {
    /** A region and the first day on which the kind was there. */
    public record Arrival(String region, String day) {}

    /**
     * One day.
     *
     * @param propagation degree of propagation, regions reached over regions that can tell
     * @param low lower 95 % limit of it
     * @param ripple degree of ripple, activity outside the origin over that inside
     */
    public record Step(
            String day,
            int reached,
            int watching,
            double propagation,
            double low,
            double high,
            @Nullable Double ripple) {}

    static List<RippleLine> of(List<Ripple> found, List<AnalyseDocument.Unknown> unknown) {
        List<RippleLine> out = new ArrayList<>();
        for (Ripple r : found) {
            String at = "ripples[" + out.size() + "].";
            String noOrigin = "seen in several regions on its first day: no origin can be told";
            if (r.origin().isEmpty()) {
                unknown.add(new AnalyseDocument.Unknown(at + "origin", noOrigin));
            }
            if (r.regionsPerWeek().isEmpty()) {
                unknown.add(new AnalyseDocument.Unknown(at + "regionsPerWeek", "all regions within one day"));
            }
            List<Step> steps = new ArrayList<>();
            for (Ripple.Step s : r.steps()) {
                if (s.ripple().isEmpty()) {
                    String why = r.origin().isEmpty() ? noOrigin : "nothing measured inside the origin yet";
                    unknown.add(new AnalyseDocument.Unknown(at + "steps[" + steps.size() + "].ripple", why));
                }
                steps.add(new Step(
                        s.day().start().toString(),
                        s.reached(),
                        s.watching(),
                        s.propagation(),
                        s.low(),
                        s.high(),
                        s.ripple().isPresent() ? s.ripple().getAsDouble() : null));
            }
            out.add(new RippleLine(
                    r.cell().attackType().name(),
                    r.cell().service().toString(),
                    r.window().toString(),
                    r.origin().map(Region::name).orElse(null),
                    r.regionsPerWeek().isPresent() ? r.regionsPerWeek().getAsDouble() : null,
                    r.arrivals().stream()
                            .map(a -> new Arrival(
                                    a.region().name(), a.day().start().toString()))
                            .toList(),
                    steps,
                    r.missing()));
        }
        return out;
    }
}
