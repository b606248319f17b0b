package yochi.analysis.propagation;

import java.util.Arrays;

/**
 * An autoregression fitted by Levinson's recursion, its order by BIC; as a filter it whitens the series it was fitted
 * to and is applied to the other one too (Box and Jenkins 1970). Gaps (NaN) count as the mean, 0, in the fit; what
 * rests on one is a gap again.
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as they were computed, never compared
record Autoregression(double[] weights) {
    static Autoregression fit(double[] x, int mostOrder) {
        int n = 0;
        double[] told = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            n += Double.isNaN(x[t]) ? 0 : 1;
            told[t] = Double.isNaN(x[t]) ? 0 : x[t];
        }
        int most = Math.min(mostOrder, n / 10);
        double[] covariance = new double[most + 1];
        Dots.shifted(told, Arrays.copyOf(told, told.length + most), 0, most + 1, covariance);
        double[] best = new double[0];
        double[] now = new double[0];
        double error = covariance[0];
        if (!(error > 0)) {
            return new Autoregression(best);
        }
        double least = n * Math.log(error);
        for (int order = 1; order <= most; order++) {
            double reflection = covariance[order];
            for (int k = 0; k < now.length; k++) {
                reflection -= now[k] * covariance[order - 1 - k];
            }
            reflection /= error;
            double[] next = new double[order];
            for (int k = 0; k < now.length; k++) {
                next[k] = now[k] - reflection * now[now.length - 1 - k];
            }
            next[order - 1] = reflection;
            now = next;
            error *= 1 - reflection * reflection;
            if (!(error > 0)) {
                break;
            }
            double bic = n * Math.log(error) + order * Math.log(n);
            if (bic < least) {
                least = bic;
                best = now;
            }
        }
        return new Autoregression(best);
    }

    /** What the filter does not foresee; NaN for the first steps and where a gap takes part. */
    double[] filter(double[] x) {
        double[] out = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            double rest = t < weights.length ? Double.NaN : x[t];
            for (int k = 0; k < weights.length && !Double.isNaN(rest); k++) {
                rest -= weights[k] * x[t - 1 - k];
            }
            out[t] = rest;
        }
        return out;
    }
}
