package yochi.analysis.trend;

import java.util.Optional;

/**
 * Tells, bin by bin, that the level of a series of counts has changed: when the level is surely young while an older
 * one was known (algorithms §4.1). One change is told once.
 */
public final class LevelWatch {
    private final Settings settings;
    private final RunLengths lengths;
    private int bins;
    private double settled = Double.NaN;
    private int told;

    /**
     * When a change is told.
     *
     * @param lasting bins that a level lasts on average
     * @param bound run lengths kept apart
     * @param young a level of fewer bins is a new one
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
    }

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
        this.told = -settings.young();
        this.lengths = new RunLengths(
                new CountRuns(settings.bound(), level, dispersion), settings.bound(), 1 / settings.lasting());
    }

    /** Learns the next bin; NaN for one that was not measured. */
    public Optional<Shift> add(double count, double exposure) {
        bins++;
        lengths.add(count, exposure);
        double young = lengths.younger(settings.young());
        if (young < 0.5) {
            settled = lengths.level();
        }
        int lasted = Math.max(1, lengths.likeliest());
        int begun = bins - lasted;
        boolean news = begun - told >= settings.young();
        if (bins <= settings.burnIn() || young < settings.certain() || Double.isNaN(settled) || !news) {
            return Optional.empty();
        }
        told = begun;
        return Optional.of(new Shift(begun, settled, lengths.level(lasted), young));
    }
}
