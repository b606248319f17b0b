package yochi.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * A damped exponential smoothing fitted to one series by least squares inside the usual bounds (0 &lt; beta &lt; alpha
 * &lt; 1, gamma &lt; 1 - alpha, 0.8 ≤ phi ≤ 0.98), with or without trend as AICc prefers, with a season where its
 * autocorrelation is more than chance.
 */
final class DampedEts implements PointModel {
    /** Seasons needed before one is fitted: four weeks. */
    static final int LEAST_SEASONS = 4;

    private static final int MOST_EVALUATIONS = 400;

    private final Smoothing smoothing;
    private final Smoothing.Course course;
    private final double parameters;
    private final double aicc;
    private final boolean converged;

    private DampedEts(
            Smoothing smoothing, Smoothing.Course course, double parameters, double aicc, boolean converged) {
        this.smoothing = smoothing;
        this.course = course;
        this.parameters = parameters;
        this.aicc = aicc;
        this.converged = converged;
    }

    /** The better of the fits with and without trend, with a season if there is one; NaN in the series are gaps. */
    static DampedEts fit(double[] y, int season) {
        return fit(y, season, MOST_EVALUATIONS);
    }

    static DampedEts fit(double[] y, int season, int evaluations) {
        boolean measured = Arrays.stream(y).filter(v -> !Double.isNaN(v)).count() >= (long) LEAST_SEASONS * season;
        int steps = measured && Theta.seasonal(y, season) ? season : 1;
        List<DampedEts> fits = List.of(fitOne(y, steps, false, evaluations), fitOne(y, steps, true, evaluations));
        return Collections.min(fits, Comparator.comparingDouble(DampedEts::aicc));
    }

    private static DampedEts fitOne(double[] y, int season, boolean trend, int evaluations) {
        Smoothing.State start = start(y, season);
        Search search = new Search(point -> of(season, trend, point).run(y, start.copy()));
        boolean converged = search.from(guess(season, trend), evaluations);
        Smoothing smoothing = of(season, trend, search.best);
        Smoothing.Course course = smoothing.course(y, start.copy());
        double sum = smoothing.run(y, start.copy());
        long n = Arrays.stream(y).filter(v -> !Double.isNaN(v)).count();
        double parameters = search.best.length + (trend ? 2 : 1) + (season > 1 ? season : 0) + 1;
        double room = Math.max(1, n - parameters - 1);
        double penalty = 2 * parameters + 2 * parameters * (parameters + 1) / room;
        double aicc = n * Math.log(Math.max(sum, 1e-12) / n) + penalty;
        return new DampedEts(smoothing, course, parameters, aicc, converged);
    }

    /** Starting point of the search: alpha .27, then beta and phi with a trend, then gamma with a season. */
    private static double[] guess(int season, boolean trend) {
        List<Double> guess = new ArrayList<>(List.of(-1.0));
        if (trend) {
            guess.addAll(List.of(-2.0, 1.0));
        }
        if (season > 1) {
            guess.add(-2.0);
        }
        return guess.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Nelder and Mead's simplex search (1965) that keeps the best point met, also when its limit ends it. */
    private static final class Search {
        private final MultivariateFunction loss;
        private double least = Double.POSITIVE_INFINITY;
        private double[] best = new double[0];

        Search(MultivariateFunction loss) {
            this.loss = loss;
        }

        /** Whether it ended by itself. */
        boolean from(double[] guess, int evaluations) {
            best = guess;
            try {
                new SimplexOptimizer(new SimpleValueChecker(1e-7, 1e-12))
                        .optimize(
                                new MaxEval(evaluations),
                                new ObjectiveFunction(this::value),
                                GoalType.MINIMIZE,
                                new InitialGuess(guess),
                                new NelderMeadSimplex(guess.length, 1.0));
                return true;
            } catch (MathIllegalStateException e) {
                return false;
            }
        }

        private double value(double[] point) {
            double value = loss.value(point);
            if (value < least) {
                least = value;
                best = point.clone();
            }
            return value;
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Smoothing of(int season, boolean trend, double[] point) {
        double alpha = 1e-4 + 0.9998 * sigmoid(point[0]);
        double beta = trend ? alpha * sigmoid(point[1]) : 0;
        double phi = trend ? 0.8 + 0.18 * sigmoid(point[2]) : 0;
        double gamma = season > 1 ? (1 - alpha) * sigmoid(point[point.length - 1]) : 0;
        return new Smoothing(season, alpha, beta, gamma, phi);
    }

    /** Level: mean of the first two weeks; season: mean distance of each phase from it; no trend. */
    private static Smoothing.State start(double[] y, int season) {
        Smoothing.State s = new Smoothing.State(season);
        int head = Math.min(y.length, Math.max(2 * season, 14));
        s.level = Arrays.stream(y, 0, head).filter(v -> !Double.isNaN(v)).average().orElse(0);
        if (season > 1) {
            int span = Math.min(y.length, LEAST_SEASONS * season);
            double level = Arrays.stream(y, 0, span).filter(v -> !Double.isNaN(v)).average().orElse(0);
            for (int p = 0; p < season; p++) {
                double sum = 0;
                int n = 0;
                for (int t = p; t < span; t += season) {
                    if (!Double.isNaN(y[t])) {
                        sum += y[t] - level;
                        n++;
                    }
                }
                s.seasonal[p] = n == 0 ? 0 : sum / n;
            }
        }
        return s;
    }

    @Override
    public double[] path(int end, int steps) {
        return smoothing.path(course, end, steps);
    }

    @Override
    public int parameters() {
        return (int) parameters;
    }

    Smoothing smoothing() {
        return smoothing;
    }

    /** Akaike's criterion with the correction for short series, up to a constant. */
    double aicc() {
        return aicc;
    }

    @Override
    public boolean converged() {
        return converged;
    }
}
