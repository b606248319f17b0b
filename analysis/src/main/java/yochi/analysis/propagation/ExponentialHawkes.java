package yochi.analysis.propagation;

import java.util.Arrays;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Events that draw others after them, in continuous time (Hawkes 1971): intensity mu + n beta sum exp(-beta age). For
 * lists of events, such as starts of attacks.
 *
 * @param mu events per unit of time from outside
 * @param n events that one draws after it, in the mean; below 1
 * @param beta how fast that fades
 */
public record ExponentialHawkes(double mu, double n, double beta) {
    private static final int MOST_EVALUATIONS = 5000;
    private static final double CLOSE = 1e-10;
    private static final double STEP = 0.5;

    public ExponentialHawkes {
        if (!(mu > 0 && n >= 0 && n < 1 && beta > 0)) {
            throw new IllegalArgumentException("mu " + mu + ", n " + n + ", beta " + beta);
        }
    }

    /**
     * Log likelihood by Ogata's recursion (1981).
     *
     * @param events times, ascending, within 0 and {@code end}
     */
    public double logLikelihood(double[] events, double end) {
        double sum = -mu * end;
        double past = 0;
        for (int k = 0; k < events.length; k++) {
            past = k == 0 ? 0 : Math.exp(-beta * (events[k] - events[k - 1])) * (1 + past);
            sum += Math.log(mu + n * beta * past) + n * Math.expm1(-beta * (end - events[k]));
        }
        return sum;
    }

    /** The likeliest, by Nelder and Mead over ln mu, logit n and ln beta. */
    public static ExponentialHawkes fit(double[] events, double end) {
        if (events.length < 3) {
            throw new IllegalArgumentException(events.length + " events; three parameters need more");
        }
        double rate = events.length / end;
        PointValuePair best = new SimplexOptimizer(new SimpleValueChecker(CLOSE, CLOSE))
                .optimize(
                        new MaxEval(MOST_EVALUATIONS),
                        new ObjectiveFunction(p -> {
                            double l = of(p).logLikelihood(events, end);
                            return Double.isNaN(l) ? Double.NEGATIVE_INFINITY : l;
                        }),
                        GoalType.MAXIMIZE,
                        new InitialGuess(new double[] {Math.log(rate / 2), 0, Math.log(rate)}),
                        new NelderMeadSimplex(3, STEP));
        return of(best.getPoint());
    }

    private static ExponentialHawkes of(double[] p) {
        double n = Math.clamp(1 / (1 + Math.exp(-p[1])), 1e-9, 1 - 1e-9);
        return new ExponentialHawkes(
                Math.exp(Math.clamp(p[0], -40, 40)), n, Math.exp(Math.clamp(p[2], -40, 40)));
    }

    /** Waiting times on the model's own clock: exponential with mean 1 if the model is right (Papangelou 1972). */
    public double[] rescaled(double[] events) {
        double[] out = new double[events.length];
        double past = 0;
        for (int k = 0; k < events.length; k++) {
            double wait = events[k] - (k == 0 ? 0 : events[k - 1]);
            out[k] = mu * wait - n * past * Math.expm1(-beta * wait);
            past = past * Math.exp(-beta * wait) + 1;
        }
        return out;
    }

    /** Probability of a deviation of the waiting times from Exp(1) at least as large, by Kolmogorov and Smirnov. */
    public static double exponential(double[] waits) {
        double[] sorted = waits.clone();
        Arrays.sort(sorted);
        double most = 0;
        int n = sorted.length;
        for (int i = 0; i < n; i++) {
            double f = -Math.expm1(-sorted[i]);
            most = Math.max(most, Math.max((i + 1.0) / n - f, f - (double) i / n));
        }
        double z = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * most;
        return tail(z);
    }

    /** Kolmogorov's distribution, upper tail; the small-sample factor above is Stephens' (1970). */
    private static double tail(double z) {
        if (z < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * z * z);
        }
        return Math.clamp(sum, 0, 1);
    }
}
