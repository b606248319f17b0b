package yochi.analysis.score;

/** Scores of single statements, and what is made of many of them. */
public final class Scores {
    private Scores() {}

    /** Loss of one quantile (Koenker and Bassett 1978); least in expectation when the quantile is right. */
    public static double pinball(double level, double quantile, double outcome) {
        return outcome >= quantile ? level * (outcome - quantile) : (1 - level) * (quantile - outcome);
    }

    /** Score of an interval that should hold the outcome with probability 1 - {@code missRate} (Winkler 1972). */
    public static double interval(double low, double high, double missRate, double outcome) {
        double outside = Math.max(0, low - outcome) + Math.max(0, outcome - high);
        return high - low + 2 / missRate * outside;
    }

    /** Squared error of a probability (Brier 1950). */
    public static double brier(double probability, boolean happened) {
        double miss = probability - (happened ? 1 : 0);
        return miss * miss;
    }

    /** Part of a rival's loss that is saved: 1 perfect, 0 no better, negative worse. */
    public static double skill(double score, double rival) {
        return rival == 0 ? (score == 0 ? 0 : Double.NEGATIVE_INFINITY) : 1 - score / rival;
    }

    /**
     * Mean absolute error of the seasonal naive forecast inside the history, by which errors of several series become
     * comparable (MASE; Hyndman and Koehler 2006). Gaps (NaN) are left out; NaN where nothing is left.
     */
    public static double maseScale(double[] history, int season) {
        double sum = 0;
        int n = 0;
        for (int t = season; t < history.length; t++) {
            double step = Math.abs(history[t] - history[t - season]);
            if (!Double.isNaN(step)) {
                sum += step;
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
