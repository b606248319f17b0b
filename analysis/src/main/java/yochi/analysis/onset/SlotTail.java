package yochi.analysis.onset;

import org.hipparchus.special.Erf;

/**
 * How many of a set of sources are active in one slot when each spreads its active slots independently and at random:
 * a Poisson-binomial count with p = k/n, times how busy the slot is, for a source active in k of n slots. Its upper
 * tail is exact for few sources and, for many, Lugannani-Rice's saddle point on the lattice (Daniels 1987, Int. Stat.
 * Rev. 55).
 */
final class SlotTail {
    /** From here on the saddle point is within 1 % of the exact tail, unless nearly all sources coincide (tested). */
    private static final int EXACT = 200;

    private static final double CLOSE = 1e-9;
    private static final int STEPS = 200;

    /** However busy a slot, a source that skipped some slot could have skipped it. */
    private static final double MOST_CERTAIN = 0.999;

    /** Sources active in k slots, by k = 0..n. */
    private final long[] byActivity;

    private final double[] chance;
    private final int n;

    /**
     * @param byActivity number of sources that were active in k of the n slots, for k = 0..n
     * @param busy how busy the slot is beside the mean slot, 1 for alike
     */
    SlotTail(long[] byActivity, double busy) {
        this.byActivity = byActivity;
        this.n = byActivity.length - 1;
        this.chance = new double[n + 1];
        for (int k = 1; k <= n; k++) {
            chance[k] = k == n ? 1 : Math.min(MOST_CERTAIN, busy * k / n);
        }
    }

    long sources() {
        long sum = 0;
        for (long count : byActivity) {
            sum += count;
        }
        return sum;
    }

    double mean() {
        double sum = 0;
        for (int k = 1; k <= n; k++) {
            sum += byActivity[k] * chance[k];
        }
        return sum;
    }

    double variance() {
        double sum = 0;
        for (int k = 1; k < n; k++) {
            double p = chance[k];
            sum += byActivity[k] * p * (1 - p);
        }
        return sum;
    }

    /** Probability that at least x sources are active in a given slot. */
    double atLeast(long x) {
        long always = byActivity[n];
        long most = sources() - byActivity[0];
        if (x <= always) {
            return 1;
        }
        if (x > most) {
            return 0;
        }
        if (most - always <= EXACT) {
            return exact((int) (x - always), (int) (most - always));
        }
        if (x == most) {
            return Math.exp(logAll());
        }
        return x <= mean() + CLOSE ? 1 : saddle(x);
    }

    private double logAll() {
        double log = 0;
        for (int k = 1; k < n; k++) {
            log += byActivity[k] * Math.log(chance[k]);
        }
        return log;
    }

    private double exact(int x, int most) {
        double[] of = new double[most + 1];
        of[0] = 1;
        int reached = 0;
        for (int k = 1; k < n; k++) {
            double p = chance[k];
            for (long one = 0; one < byActivity[k]; one++) {
                reached++;
                for (int i = reached; i > 0; i--) {
                    of[i] = of[i] * (1 - p) + of[i - 1] * p;
                }
                of[0] *= 1 - p;
            }
        }
        double tail = 0;
        for (int i = most; i >= x; i--) {
            tail += of[i];
        }
        return Math.min(1, tail);
    }

    private double saddle(long x) {
        double s = saddlePoint(x);
        double log = 0;
        double curvature = 0;
        for (int k = 1; k <= n; k++) {
            double p = chance[k];
            double tilted = p * Math.exp(s) / (1 - p + p * Math.exp(s));
            log += byActivity[k] * Math.log1p(p * Math.expm1(s));
            curvature += byActivity[k] * tilted * (1 - tilted);
        }
        double w = Math.sqrt(2 * Math.max(0, s * x - log));
        double u = -Math.expm1(-s) * Math.sqrt(curvature);
        if (w < 1e-4) {
            return 0.5;
        }
        double density = Math.exp(-w * w / 2) / Math.sqrt(2 * Math.PI);
        double tail = Erf.erfc(w / Math.sqrt(2)) / 2 + density * (1 / u - 1 / w);
        return Math.clamp(tail, 0, 1);
    }

    /** Where the tilted mean is x: bisection, the mean rises with s. */
    private double saddlePoint(long x) {
        double low = 0;
        double high = 1;
        while (tiltedMean(high) < x && high < 700) {
            high *= 2;
        }
        for (int i = 0; i < STEPS && high - low > 1e-12 * high; i++) {
            double middle = (low + high) / 2;
            if (tiltedMean(middle) < x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double tiltedMean(double s) {
        double sum = 0;
        double e = Math.exp(-s);
        for (int k = 1; k <= n; k++) {
            double p = chance[k];
            sum += byActivity[k] * p / (p + (1 - p) * e);
        }
        return sum;
    }
}
