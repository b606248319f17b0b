package yochi.analysis.locality;

import java.util.List;

/**
 * Looks whether some regions have risen together above their own usual, whichever they are and however long ago it
 * began: the best subset by {@link SubsetScan} over all windows of the newest steps. Counts and expectations are
 * divided by the variance that a window's count has per count, so that scattered and little known series do not
 * shout. From five regions on the factor that all of them share is taken out ({@link SharedFactor}).
 */
public final class RiseScan {
    private final Settings settings;

    /**
     * How is looked.
     *
     * @param longest longest window, steps: 24 of hours, 7 of days
     * @param period steps of a rhythm: 24 of hours, 7 of days
     * @param baseline steps of the past from which is learnt: 28 days
     * @param replicates most sets simulated for a p-value (algorithms §3.3)
     * @param first so many of them are enough where the p-value is plainly large or far below their reach
     */
    public record Settings(int longest, int period, int baseline, int replicates, int first) {
        public static final Settings DAYS = new Settings(7, 7, 28, 999, 99);
        public static final Settings HOURS = new Settings(24, 24, 28 * 24, 999, 99);

        /** The newest steps that are looked at, of so many; the others are the past. */
        int now(int steps) {
            return Math.min(longest, Math.max(0, steps - 1));
        }
    }

    /**
     * A rise.
     *
     * @param score log likelihood ratio of the best subset and window, 0 where nothing is elevated
     * @param steps length of that window, which ends with the newest step
     * @param regions of the subset, ascending
     * @param count of the subset in the window
     * @param expected of the subset in the window, by its past and by how much the others changed
     * @param kappa variance of a step's factor beyond Poisson's scatter
     */
    public record Rise(double score, int steps, List<Integer> regions, double count, double expected, double kappa) {
        public Rise {
            regions = List.copyOf(regions);
        }

        /** Whether the region is of the subset. */
        public boolean holds(int region) {
            return regions.contains(region);
        }
    }

    public RiseScan(Settings settings) {
        this.settings = settings;
    }

    /** One signature at all regions, ready to be asked. */
    public AgainstPast of(double[][] counts, double[][] exposure) {
        return of(counts, exposure, usual(counts, exposure), Usual.Others.NONE);
    }

    /** What the signature's past lets expect. */
    Usual usual(double[][] counts, double[][] exposure) {
        int now = settings.now(counts.length == 0 ? 0 : counts[0].length);
        return UsualFit.of(counts, exposure, settings.baseline, now, settings.period);
    }

    /** One whose usual is known already, beside how most others scatter. */
    AgainstPast of(double[][] counts, double[][] exposure, Usual usual, Usual.Others others) {
        return new AgainstPast(settings, counts, exposure, usual, others);
    }
}
