package yochi.core.model;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** What an analysis found in the statistics, with its numbers and what was missing. */
public sealed interface Finding {
    /** What was missing in the data behind it, one sentence each. */
    List<String> missing();

    /**
     * How alike two regions are in one window.
     *
     * @param a first region by name
     * @param b second region
     * @param window the window compared
     * @param nA distinct sources at a
     * @param nB distinct sources at b
     * @param mix similarity of the mix of services, 0..1 (1 minus the Jensen-Shannon distance in bits)
     * @param who observed overlap of sources divided by the expected one; empty where it cannot be told
     * @param observedOverlap sources seen at both
     * @param expectedOverlap sources expected at both if they chose independently, by brightness
     * @param when 1 minus the shape-based distance, -1..1; empty where too little was measured
     * @param lagHours by how much b follows a, hours
     * @param low lower 95 % bound of {@code who}
     * @param high upper 95 % bound of {@code who}
     * @param rank place among all pairs of the window by {@code low}, 1 the most alike
     * @param qValue of the test that the mixes are equal, after Benjamini-Yekutieli
     * @param missing what was missing
     */
    record Similarity(
            Region a,
            Region b,
            Epoch window,
            long nA,
            long nB,
            OptionalDouble mix,
            OptionalDouble who,
            OptionalDouble observedOverlap,
            OptionalDouble expectedOverlap,
            OptionalDouble when,
            OptionalDouble lagHours,
            OptionalDouble low,
            OptionalDouble high,
            int rank,
            OptionalDouble qValue,
            List<String> missing)
            implements Finding {}

    /**
     * What is peculiar to one region.
     *
     * @param observed distinct sources counted
     * @param expected distinct sources expected from the margins
     * @param lower5 5 % quantile of the shrunk quotient observed/expected
     * @param verdict what it may be
     * @param why the evidence in one sentence
     */
    record Locality(
            Region region,
            AttackType attackType,
            Service service,
            Epoch window,
            double observed,
            double expected,
            double lower5,
            Verdict verdict,
            String why,
            List<String> missing)
            implements Finding {}

    /** What a peculiarity may be. */
    enum Verdict {
        NOT_PECULIAR,
        NEW_HERE,
        SEEN_BEFORE_ELSEWHERE,
        LOCAL_ONLY,
        ONE_SOURCE_BURST,
        /** Local event or filter: these data cannot tell. */
        EVENT_OR_FILTER
    }

    /**
     * Where a series is heading.
     *
     * @param slopePerDay slope of the logarithm of daily distinct sources, per day: Theil-Sen on log1p, for few days a
     *     negative binomial regression
     * @param low lower end of its 95 % interval
     * @param high upper end
     * @param pValue Mann-Kendall, variance corrected for autocorrelation
     * @param label growing, shrinking, flat, or too short to tell
     */
    record Trend(
            Region region,
            AttackType attackType,
            Service service,
            Epoch window,
            double slopePerDay,
            double low,
            double high,
            double pValue,
            Label label,
            List<String> missing)
            implements Finding {
        /** How strong: growth in a week, 0.5 for half as much again; NaN where nothing can be told. */
        public double perWeek() {
            return Math.expm1(7 * slopePerDay);
        }

        public double perWeekLow() {
            return Math.expm1(7 * low);
        }

        public double perWeekHigh() {
            return Math.expm1(7 * high);
        }

        /** Days until it is twice as much, or half for what shrinks; empty for what does neither. */
        public OptionalDouble doublingDays() {
            boolean moves = label == Label.GROWING || label == Label.SHRINKING;
            return moves ? OptionalDouble.of(Math.log(2) / Math.abs(slopePerDay)) : OptionalDouble.empty();
        }
    }

    /**
     * When the level of a series changed.
     *
     * @param at start of the first hour of the new level
     * @param before level before, per hour, its daily and weekly rhythm taken out
     * @param after the new level, as known when the change was told
     * @param probability that the level had changed within the last hours
     */
    record Change(
            Region region,
            AttackType attackType,
            Service service,
            Epoch window,
            Instant at,
            double before,
            double after,
            double probability,
            List<String> missing)
            implements Finding {
        public boolean rise() {
            return after > before;
        }
    }

    /** Direction of a trend. */
    enum Label {
        GROWING,
        SHRINKING,
        FLAT,
        UNCERTAIN
    }
}
