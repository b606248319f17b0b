package yochi.centre.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up what a reliability diagram and Murphy's decomposition need, in bins of a tenth. */
final class ReliabilityTally {
    private static final int BINS = 10;

    private final long[] n = new long[BINS];
    private final long[] came = new long[BINS];
    private final double[] said = new double[BINS];
    private final double[] loss = new double[BINS];

    void add(double probability, boolean happened) {
        int bin = Math.min(BINS - 1, (int) (probability * BINS));
        double miss = probability - (happened ? 1 : 0);
        n[bin]++;
        came[bin] += happened ? 1 : 0;
        said[bin] += probability;
        loss[bin] += miss * miss;
    }

    /** Empty before the first statement. */
    Optional<Reliability> result() {
        long all = 0;
        long happened = 0;
        double brier = 0;
        for (int b = 0; b < BINS; b++) {
            all += n[b];
            happened += came[b];
            brier += loss[b];
        }
        if (all == 0) {
            return Optional.empty();
        }
        double base = (double) happened / all;
        double reliability = 0;
        double resolution = 0;
        List<Reliability.Bin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            if (n[b] > 0) {
                double mean = said[b] / n[b];
                double share = (double) came[b] / n[b];
                reliability += n[b] * (mean - share) * (mean - share) / all;
                resolution += n[b] * (share - base) * (share - base) / all;
                bins.add(new Reliability.Bin((double) b / BINS, (double) (b + 1) / BINS, mean, share, n[b]));
            }
        }
        double uncertainty = base * (1 - base);
        double rest = brier / all - reliability + resolution - uncertainty;
        return Optional.of(new Reliability(all, brier / all, reliability, resolution, uncertainty, rest, bins));
    }
}
