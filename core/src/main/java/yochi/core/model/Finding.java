package yochi.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
     * @param verdict what it most probably is
     * @param readings every reading with its probability, the most probable first; none in records of before they were
     *     told
     * @param strength how far it is above other expectations; none in records of before it was told
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
            List<Reading> readings,
            Optional<Strength> strength,
            String why,
            List<String> missing)
            implements Finding {
        public Locality {
            readings = List.copyOf(readings);
        }

        /** Probability of the verdict, where it was told. */
        public OptionalDouble probability() {
            return readings.stream()
                    .filter(r -> r.verdict() == verdict)
                    .mapToDouble(Reading::probability)
                    .findFirst();
        }
    }

    /** What a peculiarity may be, with its probability. */
    record Reading(Verdict verdict, double probability) {}

    /**
     * How far a count is above what else may be expected; what cannot be told is absent.
     *
     * @param lift observed by expected, without shrinkage: the naive rival, which small counts make explode
     * @param pmi its base-2 logarithm, pointwise mutual information
     * @param days length of the rise found, which ends with the window
     * @param counted sources of those days, each day for itself
     * @param past what the region's own past 28 days let expect in them
     * @param pastLower5 5 % quantile of the shrunk quotient of the two
     * @param both expected from its own past and the margins of all that rose or fell since
     * @param bothLower5 5 % quantile of that quotient
     * @param surprise minus log10 of the probability of so many by its own past, at most 300
     * @param together regions that rose together
     * @param qValue of their rise, after Benjamini-Yekutieli over all services of the round
     * @param growthPerDay rate by which sources grow
     * @param growthLow lower end of its 90 % interval
     * @param growthHigh upper end
     */
    record Strength(
            double lift,
            double pmi,
            int days,
            OptionalDouble counted,
            OptionalDouble past,
            OptionalDouble pastLower5,
            OptionalDouble both,
            OptionalDouble bothLower5,
            OptionalDouble surprise,
            List<Region> together,
            OptionalDouble qValue,
            OptionalDouble growthPerDay,
            OptionalDouble growthLow,
            OptionalDouble growthHigh) {
        public Strength {
            together = List.copyOf(together);
        }
    }

    /** What a peculiarity may be. */
    enum Verdict {
        NOT_PECULIAR,
        NEW_HERE,
        SEEN_BEFORE_ELSEWHERE,
        /** It begins here and will come to other regions. */
        OMEN_OF_SPREAD,
        LOCAL_ONLY,
        ONE_SOURCE_BURST,
        /** Local event, or a difference of sensors or filters: these data cannot tell. */
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

    /**
     * Who comes first and where it goes next, of one window.
     *
     * @param window the window looked at
     * @param conclusion what may be said
     * @param cascades signatures that were new in it and seen at several regions
     * @param needed so many are needed for arrows of first arrivals
     * @param arrows those that foretold later data, the strongest first of each basis
     * @param leads pairs of which one's counts run ahead, by correlation: a baseline, no arrow follows from it alone
     * @param leaders who sees signatures first, by comparison of pairs: a baseline, a large telescope leads by its size
     * @param common what all regions share
     * @param why the evidence in one sentence
     * @param missing what was missing
     */
    record Propagation(
            Epoch window,
            Conclusion conclusion,
            int cascades,
            int needed,
            List<Arrow> arrows,
            List<Lead> leads,
            List<Leader> leaders,
            Common common,
            String why,
            List<String> missing)
            implements Finding {
        public Propagation {
            arrows = List.copyOf(arrows);
            leads = List.copyOf(leads);
            leaders = List.copyOf(leaders);
            missing = List.copyOf(missing);
        }

        /** What a window says of propagation. */
        public enum Conclusion {
            /** At least one arrow foretold later data. */
            ARROWS,
            /** Nothing beyond what reaches all at once. */
            COMMON_CAUSE,
            /** Looked for, none found. */
            NO_ARROW,
            /** Too short, or too few cascades or regions. */
            NOT_ENOUGH
        }

        /** What an arrow was read from. */
        public enum Basis {
            FIRST_ARRIVALS,
            COUNTS
        }

        /**
         * An arrow from one region to another.
         *
         * @param attackType kind of the counts; all origins for first arrivals
         * @param lagHours from the one to the other, in the mean
         * @param strength arrivals per hour once the first has it, or counts drawn after it by one count
         * @param low lower 95 % limit by drawing cascades, or blocks of days, again
         * @param high upper limit
         * @param frequency share of these draws in which it is above zero, 0..1
         * @param gain nats per cascade, or per day, on later data
         * @param qValue of no gain
         */
        public record Arrow(
                Region from,
                Region to,
                Basis basis,
                AttackType attackType,
                double lagHours,
                double strength,
                double low,
                double high,
                double frequency,
                double gain,
                double qValue) {}

        /**
         * A pair whose counts are correlated at a lag, what all share taken out.
         *
         * @param correlation at the lag, -1..1
         * @param qValue against circular shifts, over all pairs
         * @param granger p-value of Granger's test, without correction for common causes
         * @param entropy p-value of transfer entropy, against circular shifts
         */
        public record Lead(
                Region from,
                Region to,
                AttackType attackType,
                double lagHours,
                double correlation,
                double qValue,
                OptionalDouble granger,
                OptionalDouble entropy) {}

        /**
         * A region's place among those that see signatures first.
         *
         * @param first comparisons with another region in which it came first
         * @param of comparisons
         * @param score sum of its rates to all others, corrected for the telescopes' sizes; empty without a network
         */
        public record Leader(Region region, int first, int of, OptionalDouble score) {}

        /**
         * What all regions share.
         *
         * @param shared mean share of a region's variance that moves with all others in the same hour
         * @param together cascades that at least half of the watching regions saw within the same hour
         */
        public record Common(OptionalDouble shared, int together) {}
    }

    /**
     * How likely a signature that was seen elsewhere is to reach home.
     *
     * @param home where it has not been seen
     * @param window from its first sighting anywhere to now
     * @param hours within which
     * @param reach probability that it is there by then, seen or not
     * @param seen probability that it is first seen there within that time
     * @param at the regions that saw it
     */
    record Reach(
            Region home,
            AttackType attackType,
            Service service,
            Epoch window,
            double hours,
            double reach,
            double seen,
            List<Region> at,
            List<String> missing)
            implements Finding {
        public Reach {
            at = List.copyOf(at);
            missing = List.copyOf(missing);
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
