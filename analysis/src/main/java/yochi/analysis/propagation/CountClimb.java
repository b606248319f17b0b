package yochi.analysis.propagation;

import java.util.Arrays;
import java.util.stream.IntStream;
import yochi.analysis.propagation.CountFit.Model;

/**
 * The way up the penalised log likelihood of one region's counts: each part gets its share of each count, and its
 * weight becomes the shares by what it should have brought (majorise and minimise; the objective never falls), in turn
 * with steps of Fisher scoring where these are better: updates alone take thousands.
 */
final class CountClimb {
    private static final int MOST_TURNS = 60;
    private static final double LEAST_STRIDE = 0.1;
    private static final double CLOSE = 1e-7;
    private static final double TINY = 1e-12;
    /** After how many updates of weights the size moves. */
    private static final int SIZE_EVERY = 4;

    private final ToldCounts told;
    private final CountLikelihood likelihood;
    private final int region;
    /** On the length of a leader's weights, each in units of its noise; 0 for none. */
    private final double penalty;

    CountClimb(ToldCounts told, CountLikelihood likelihood, int region, double penalty) {
        this.told = told;
        this.likelihood = likelihood;
        this.region = region;
        this.penalty = penalty;
    }

    Model climb(Model start) {
        Model now = start;
        double[] mu = told.means(now);
        double before = objective(now, mu);
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            now = update(now, mu);
            mu = told.means(now);
            if (turn % SIZE_EVERY == 0) {
                now = sized(now, mu);
            }
            double after = objective(now, mu);
            double[] way = Scoring.way(gradient(now, mu), information(now, mu), now.weights());
            for (double by = 1; by > LEAST_STRIDE; by /= 2) {
                Model ahead = now.along(way, by);
                double[] there = told.means(ahead);
                double reached = objective(ahead, there);
                if (reached > after) {
                    now = ahead;
                    mu = there;
                    after = reached;
                    break;
                }
            }
            if (after - before < CLOSE * (1 + Math.abs(after)) && turn > SIZE_EVERY) {
                return now;
            }
            before = after;
        }
        return now;
    }

    /** One update of all weights that are not zero. */
    Model update(Model model, double[] mu) {
        double[] w = model.weights().clone();
        double[] up = new double[mu.length];
        double[] down = new double[mu.length];
        for (int s = 0; s < mu.length; s++) {
            double watched = told.weight[s] * told.exposure[s];
            up[s] = watched * told.y[s] / mu[s];
            down[s] = watched * (told.y[s] + model.size()) / (mu[s] + model.size());
        }
        for (int k = 0; k < w.length; k++) {
            if (w[k] > 0) {
                double[] x = told.x[k];
                double share = 0;
                double due = 0;
                for (int s = 0; s < x.length; s++) {
                    share += up[s] * x[s];
                    due += down[s] * x[s];
                }
                w[k] = updated(model, k, w[k] * share, due);
            }
        }
        return new Model(w, model.size(), model.noise());
    }

    /** The same weights with a likelier size. */
    Model sized(Model model, double[] mu) {
        return new Model(model.weights(), likelihood.bestSize(mu, model.size()), model.noise());
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

    /** Slope of the objective by each weight above zero; 0 for the others. */
    private double[] gradient(Model model, double[] mu) {
        double[] slope = slope(mu, model.size());
        double[] w = model.weights();
        double[] out = new double[w.length];
        Arrays.setAll(out, k -> w[k] > 0 ? score(k, slope) - pull(model, k) * w[k] : 0);
        return out;
    }

    /** Slope of the log likelihood by each step's mean, taken once. */
    double[] slope(double[] mu, double size) {
        double[] out = new double[mu.length];
        for (int s = 0; s < out.length; s++) {
            out[s] = told.y[s] / mu[s] - (told.y[s] + size) / (mu[s] + size);
        }
        return out;
    }

    /** Slope of the log likelihood by a column's weight, from that by each step's mean. */
    double score(int column, double[] slope) {
        double[] x = told.x[column];
        double sum = 0;
        for (int s = 0; s < x.length; s++) {
            sum += told.weight[s] * (told.exposure[s] * x[s]) * slope[s];
        }
        return sum;
    }

    /** What the penalty takes from a weight's slope, by the weight. */
    private double pull(Model model, int k) {
        int leader = (k - CountDesign.SHARED) / CountDesign.FADES.length;
        boolean own = k < CountDesign.SHARED || leader == region || penalty == 0;
        double length = own ? 0 : model.length(leader);
        return length > 0 ? penalty * model.noise()[k] * model.noise()[k] / length : 0;
    }

    /** Fisher information of the weights above zero, with the penalty's bend on the diagonal; 0 elsewhere. */
    private double[][] information(Model model, double[] mu) {
        double[] certainty = told.certainty(mu, model.size());
        double[] w = model.weights();
        int[] in = IntStream.range(0, w.length).filter(k -> w[k] > 0).toArray();
        double[][] scaled = new double[in.length][mu.length];
        for (int a = 0; a < in.length; a++) {
            for (int s = 0; s < mu.length; s++) {
                scaled[a][s] = told.exposure[s] * told.x[in[a]][s] * certainty[s];
            }
        }
        double[][] together = Dots.among(scaled);
        double[][] out = new double[w.length][w.length];
        for (int a = 0; a < in.length; a++) {
            for (int b = 0; b <= a; b++) {
                out[in[a]][in[b]] = together[a][b] + (a == b ? pull(model, in[a]) : 0);
                out[in[b]][in[a]] = out[in[a]][in[b]];
            }
        }
        return out;
    }

    /** Penalised log likelihood. */
    double objective(Model model, double[] mu) {
        double sum = likelihood.of(mu, model.size());
        int leaders = (model.weights().length - CountDesign.SHARED) / CountDesign.FADES.length;
        for (int j = 0; j < leaders && penalty > 0; j++) {
            sum -= j == region ? 0 : penalty * model.length(j);
        }
        return sum;
    }
}
