package yochi.analysis.onset;

import org.hipparchus.special.Gamma;

/** Fisher's exact test, one-sided: how many marked ones are among those drawn without putting back. */
final class Hypergeometric {
    private static final double NEGLIGIBLE = 1e-17;

    private Hypergeometric() {}

    /** Probability of at least {@code x} marked ones among {@code drawn} of {@code all}, {@code marked} are marked. */
    static double atLeast(int x, int drawn, int marked, int all) {
        int least = Math.max(0, drawn + marked - all);
        int most = Math.min(drawn, marked);
        if (x <= least) {
            return 1;
        }
        if (x > most) {
            return 0;
        }
        // Sum away from the mean, so that the terms fall; what is left is the other side.
        double mean = (double) drawn * marked / all;
        return x > mean ? up(x, most, drawn, marked, all) : 1 - down(x - 1, least, drawn, marked, all);
    }

    private static double up(int x, int most, int drawn, int marked, int all) {
        double term = Math.exp(logProbability(x, drawn, marked, all));
        double sum = 0;
        for (int k = x; k <= most; k++) {
            sum += term;
            if (term < NEGLIGIBLE * sum) {
                break;
            }
            term *= (double) (marked - k) * (drawn - k) / ((k + 1.0) * (all - marked - drawn + k + 1.0));
        }
        return Math.min(1, sum);
    }

    private static double down(int x, int least, int drawn, int marked, int all) {
        double term = Math.exp(logProbability(x, drawn, marked, all));
        double sum = 0;
        for (int k = x; k >= least; k--) {
            sum += term;
            if (term < NEGLIGIBLE * sum) {
                break;
            }
            term *= (double) k * (all - marked - drawn + k) / ((marked - k + 1.0) * (drawn - k + 1.0));
        }
        return Math.min(1, sum);
    }

    private static double logProbability(int k, int drawn, int marked, int all) {
        return logChoose(marked, k) + logChoose(all - marked, drawn - k) - logChoose(all, drawn);
    }

    private static double logChoose(int n, int k) {
        return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }
}
