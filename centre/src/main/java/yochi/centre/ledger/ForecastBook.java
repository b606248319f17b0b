package yochi.centre.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How past forecasts did, as anybody may read it.
 *
 * @param sealed forecasts sealed
 * @param scored of these, scored
 * @param waiting of these, whose span has not passed or whose data have not come
 * @param notScorable of these, whose outcome was not watched; with the reasons counted
 * @param reasons why, and how often
 * @param lines one per method, measure and rival
 * @param calibration how often the outcome fell at or below each quantile
 * @param coverage90 share of outcomes inside our central 90 % interval; empty before the first
 * @param recent the last statements with what came, newest first
 */
public record ForecastBook(
        long sealed,
        long scored,
        long waiting,
        long notScorable,
        Map<String, Long> reasons,
        List<SkillLine> lines,
        List<Calibration> calibration,
        OptionalDouble coverage90,
        List<Told> recent) {
    public ForecastBook {
        reasons = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        lines = List.copyOf(lines);
        calibration = List.copyOf(calibration);
        recent = List.copyOf(recent);
    }

    /** How often the outcome fell at or below a quantile, over n outcomes. */
    public record Calibration(double level, double observed, long n) {}

    /** One statement and its score; the score is empty while it waits or where it was not watched. */
    public record Told(Sealed sealed, Optional<Score> score, Optional<String> whyNot) {}
}
