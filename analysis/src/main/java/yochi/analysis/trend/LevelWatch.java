package yochi.analysis.trend;

import java.util.Optional;

/**
 * Tells, bin by bin, that the level of a series of counts has changed: when the level is surely young while an older
 * one was known (algorithms §4.1). One change is told once.
 */
public final class LevelWatch {
    private final Settings settings;
    private final RunLengths lengths;
    private final int youth;
    private int bins;
    private double settled = Double.NaN;
    private int told;

    /**
     * When a change is told.
     *
     * @param lasting bins that a level lasts on average
     * @param bound run lengths kept apart
     * @param young a level of fewer bins is a new one, at least; of more where counts tell little ({@link #young})
     * @param certain probability from which on it surely is
     * @param burnIn bins before which nothing is told
     */
    public record Settings(double lasting, int bound, int young, double certain, int burnIn) {
        /**
         * Hourly bins: a level lasts a week (algorithms §4.1); a day is young, so that a doubling in the quiet hours is
         * not forgotten before it is sure; 0.995, since 0.9 told a false change in every second month; four days of
         * run lengths, since an older level is old (own choices).
         */
        public static final Settings HOURLY = new Settings(168, 96, 24, 0.995, 48);

        /**
         * Bins within which a halving becomes sure in 97 of 100 cases: the log odds of a change, 1/lasting, must rise
         * to those of {@code certain}, and a bin of mean m and variance φ m brings k = (½ - ½ ln 2) m/φ nats in the
         * mean with a variance of 2 k: nk - 1.96 √(2nk) = odds. With a fixed day, a halving of five counts an hour was
         * forgotten before it was sure.
         */
        int young(double level, double dispersion) {
            double odds = Math.log(lasting) + Math.log(certain / (1 - certain));
            double root = (Z95 * Math.sqrt(2) + Math.sqrt(2 * Z95 * Z95 + 4 * odds)) / 2;
            double bins = root * root / (HALVING * level / dispersion);
            return (int) Math.clamp(Math.ceil(bins), young, Math.max(young, MOST_OF_BOUND * bound));
        }
    }

    private static final double Z95 = 1.959963984540054;
    /** Nats by which a Poisson count of mean 1 tells a half from a whole: Kullback and Leibler's divergence. */
    private static final double HALVING = 0.5 - 0.5 * Math.log(2);
    /** Of the run lengths kept apart, so that older levels remain to be told from young ones (own choice). */
    private static final double MOST_OF_BOUND = 0.75;

    /**
     * A level that gave way to another.
     *
     * @param bin the first bin of the new level
     * @param before the level before, counts per unit of exposure
     * @param after the new one, by its likeliest beginning
     * @param probability that the level is young
     */
    public record Shift(int bin, double before, double after, double probability) {}

    /**
     * Watches a series.
     *
     * @param level counts per unit of exposure that may be expected, greater than 0
     * @param dispersion variance of a bin divided by its mean while the level stays, at least 1
     */
    public LevelWatch(Settings settings, double level, double dispersion) {
        this.settings = settings;
        this.youth = settings.young(level, dispersion);
        this.told = -youth;
        this.lengths = new RunLengths(
                new CountRuns(settings.bound(), level, dispersion), settings.bound(), 1 / settings.lasting());
    }

    /** Learns the next bin; NaN for one that was not measured. */
    public Optional<Shift> add(double count, double exposure) {
        bins++;
        lengths.add(count, exposure);
        double young = lengths.younger(youth);
        if (young < 0.5) {
            settled = lengths.level();
        }
        if (bins <= settings.burnIn() || young < settings.certain() || Double.isNaN(settled)) {
            return Optional.empty();
        }
        int lasted = Math.max(1, lengths.likeliest());
        int begun = bins - lasted;
        if (begun - told < youth) {
            return Optional.empty();
        }
        told = begun;
        return Optional.of(new Shift(begun, settled, lengths.level(lasted), young));
    }
}
