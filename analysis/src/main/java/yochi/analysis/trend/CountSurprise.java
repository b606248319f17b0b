package yochi.analysis.trend;

/**
 * How surprising a count is beside the level that a series has had of late: the chance of so many or more, averaged
 * over the run lengths that the counts so far leave in question ({@link RunLengths} over negative binomial {@link
 * CountRuns}). That the level changes in this very bin is not among them: that is what the surprise tells.
 */
public final class CountSurprise {
    private final CountRuns counts;
    private final RunLengths lengths;

    /**
     * What is expected of a series before anything of it is known.
     *
     * @param level counts per unit of exposure
     * @param dispersion variance of a bin divided by its mean while the level stays, at least 1
     * @param lasting bins that a level lasts on average
     * @param bound run lengths kept apart
     */
    public record Settings(double level, double dispersion, double lasting, int bound) {
        /**
         * New sources of one service in ten minutes: one in twenty minutes, as of a service that nobody asks for;
         * twice the variance of independent arrivals; a level lasts six hours, a quarter of the daily rhythm, and is
         * known well enough after twelve (own choices; the calibration of the scores takes up what they get wrong).
         */
        public static final Settings NEWCOMERS = new Settings(0.5, 2, 36, 72);
    }

    public CountSurprise(Settings settings) {
        counts = new CountRuns(settings.bound(), settings.level(), settings.dispersion());
        lengths = new RunLengths(counts, settings.bound(), 1 / settings.lasting());
    }

    /**
     * The chance of at least this count by what came before; then learns it. A gap (NaN, or nothing watched) is no
     * surprise and teaches nothing.
     */
    public double next(double count, double exposure) {
        if (Double.isNaN(count) || !(exposure > 0)) {
            return 1;
        }
        double tail = count > 0 ? tail(count, exposure) : 1;
        lengths.add(count, exposure);
        return tail;
    }

    private double tail(double count, double exposure) {
        double sum = 0;
        double known = 0;
        for (int run = 1; run <= lengths.oldest(); run++) {
            double weight = lengths.probability(run);
            if (weight > 0) {
                sum += weight * counts.upperTail(run, count, exposure);
                known += weight;
            }
        }
        return known > 0 ? Math.clamp(sum / known, 0, 1) : counts.upperTail(0, count, exposure);
    }
}
