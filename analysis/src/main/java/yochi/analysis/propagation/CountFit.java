package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits the counts of one region: negative binomial with mean exposure times a sum of non-negative parts ({@link
 * CountClimb}). A leader's three weights pay one group penalty by the noise of their scores, and are exactly zero when
 * the scores do not exceed it.
 */
final class CountFit {
    private static final int MOST_TURNS = 8;
    private static final double CLOSE = 1e-7;
    /** From which a leader's weights begin. */
    private static final double FIRST_WEIGHT = 0.01;

    private final CountDesign design;
    private final int region;
    private final ToldCounts told;
    private final double penalty;
    private final CountLikelihood likelihood;
    private final CountClimb bound;
    private final CountClimb free;
    /** Leaders' columns less what the model without leaders explains, at length 1; empty where nothing is left. */
    private double[][] pure = new double[0][];
    /** One by the standard deviation of each count in that model. */
    private double[] certainty = new double[0];

    /**
     * The model of one region.
     *
     * @param weights per column of the design
     * @param size of the negative binomial; larger is nearer to Poisson
     * @param noise standard deviation of each column's score without leaders
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers as they were computed, never compared
    record Model(double[] weights, double size, double[] noise) {
        double leader(int j) {
            double sum = 0;
            for (int b = 0; b < CountDesign.FADES.length; b++) {
                sum += weights[CountDesign.column(j, b)];
            }
            return sum;
        }

        /** Length of a leader's weights, each in units of its noise. */
        double length(int j) {
            double square = 0;
            for (int b = 0; b < CountDesign.FADES.length; b++) {
                int k = CountDesign.column(j, b);
                double v = weights[k] * noise[k];
                square += v * v;
            }
            return Math.sqrt(square);
        }

        /** A part of the way, no weight to less than a hundredth of it. */
        Model along(double[] way, double by) {
            double[] w = weights.clone();
            Arrays.setAll(w, k -> w[k] > 0 ? Math.max(w[k] + by * way[k], w[k] / 100) : 0);
            return new Model(w, size, noise);
        }

