package yochi.centre.round;

import java.util.List;
import java.util.function.Function;
import yochi.analysis.cube.Cube;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;

/**
 * One analysis of a round.
 *
 * @param name for people and figures, such as {@code similarity}
 * @param analysis cube in, findings out; should give up when its thread is interrupted
 */
public record Part(String name, Function<Cube, Found> analysis) {
    /**
     * What an analysis found.
     *
     * @param leftOut findings beyond the bound of a record, the least sure ones
     */
    public record Found(List<Finding> findings, List<Forecast> forecasts, int leftOut) {
        public Found {
            findings = List.copyOf(findings);
            forecasts = List.copyOf(forecasts);
        }

        public Found(List<Finding> findings, List<Forecast> forecasts) {
            this(findings, forecasts, 0);
        }

        /** The first of findings that are in order, the surest first. */
        static Found first(List<? extends Finding> findings, int most) {
            int kept = Math.min(most, findings.size());
            return new Found(List.copyOf(findings.subList(0, kept)), List.of(), findings.size() - kept);
        }

        public static Found findings(List<? extends Finding> findings) {
            return new Found(List.copyOf(findings), List.of());
        }

        public static Found forecasts(List<Forecast> forecasts) {
            return new Found(List.of(), forecasts);
        }
    }
}
