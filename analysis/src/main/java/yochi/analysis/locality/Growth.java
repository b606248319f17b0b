package yochi.analysis.locality;

/**
 * How fast a signature's sources grow: slope of the logarithm of the expected daily count, by quasi-likelihood with the
 * variance a multiple of the mean, and its 90 % interval.
 *
 * @param perDay growth rate r: counts are multiplied by e^r a day
 * @param low lower end of the 90 % interval
 * @param high upper end
 */
public record Growth(double perDay, double low, double high) {
    /** Days measured below which no growth is told (own choice: two degrees of freedom for the scatter). */
    private static final int LEAST_DAYS = 4;
    /** Counts altogether below which no growth is told (own choice). */
    private static final int LEAST_COUNT = 10;

    private static final int ROUNDS = 50;
    private static final double CLOSE = 1e-10;
    private static final double Z90 = 1.6448536269514722;
    /** Growth by more than e^5 a day is a step, not a growth. */
    private static final double MOST = 5;

    static final Growth UNKNOWN = new Growth(Double.NaN, Double.NaN, Double.NaN);

    boolean known() {
        return !Double.isNaN(perDay);
    }

    /** Of shorter steps, of which a day has so many. */
    Growth times(int stepsOfADay) {
        return new Growth(perDay * stepsOfADay, low * stepsOfADay, high * stepsOfADay);
    }

    /** Days in which the count doubles; negative where it halves. */
    double doublingDays() {
        return Math.log(2) / perDay;
    }

    /**
     * Of counts and what was watched per day, from the first on.
     *
     * @param counts NaN where not measured
     */
    static Growth of(double[] counts, double[] exposure, int from) {
        int n = 0;
        double all = 0;
        double watched = 0;
        for (int t = from; t < counts.length; t++) {
            if (measured(counts, exposure, t)) {
                n++;
                all += counts[t];
                watched += exposure[t];
            }
        }
        if (n < LEAST_DAYS || all < LEAST_COUNT) {
            return UNKNOWN;
        }
        double level = Math.log(all / watched);
        double slope = 0;
        double middle = (from + counts.length - 1) / 2.0;
        for (int round = 0; round < ROUNDS; round++) {
            double[] s = score(counts, exposure, from, middle, level, slope);
            double determinant = s[2] * s[4] - s[3] * s[3];
            if (!(determinant > 0)) {
                return UNKNOWN;
            }
            double up = (s[4] * s[0] - s[3] * s[1]) / determinant;
            double steeper = (s[2] * s[1] - s[3] * s[0]) / determinant;
            double shorten = Math.min(1, 1 / Math.max(Math.abs(up), Math.abs(steeper)));
            level += shorten * up;
            slope += shorten * steeper;
            if (Math.abs(slope) > MOST) {
                return UNKNOWN;
            }
            if (Math.abs(up) + Math.abs(steeper) < CLOSE) {
                break;
            }
        }
        double[] s = score(counts, exposure, from, middle, level, slope);
        double dispersion = Math.max(1, s[5] / (n - 2));
        double half = Z90 * Math.sqrt(dispersion * s[2] / (s[2] * s[4] - s[3] * s[3]));
        return new Growth(slope, slope - half, slope + half);
    }

    private static boolean measured(double[] counts, double[] exposure, int t) {
        return exposure[t] > 0 && !Double.isNaN(counts[t]);
    }

    /** Sums of the residuals, of them times time, of the means (times time, time squared), and Pearson's statistic. */
    private static double[] score(
            double[] counts, double[] exposure, int from, double middle, double level, double slope) {
        double[] s = new double[6];
        for (int t = from; t < counts.length; t++) {
            if (measured(counts, exposure, t)) {
                double x = t - middle;
                double mean = exposure[t] * Math.exp(level + slope * x);
                double off = counts[t] - mean;
                s[0] += off;
                s[1] += off * x;
                s[2] += mean;
                s[3] += mean * x;
                s[4] += mean * x * x;
                s[5] += off * off / mean;
            }
        }
        return s;
    }
}
