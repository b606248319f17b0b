package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import yochi.analysis.number.LogGamma;

/**
 * Learns the prior's five parameters from all cells by maximum likelihood (DuMouchel 1999), in logarithms, by Nelder
 * and Mead's search from two starting points; keeps the best point met, and says whether the searches agreed. Cells
 * of one count and nearly one expectation are taken together.
 */
final class PriorFit {
    /** Cells below which five parameters would be guessed rather than fitted (own choice). */
    static final int LEAST_CELLS = 50;

    private static final int MOST_EVALUATIONS = 600;
    /** Bounds of the logarithms: parameters between 1/1000 and 1000. */
    private static final double MOST_LOG = Math.log(1000);
    /** Width of a group of expectations, in logarithms: a likelihood changes by its square (own choice). */
    private static final double ALIKE = 0.05;
    /** Log likelihoods that differ by less are the same: a hundredth of what a test would notice (own choice). */
    private static final double AGREED = 0.02;

    /** Starting point of DuMouchel 1999: (.2, .1), (2, 4), one third. */
    private static final double[] PUBLISHED = {Math.log(.2), Math.log(.1), Math.log(2), Math.log(4), -Math.log(2)};
    /** One wide part and one close to 1, a fifth and the rest (own choice). */
    private static final double[] CLOSE = {Math.log(.5), Math.log(.5), Math.log(10), Math.log(10), -Math.log(4)};

    /** One count and its expectation. */
    record Observed(double count, double expected) {}

    /**
     * What was learnt.
     *
     * @param logLikelihood at the best point, of cells taken together
     * @param agreed whether the search from each starting point came to the same likelihood, and one of them to an end
     */
    record Fitted(Prior prior, double logLikelihood, boolean agreed) {}

    private record Group(double count, long level, double cells, double logFactorial) {}

    private final List<Group> groups;
    /** Of each group the place of its expectation among those that differ, which are far fewer. */
    private final int[] level;

    private final double[] expected;
    private final double[] logExpected;
    /** log(rate + expectation) of both parts, as the last parameters have it. */
    private final double[] all1;

    private final double[] all2;
    private double most = Double.NEGATIVE_INFINITY;
    private Prior best = Prior.SIMPLE;
    private boolean ended;

    private PriorFit(List<Group> groups) {
        this.groups = groups;
        long[] levels = groups.stream().mapToLong(Group::level).distinct().sorted().toArray();
        this.level = groups.stream()
                .mapToInt(g -> Arrays.binarySearch(levels, g.level))
                .toArray();
        this.expected = Arrays.stream(levels).mapToDouble(at -> Math.exp(at * ALIKE)).toArray();
        this.logExpected = Arrays.stream(levels).mapToDouble(at -> at * ALIKE).toArray();
        this.all1 = new double[levels.length];
        this.all2 = new double[levels.length];
    }

    /** The fitted prior, the simple one where there are too few cells. */
    static Prior of(List<Observed> cells) {
        return fit(cells).prior();
    }

    static Fitted fit(List<Observed> cells) {
        List<Group> groups = groups(cells);
        if (cells.size() < LEAST_CELLS) {
            return new Fitted(Prior.SIMPLE, Double.NaN, false);
        }
        PriorFit first = new PriorFit(groups);
        first.search(PUBLISHED);
        PriorFit second = new PriorFit(groups);
        second.search(CLOSE);
        boolean agreed = (first.ended || second.ended) && Math.abs(first.most - second.most) < AGREED;
        PriorFit better = second.most > first.most ? second : first;
        return new Fitted(better.best, better.most, agreed);
    }

    /** In order of count and expectation, so that the order of the cells plays no part. */
    private static List<Group> groups(List<Observed> cells) {
        record Key(double count, long expected) {}
        TreeMap<Key, Group> out = new TreeMap<>(Comparator.comparingDouble(Key::count)
                .thenComparingLong(Key::expected));
        for (Observed cell : cells) {
            long at = Math.round(Math.log(cell.expected) / ALIKE);
            out.merge(
                    new Key(cell.count, at),
                    new Group(cell.count, at, 1, LogGamma.of(cell.count + 1)),
                    (a, b) -> new Group(a.count, a.level, a.cells + b.cells, a.logFactorial));
        }
        return new ArrayList<>(out.values());
    }

    /** The best point met is kept where the limit of evaluations ends the search. */
    private void search(double[] from) {
        try {
            new SimplexOptimizer(new SimpleValueChecker(1e-9, 1e-4))
                    .optimize(
                            new MaxEval(MOST_EVALUATIONS),
                            new ObjectiveFunction(this::logLikelihood),
                            GoalType.MAXIMIZE,
                            new InitialGuess(from),
                            new NelderMeadSimplex(from.length, 0.5));
            ended = true;
        } catch (MathIllegalStateException e) {
            ended = false;
        }
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
        double sum = likelihood(prior);
        if (sum > most) {
            most = sum;
            best = prior;
        }
        return sum;
    }

    /** What does not hang on the cell is reckoned once, what hangs on its expectation alone once for each of those. */
    private double likelihood(Prior p) {
        double weight1 = Math.log(p.weight()) - LogGamma.of(p.shape1());
        double weight2 = Math.log1p(-p.weight()) - LogGamma.of(p.shape2());
        double log1 = Math.log(p.rate1());
        double log2 = Math.log(p.rate2());
        for (int e = 0; e < expected.length; e++) {
            all1[e] = Math.log(p.rate1() + expected[e]);
            all2[e] = Math.log(p.rate2() + expected[e]);
        }
        double sum = 0;
        double last = Double.NaN;
        double gamma1 = 0;
        double gamma2 = 0;
        for (int i = 0; i < level.length; i++) {
            Group g = groups.get(i);
            double n = g.count;
            if (n != last) {
                // Groups come in order of their counts, of which there are far fewer.
                gamma1 = LogGamma.of(p.shape1() + n);
                gamma2 = LogGamma.of(p.shape2() + n);
                last = n;
            }
            int e = level[i];
            double one =
                    weight1 + gamma1 + (p.shape1() * (log1 - all1[e]) + n * (logExpected[e] - all1[e]));
            double two =
                    weight2 + gamma2 + (p.shape2() * (log2 - all2[e]) + n * (logExpected[e] - all2[e]));
            double more = Math.max(one, two);
            sum += g.cells * (more + Math.log1p(Math.exp(Math.min(one, two) - more)) - g.logFactorial);
        }
        return sum;
    }
}
