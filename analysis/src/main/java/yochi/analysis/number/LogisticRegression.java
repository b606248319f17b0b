package yochi.analysis.number;

import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression with a ridge, by Newton's method on grouped trials (McCullagh and Nelder 1989, chapter 4; Hoerl
 * and Kennard 1970); the first coefficient is the constant and has no ridge. Same input, same output.
 */
public final class LogisticRegression {
    private static final int STEPS = 30;
    private static final double DONE = 1e-7;
    /** A step of Newton's that lowers the likelihood is halved until it is so small. */
    private static final double SMALLEST_STEP = 1e-6;

    private static final double CONSTANT_RIDGE = 1e-6;

    private static final double LEAST_PIVOT = 1e-12;
    /** Where {@link #logit} cuts a share, and as much below 1. */
    private static final double LEAST_SHARE = 1e-4;

    private final double[] coefficients;

    private LogisticRegression(double[] coefficients) {
        this.coefficients = coefficients;
    }

    /**
     * Fits single trials.
     *
     * @param features of each trial, the first 1; what stands behind the coefficients' number is not looked at
     * @param happened whether it did
     * @param towards coefficients that the ridge draws to; the constant is free
     * @param ridge in trials
     */
    public static LogisticRegression fit(
            List<double[]> features, List<Boolean> happened, double[] towards, double ridge) {
        return fit(features, happened, towards, ridges(towards.length, ridge));
    }

    /**
     * Fits single trials, with a ridge for each coefficient.
     *
     * @param ridges in trials; that of the constant should be next to nothing
     */
    public static LogisticRegression fit(
            List<double[]> features, List<Boolean> happened, double[] towards, double[] ridges) {
        double[] trials = new double[features.size()];
        Arrays.fill(trials, 1);
        return fit(
                features.toArray(new double[0][]),
                happened.stream().mapToDouble(h -> h ? 1 : 0).toArray(),
                trials,
                towards,
                ridges);
    }

    /** The same ridge for all coefficients but the constant. */
    public static double[] ridges(int size, double ridge) {
        double[] out = new double[size];
        Arrays.fill(out, ridge);
        out[0] = CONSTANT_RIDGE;
        return out;
    }

    /**
     * Fits.
     *
     * @param features of each group, the first 1
     * @param happened how often it did in each group; may be a part
     * @param trials of each group
     * @param towards coefficients that the ridge draws to
     * @param ridge in trials
     */
    public static LogisticRegression fit(
            double[][] features, double[] happened, double[] trials, double[] towards, double ridge) {
        return fit(features, happened, trials, towards, ridges(towards.length, ridge));
    }

    private static LogisticRegression fit(
            double[][] features, double[] happened, double[] trials, double[] towards, double[] ridge) {
        int n = towards.length;
        double[] b = towards.clone();
        double[] odds = odds(b, features);
        double now = likelihood(b, odds, happened, trials, towards, ridge);
        for (int step = 0; step < STEPS; step++) {
            double[][] curve = new double[n][n];
            double[] slope = new double[n];
            for (int j = 0; j < n; j++) {
                curve[j][j] = ridge[j];
                slope[j] = -curve[j][j] * (b[j] - towards[j]);
            }
            for (int i = 0; i < features.length; i++) {
                add(features[i], happened[i], trials[i], probability(odds[i]), curve, slope);
            }
            double[] move = Cholesky.solve(curve, slope, LEAST_PIVOT);
            double[] next = moved(b, move, 1);
            odds = odds(next, features);
            double then = likelihood(next, odds, happened, trials, towards, ridge);
            double part = 1;
            while (then < now && part > SMALLEST_STEP) {
                part /= 2;
                next = moved(b, move, part);
                odds = odds(next, features);
                then = likelihood(next, odds, happened, trials, towards, ridge);
            }
            b = next;
            now = then;
            if (part * Arrays.stream(move).map(Math::abs).max().orElse(0) < DONE) {
                break;
            }
        }
        return new LogisticRegression(b);
    }

    private static void add(double[] x, double happened, double trials, double p, double[][] curve, double[] slope) {
        double error = happened - trials * p;
        double weight = trials * p * (1 - p);
        for (int j = 0; j < slope.length; j++) {
            slope[j] += error * x[j];
            double weighted = weight * x[j];
            double[] row = curve[j];
            for (int k = 0; k <= j; k++) {
                row[k] += weighted * x[k];
            }
        }
    }

    private static double[] moved(double[] b, double[] move, double part) {
        double[] out = b.clone();
        for (int j = 0; j < out.length; j++) {
            out[j] += part * move[j];
        }
        return out;
    }

    /** Log-odds of all groups. */
    private static double[] odds(double[] b, double[][] features) {
        double[] out = new double[features.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = product(b, features[i]);
        }
        return out;
    }

    /** Logarithm, up to a constant, with the ridge's penalty. */
    private static double likelihood(
            double[] b, double[] odds, double[] happened, double[] trials, double[] towards, double[] ridge) {
        double out = 0;
        for (int i = 0; i < odds.length; i++) {
            double z = odds[i];
            out += happened[i] * z - trials[i] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
        }
        for (int j = 0; j < b.length; j++) {
            out -= ridge[j] * (b[j] - towards[j]) * (b[j] - towards[j]) / 2;
        }
        return out;
    }

    /** Probability of one trial. */
    public double probability(double[] x) {
        return probability(logOdds(x));
    }

    /** Log-odds of one trial. */
    public double logOdds(double[] x) {
        return product(coefficients, x);
    }

    /** Probability of log-odds. */
    public static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** Log-odds of a share, kept finite. */
    public static double logit(double share) {
        double safe = Math.clamp(share, LEAST_SHARE, 1 - LEAST_SHARE);
        return Math.log(safe / (1 - safe));
    }

    /** Coefficients, the constant first. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    private static double product(double[] b, double[] x) {
        double z = 0;
        for (int j = 0; j < b.length; j++) {
            z += b[j] * x[j];
        }
        return z;
    }
}
