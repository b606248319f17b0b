package yochi.analysis.onset;

import java.util.Locale;

/** A way to see that sources act together; each gives a window a score, higher for less usual. */
public enum Detector {
    /** Unevenness of all sources over the slots. */
    DISPERSION,
    /** The fullest slot of all sources. */
    PEAK,
    /** The least likely service, beside the rhythm of all others. */
    SERVICES,
    /** Edges of the thresholded covariance graph, beside those of shuffled slots. */
    GRAPH,
    /** Sources that had not been seen for seven days, by service. */
    NEWCOMERS;

    /** Where a p-value comes from. */
    public enum Basis {
        /** The sensor's own last 14 days. */
        CALIBRATED,
        /** The law of independent sources, while there is too little history. */
        ANALYTIC,
        /** None: nothing to compare with yet, or not looked at. */
        NONE
    }

    /**
     * One detector's word on a window.
     *
     * @param score −log10 of the analytic p-value, below 0 where there is none
     * @param surprise −log10 of the p-value; 0 without a basis
     */
    public record Word(Detector detector, double score, double surprise, Basis basis) {
        /** 1 without a basis. */
        public double pValue() {
            return Math.pow(10, -surprise);
        }
    }

    /** In output, such as {@code newcomers}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the analytic p-value may raise an alarm. That of the whole window may not: any swell of everything
     * rejects it. Nor may the graph's, whose law is the roughest.
     */
    boolean alarmsUncalibrated() {
        return switch (this) {
            case SERVICES, NEWCOMERS -> true;
            case DISPERSION, PEAK, GRAPH -> false;
        };
    }
}