        Model without(int j) {
            double[] less = weights.clone();
            set(less, j, 0);
            return new Model(less, size, noise);
        }
    }

    /**
     * Takes what is told of one region.
     *
     * @param times how often each step counts, 0 to leave it out
     */
    CountFit(CountDesign design, int region, double[][] columns, double[] times, double strictness) {
        this.design = design;
        this.region = region;
        this.told = new ToldCounts(design, region, columns, times);
        this.likelihood = new CountLikelihood(told.y, told.weight);
        int leaders = CountDesign.FADES.length * design.regions();
        this.penalty = strictness * Math.sqrt(2 * Math.log(Math.max(2, leaders)));
        this.bound = new CountClimb(told, likelihood, region, penalty);
        this.free = new CountClimb(told, likelihood, region, 0);
    }

    static double[][] columns(CountDesign design, int region) {
        double[][] out = new double[design.columns()][];
        Arrays.setAll(out, k -> design.explained(region, k));
        return out;
    }

    /** Without any other region's past: rhythm, what all share, and its own past. */
    Model nothing() {
        double[] w = new double[told.x.length];
        double mean = told.mean();
        w[0] = mean / 2;
        for (int k = 1; k < CountDesign.SHARED; k++) {
            w[k] = 0.1;
        }
        for (int b = 0; b < CountDesign.FADES.length; b++) {
            w[CountDesign.column(region, b)] = 0.1;
        }
        Model model = bound.climb(new Model(w, 10, new double[w.length]));
        return new Model(model.weights, model.size, noise(model));
    }

    /** Leaders join when their score exceeds the penalty, and leave when it does not. */
    Model fit(Model start) {
        if (told.mean() == 0) {
            return start;
        }
        Model now = start;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            double[] w = now.weights.clone();
            boolean changed = false;
            double[] mu = told.means(now);
            for (int j = 0; j < design.regions(); j++) {
                if (j == region) {
                    continue;
                }
                boolean in = now.leader(j) > 0;
                double[] at = in ? told.means(now.without(j)) : mu;
                boolean should = groupScore(at, j) > penalty;
                if (in && !should) {
                    now = now.without(j);
                    set(w, j, 0);
                    mu = told.means(now);
                    changed = true;
                } else if (!in && should) {
                    set(w, j, FIRST_WEIGHT);
                    changed = true;
                }
            }
            if (!changed && turn > 0) {
                break;
            }
            now = bound.climb(new Model(w, now.size, now.noise));
        }
        return led(now) ? relaxed(now) : now;
    }

    /** Whether any other region leads. */
    boolean led(Model model) {
        return IntStream.range(0, design.regions()).anyMatch(j -> j != region && model.leader(j) > 0);
    }

    /** The same leaders without the penalty, which would draw their weights down (Meinshausen 2007). */
    Model relaxed(Model chosen) {
        return free.climb(chosen);
    }

    private static void set(double[] weights, int leader, double value) {
        for (int b = 0; b < CountDesign.FADES.length; b++) {
            weights[CountDesign.column(leader, b)] = value;
        }
    }

    /**
     * Length of the scores of a leader's weights at zero, in units of their noise; only rises count. What rhythm,
     * others and own past explain is taken out of the columns first, so that their own small misfit is not laid to
     * the leader.
     */
    private double groupScore(double[] mu, int leader) {
        double square = 0;
        for (int b = 0; b < CountDesign.FADES.length; b++) {
            double[] x = pure[CountDesign.column(leader, b)];
            double score = 0;
            for (int s = 0; s < x.length; s++) {
                score += x[s] * certainty[s] * (told.y[s] - mu[s]);
            }
            square += Math.max(0, score) * Math.max(0, score);
        }
        return Math.sqrt(square);
    }

    /** Of all leaders in a model without any; 0 for the region itself. */
    double[] groupScores(Model nothing) {
        double[] mu = told.means(nothing);
        double[] out = new double[design.regions()];
        Arrays.setAll(out, j -> j == region || told.mean() == 0 ? 0 : groupScore(mu, j));
        return out;
    }

    /** Standard deviation of each leader column's score, what the model without leaders explains of it taken out. */
    private double[] noise(Model model) {
        certainty = told.certainty(told.means(model), model.size);
        List<double[]> base = new ArrayList<>();
        for (int k = 0; k < told.x.length; k++) {
            if (model.weights[k] > 0) {
                rest(k, base).map(CountFit::unit).ifPresent(base::add);
            }
        }
        double[] out = new double[told.x.length];
        pure = new double[out.length][0];
        for (int k = CountDesign.SHARED; k < out.length; k++) {
            Optional<double[]> left = rest(k, base);
            if (left.isPresent()) {
                out[k] = Math.sqrt(Dots.of(left.get(), left.get()));
                pure[k] = unit(left.get());
            }
        }
        return out;
    }

    /** The part of a column that the base does not explain; empty where nothing is left. */
    private Optional<double[]> rest(int column, List<double[]> base) {
        double[] x = told.x[column].clone();
        for (int s = 0; s < x.length; s++) {
            x[s] = certainty[s] * told.exposure[s] * x[s];
        }
        double whole = Dots.of(x, x);
        for (double[] b : base) {
            double both = Dots.of(x, b);
            for (int s = 0; s < x.length; s++) {
                x[s] -= both * b[s];
            }
        }
        return Dots.of(x, x) > CLOSE * whole ? Optional.of(x) : Optional.empty();
    }

    private static double[] unit(double[] x) {
        double length = Math.sqrt(Dots.of(x, x));
        double[] out = new double[x.length];
        for (int s = 0; s < out.length; s++) {
            out[s] = x[s] / length;
        }
        return out;
    }

    double[] means(Model model) {
        return told.means(model);
    }

    /** The way up without the penalty. */
    CountClimb free() {
        return free;
    }

    /** The way up with it. */
    CountClimb bound() {
        return bound;
    }

    double logLikelihood(Model model) {
        return likelihood.of(told.means(model), model.size);
    }

    /** Log probability of each count. */
    double[] logScores(Model model) {
        double[] mu = told.means(model);
        double[] out = new double[mu.length];
        for (int s = 0; s < out.length; s++) {
            out[s] = CountLikelihood.logProbability(told.y[s], mu[s], model.size);
        }
        return out;
    }

    /** The steps that take part, in order. */
    int[] steps() {
        return told.steps.clone();
    }
}
