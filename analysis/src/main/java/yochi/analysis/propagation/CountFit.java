package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits the counts of one region: negative binomial with mean exposure times a sum of non-negative parts. Each part gets
 * its share of each count, and its weight becomes the shares by what it should have brought (majorise and minimise; the
 * penalised log likelihood never falls). A leader's three weights pay one group penalty by the noise of their scores,
 * and are exactly zero when the scores do not exceed it.
 */
final class CountFit {
    private static final int MOST_TURNS_UP = 60;
    private static final double LEAST_STRIDE = 0.1;
    private static final int MOST_TURNS = 8;
    private static final double CLOSE = 1e-7;
    private static final double TINY = 1e-12;
    /** After how many updates of weights the size moves. */
    private static final int SIZE_EVERY = 4;
    /** From which a leader's weights begin. */
    private static final double FIRST_WEIGHT = 0.01;

    private final CountDesign design;
    private final int region;
    private final double[][] columns;
    private final int[] steps;
    private final double[] weight;
    private final double[] y;
    private final double[] exposure;
    private final double strictness;
    private final CountLikelihood likelihood;
    private boolean free;
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
     * Takes one region's data.
     *
     * @param times how often each step counts, 0 to leave it out
     */
    CountFit(CountDesign design, int region, double[][] columns, double[] times, double strictness) {
        this.design = design;
        this.region = region;
        this.columns = columns;
        this.strictness = strictness;
        this.steps = java.util.stream.IntStream.range(0, design.steps())
                .filter(t -> times[t] > 0 && design.told(region, t))
                .toArray();
        this.weight = Arrays.stream(steps).mapToDouble(t -> times[t]).toArray();
        this.y = Arrays.stream(steps).mapToDouble(t -> design.count(region, t)).toArray();
        this.exposure =
                Arrays.stream(steps).mapToDouble(t -> design.exposure(region, t)).toArray();
        this.likelihood = new CountLikelihood(y, weight);
    }

    static double[][] columns(CountDesign design, int region) {
        double[][] out = new double[design.columns()][];
        Arrays.setAll(out, k -> design.explained(region, k));
        return out;
    }

    /** Without any other region's past: rhythm, what all share, and its own past. */
    Model nothing() {
        double[] w = new double[columns.length];
        double mean = mean();
        w[0] = mean / 2;
        for (int k = 1; k < CountDesign.SHARED; k++) {
            w[k] = 0.1;
        }
        for (int b = 0; b < CountDesign.FADES.length; b++) {
            w[CountDesign.column(region, b)] = 0.1;
        }
        Model model = climb(new Model(w, 10, new double[columns.length]));
        return new Model(model.weights, model.size, noise(model));
    }

    private double mean() {
        double counts = 0;
        double watched = 0;
        for (int s = 0; s < steps.length; s++) {
            counts += weight[s] * y[s];
            watched += weight[s] * exposure[s];
        }
        return watched > 0 ? counts / watched : 0;
    }

