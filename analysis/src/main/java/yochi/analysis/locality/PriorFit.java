package yochi.analysis.locality;

import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Learns the prior's five parameters from all cells by maximum likelihood (DuMouchel 1999), in logarithms, by Nelder
 * and Mead's search from his starting point; keeps the best point met when the limit of evaluations ends the search.
 */
final class PriorFit {
    /** Cells below which five parameters would be guessed rather than fitted (own choice). */
    static final int LEAST_CELLS = 50;

    private static final int MOST_EVALUATIONS = 300;
    /** Bounds of the logarithms: parameters between 1/1000 and 1000. */
    private static final double MOST_LOG = Math.log(1000);

    /** Starting point of DuMouchel 1999: (.2, .1), (2, 4), one third. */
    private static final double[] START = {Math.log(.2), Math.log(.1), Math.log(2), Math.log(4), -Math.log(2)};

    /** One count and its expectation. */
    record Observed(double count, double expected) {}

    private final List<Observed> cells;
    private double most = Double.NEGATIVE_INFINITY;
    private Prior best = Prior.SIMPLE;

    private PriorFit(List<Observed> cells) {
        this.cells = cells;
    }

    /** The fitted prior, the simple one where there are too few cells. */
    static Prior of(List<Observed> cells) {
        if (cells.size() < LEAST_CELLS) {
            return Prior.SIMPLE;
        }
        PriorFit fit = new PriorFit(cells);
        try {
            new SimplexOptimizer(new SimpleValueChecker(1e-6, 1e-9))
                    .optimize(
                            new MaxEval(MOST_EVALUATIONS),
                            new ObjectiveFunction(fit::logLikelihood),
                            GoalType.MAXIMIZE,
                            new InitialGuess(START),
                            new NelderMeadSimplex(START.length, 0.5));
        } catch (MathIllegalStateException e) {
            return fit.best;
        }
        return fit.best;
    }

    private double logLikelihood(double[] point) {
        for (double p : point) {
            if (Math.abs(p) > MOST_LOG) {
                return -1e300;
            }
        }
        Prior prior = new Prior(
                1 / (1 + Math.exp(-point[4])),
                Math.exp(point[0]),
                Math.exp(point[1]),
                Math.exp(point[2]),
                Math.exp(point[3]));
        double sum = 0;
        for (Observed cell : cells) {
            sum += prior.logProbability(cell.count, cell.expected);
        }
        if (sum > most) {
            most = sum;
            best = prior;
        }
        return sum;
    }
}
