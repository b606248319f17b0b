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
     * @param combined mean of the parts, each as its place in its own null, 0..1; 1/2 is what chance gives
     * @param combinedP of the hypothesis that the parts rank the pairs independently of each other
     * @param rank place among all pairs of the window by {@code low}, 1 the most alike
     * @param qValue of the test that the mixes are equal, after Benjamini-Yekutieli
     * @param divergence Jensen-Shannon divergence behind {@code mix}, bits, less what chance makes; below 0 where they
     *     differ even less
     * @param dispersion of the sources' classes beside independent sources, as estimated from the days: 1 is theirs
     * @param rivals the same by plain methods
     * @param kinds overlap of sources of single kinds of attack, where it can be told
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
            OptionalDouble combined,
            OptionalDouble combinedP,
            int rank,
            OptionalDouble qValue,
            OptionalDouble divergence,
            OptionalDouble dispersion,
            Rivals rivals,
            List<Kind> kinds,
            List<String> missing)
            implements Finding {
        public Similarity {
            kinds = List.copyOf(kinds);
            missing = List.copyOf(missing);
        }

        /** The same with its place among all pairs. */
        public Similarity withRank(int place) {
            return new Similarity(
                    a,
                    b,
                    window,
                    nA,
                    nB,
                    mix,
                    who,
                    observedOverlap,
                    expectedOverlap,
                    when,
                    lagHours,
                    low,
                    high,
                    combined,
                    combinedP,
                    place,
                    qValue,
                    divergence,
                    dispersion,
                    rivals,
                    kinds,
                    missing);
        }

        /**
         * What plain methods say of the pair.
         *
         * @param cosine of the mixes
         * @param containment sources at both by those of the smaller
         * @param jaccard sources at both by those at either
         * @param correlation of the hourly counts as they are, at lag 0
         */
        public record Rivals(
                OptionalDouble cosine,
                OptionalDouble containment,
                OptionalDouble jaccard,
                OptionalDouble correlation) {
            public static final Rivals NONE = new Rivals(
                    OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }

        /**
         * {@code who} of one kind of attack.
         *
         * @param who observed by expected
         * @param low lower 95 % bound of it
         * @param high upper bound
         */
        public record Kind(
                AttackType attackType, double observed, double expected, double who, double low, double high) {}
    }

    /**
     * Which regions group together in one window.
     *
     * @param window the window compared
     * @param regions the leaves, by name
     * @param merges in the order made; the n-th makes the group with number {@code regions.size() + n}
     * @param groups the partition where the combined similarity of two groups is no longer beyond chance at 5 %
     * @param threshold combined similarity at which it was cut
     * @param stability mean adjusted Rand index between the groups and those of redrawn days and services
     * @param againstBefore adjusted Rand index against the window before; empty where there was none
     * @param missing what was missing
     */
    record Clusters(
            Epoch window,
            List<Region> regions,
            List<Merge> merges,
            List<List<Region>> groups,
            double threshold,
            OptionalDouble stability,
            OptionalDouble againstBefore,
            List<String> missing)
            implements Finding {
        public Clusters {
            regions = List.copyOf(regions);
            merges = List.copyOf(merges);
            groups = groups.stream().map(List::copyOf).toList();
            missing = List.copyOf(missing);
        }

        /**
         * Two groups that become one.
         *
         * @param a number of the first: a region's place in the list, or of an earlier merge
         * @param b number of the second
         * @param height mean distance between their members, 1 minus the combined similarity
         * @param size regions in the new group
         * @param support share of redrawn days and services in which exactly these regions form a group
         */
        public record Merge(int a, int b, double height, int size, double support) {}
    }

    /**
     * How far a kind of attack has spread in one window.
     *
     * @param attackType the kind
     * @param service attacked service, or any
     * @param window the window
     * @param raised regions where the rate is more than twice the usual, by name
     * @param judged how many regions have a past to be held against
     * @param present regions that saw it in the window
     * @param observing regions that could see it
     * @param effectiveRegions to how many equally hit regions the rates' spread amounts (exponential of the entropy)
     * @param arrivals order of arrival, the first region first
     * @param missing what was missing
     */
    record Spread(
            AttackType attackType,
            Service service,
            Epoch window,
            List<Region> raised,
            int judged,
            int present,
            int observing,
            double effectiveRegions,
            List<Arrival> arrivals,
            List<String> missing)
            implements Finding {
        public Spread {
            raised = List.copyOf(raised);
            arrivals = List.copyOf(arrivals);
            missing = List.copyOf(missing);
        }

        /**
         * When it reached a region.
         *
         * @param earliest it cannot have been there before, with 95 %, given how seldom the region's sensors see it
         * @param latest end of the release window in which it was seen first
         * @param always seen from the region's first day on, so that it may have come any time before
         * @param probability that the rate is more than twice the usual; empty where there is no past
         */
        public record Arrival(
                Region region, Instant earliest, Instant latest, boolean always, OptionalDouble probability) {}
    }

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
         * @param together cascades that reached all that watched within an hour; they take no part in arrows
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