    /** Leaders join when their score exceeds the penalty, and leave when it does not. */
    Model fit(Model start) {
        if (mean() == 0) {
            return start;
        }
        Model now = start;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            double[] w = now.weights.clone();
            boolean changed = false;
            double[] mu = means(now);
            for (int j = 0; j < design.regions(); j++) {
                if (j == region) {
                    continue;
                }
                boolean in = now.leader(j) > 0;
                double[] at = in ? means(now.without(j)) : mu;
                boolean should = groupScore(at, j) > penalty();
                if (in && !should) {
                    now = now.without(j);
                    set(w, j, 0);
                    mu = means(now);
                    changed = true;
                } else if (!in && should) {
                    set(w, j, FIRST_WEIGHT);
                    changed = true;
                }
            }
            if (!changed && turn > 0) {
                break;
            }
            now = climb(new Model(w, now.size, now.noise));
        }
        return relaxed(now);
    }

    /** The same leaders without the penalty, which would draw their weights down (Meinshausen 2007). */
    Model relaxed(Model chosen) {
        free = true;
        Model out = climb(chosen);
        free = false;
        return out;
    }

    private static void set(double[] weights, int leader, double value) {
        for (int b = 0; b < CountDesign.FADES.length; b++) {
            weights[CountDesign.column(leader, b)] = value;
        }
    }

    private double penalty() {
        int leaders = CountDesign.FADES.length * design.regions();
        return free ? 0 : strictness * Math.sqrt(2 * Math.log(Math.max(2, leaders)));
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
                score += x[s] * certainty[s] * (y[s] - mu[s]);
            }
            square += Math.max(0, score) * Math.max(0, score);
        }
        return Math.sqrt(square);
    }

    /** Of all leaders in a model without any; 0 for the region itself. */
    double[] groupScores(Model nothing) {
        double[] mu = means(nothing);
        double[] out = new double[design.regions()];
        Arrays.setAll(out, j -> j == region || mean() == 0 ? 0 : groupScore(mu, j));
        return out;
    }

    /** Slope of the log likelihood by a column's weight. */
    double score(int column, double[] mu, double size) {
        double sum = 0;
        for (int s = 0; s < steps.length; s++) {
            double x = exposure[s] * columns[column][steps[s]];
            sum += weight[s] * x * (y[s] / mu[s] - (y[s] + size) / (mu[s] + size));
        }
        return sum;
    }

    /** Standard deviation of each leader column's score, what the model without leaders explains of it taken out. */
    private double[] noise(Model model) {
        double[] mu = means(model);
        double[] known = new double[steps.length];
        certainty = new double[steps.length];
        for (int s = 0; s < known.length; s++) {
            certainty[s] = Math.sqrt(weight[s] / (mu[s] * (1 + mu[s] / model.size)));
            known[s] = certainty[s] * exposure[s];
        }
        List<double[]> base = new ArrayList<>();
        for (int k = 0; k < columns.length; k++) {
            if (model.weights[k] > 0) {
                rest(known, k, base).ifPresent(base::add);
            }
        }
        double[] out = new double[columns.length];
        pure = new double[columns.length][0];
        for (int k = CountDesign.SHARED; k < columns.length; k++) {
            double[] x = scaled(known, k);
            double whole = dot(x, x);
            takeOut(x, base);
            double left = dot(x, x);
            if (left > CLOSE * whole) {
                out[k] = Math.sqrt(left);
                double length = out[k];
                Arrays.setAll(x, s -> x[s] / length);
                pure[k] = x;
            }
        }
        return out;
    }

    private double[] scaled(double[] known, int column) {
        double[] x = new double[steps.length];
        Arrays.setAll(x, s -> known[s] * columns[column][steps[s]]);
        return x;
    }

    /** The part of a column that the base does not explain, at length 1; empty where nothing is left. */
    private Optional<double[]> rest(double[] known, int column, List<double[]> base) {
        double[] x = scaled(known, column);
        double whole = dot(x, x);
        takeOut(x, base);
        double left = dot(x, x);
        if (!(left > CLOSE * whole)) {
            return Optional.empty();
        }
        double length = Math.sqrt(left);
        Arrays.setAll(x, s -> x[s] / length);
        return Optional.of(x);
    }

    private static void takeOut(double[] x, List<double[]> base) {
        for (double[] b : base) {
            double both = dot(x, b);
            Arrays.setAll(x, s -> x[s] - both * b[s]);
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int s = 0; s < a.length; s++) {
            sum += a[s] * b[s];
        }
        return sum;
    }

    double[] means(Model model) {
        double[] mu = new double[steps.length];
        for (int k = 0; k < columns.length; k++) {
            if (model.weights[k] > 0) {
                for (int s = 0; s < steps.length; s++) {
                    mu[s] += model.weights[k] * columns[k][steps[s]];
                }
            }
        }
        for (int s = 0; s < steps.length; s++) {
            mu[s] = Math.max(TINY, mu[s] * exposure[s]);
        }
        return mu;
    }

    /** Updates in turn with steps of Fisher scoring where these are better: updates alone take thousands. */
    private Model climb(Model start) {
        Model now = start;
        double before = objective(now);
        for (int turn = 0; turn < MOST_TURNS_UP; turn++) {
            Model next = step(now, turn % SIZE_EVERY == 0);
            double after = objective(next);
            double[] way = Scoring.way(gradient(next), information(next), next.weights);
            for (double by = 1; by > LEAST_STRIDE; by /= 2) {
                Model ahead = next.along(way, by);
                double there = objective(ahead);
                if (there > after) {
                    next = ahead;
                    after = there;
                    break;
                }
            }
            now = next;
            if (after - before < CLOSE * (1 + Math.abs(after)) && turn > SIZE_EVERY) {
                return now;
            }
            before = after;
        }
        return now;
    }

    /** Slope of the objective by each weight above zero; 0 for the others. */
    private double[] gradient(Model model) {
        double[] mu = means(model);
        double[] out = new double[columns.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = model.weights[k] > 0 ? score(k, mu, model.size) - pull(model, k) * model.weights[k] : 0;
        }
        return out;
    }

    /** What the penalty takes from a weight's slope, by the weight. */
    private double pull(Model model, int k) {
        int leader = (k - CountDesign.SHARED) / CountDesign.FADES.length;
        boolean own = k < CountDesign.SHARED || leader == region || free;
        double length = own ? 0 : length(model, leader);
        return length > 0 ? penalty() * model.noise[k] * model.noise[k] / length : 0;
    }

    /** Fisher information of the weights above zero, with the penalty's bend on the diagonal; 0 elsewhere. */
    private double[][] information(Model model) {
        double[] mu = means(model);
        double[][] x = new double[columns.length][];
        for (int k = 0; k < x.length; k++) {
            x[k] = new double[model.weights[k] > 0 ? steps.length : 0];
            for (int s = 0; s < x[k].length; s++) {
                x[k][s] = exposure[s]
                        * columns[k][steps[s]]
                        * Math.sqrt(weight[s] / (mu[s] * (1 + mu[s] / model.size)));
            }
        }
        double[][] out = new double[x.length][x.length];
        for (int k = 0; k < x.length; k++) {
            for (int l = 0; l <= k && x[k].length > 0; l++) {
                if (x[l].length > 0) {
                    out[k][l] = dot(x[k], x[l]) + (k == l ? pull(model, k) : 0);
                    out[l][k] = out[k][l];
                }
            }
        }
        return out;
    }

    /** One update of all weights that are not zero, and of the size where asked. */
    Model step(Model model, boolean sizeToo) {
        double[] mu = means(model);
        double[] w = model.weights.clone();
        double[] up = new double[steps.length];
        double[] down = new double[steps.length];
        for (int s = 0; s < steps.length; s++) {
            up[s] = weight[s] * exposure[s] * y[s] / mu[s];
            down[s] = weight[s] * exposure[s] * (y[s] + model.size) / (mu[s] + model.size);
        }
        for (int k = 0; k < w.length; k++) {
            if (w[k] > 0) {
                double share = 0;
                double due = 0;
                for (int s = 0; s < steps.length; s++) {
                    double x = columns[k][steps[s]];
                    share += up[s] * x;
                    due += down[s] * x;
                }
                w[k] = updated(model, k, w[k] * share, due);
            }
        }
        Model next = new Model(w, model.size, model.noise);
        return sizeToo ? new Model(w, likelihood.bestSize(means(next), model.size), model.noise) : next;
    }

    /** Weight from its share and due: the root of due w + (penalty / length) noise² w² = share. */
    private double updated(Model model, int k, double share, double due) {
        if (!(share > TINY) || !(due > 0)) {
            return 0;
        }
        double square = pull(model, k);
        if (square == 0) {
            return share / due;
        }
        return 2 * share / (due + Math.sqrt(due * due + 4 * square * share));
    }

    /** Length of a leader's weights, each in units of its noise. */
    private double length(Model model, int leader) {
        double square = 0;
        for (int b = 0; b < CountDesign.FADES.length; b++) {
            int k = CountDesign.column(leader, b);
            double v = model.weights[k] * model.noise[k];
            square += v * v;
        }
        return Math.sqrt(square);
    }

    /** Penalised log likelihood. */
    double objective(Model model) {
        double sum = logLikelihood(model);
        for (int j = 0; j < design.regions(); j++) {
            sum -= j == region ? 0 : penalty() * length(model, j);
        }
        return sum;
    }

    double logLikelihood(Model model) {
        return likelihood.of(means(model), model.size);
    }

    /** Log probability of each count. */
    double[] logScores(Model model) {
        double[] mu = means(model);
        double[] out = new double[steps.length];
        for (int s = 0; s < out.length; s++) {
            out[s] = CountLikelihood.logProbability(y[s], mu[s], model.size);
        }
        return out;
    }

    /** The steps that take part, in order. */
    int[] steps() {
        return steps.clone();
    }
}
