package yochi.analysis.propagation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The counts of one region at the steps that take part, how often each does, and what its columns explain there. */
final class ToldCounts {
    private static final double TINY = 1e-12;

    final int[] steps;
    /** How often each step counts. */
    final double[] weight;

    final double[] y;
    final double[] exposure;
    /** Per column what a weight of one brings at each step, by what was watched. */
    final double[][] x;

    /**
     * Takes those measured.
     *
     * @param columns of the design, over all its steps
     * @param times how often each step counts, 0 to leave it out
     */
    ToldCounts(CountDesign design, int region, double[][] columns, double[] times) {
        steps = IntStream.range(0, design.steps())
                .filter(t -> times[t] > 0 && design.told(region, t))
                .toArray();
        weight = Arrays.stream(steps).mapToDouble(t -> times[t]).toArray();
        y = Arrays.stream(steps).mapToDouble(t -> design.count(region, t)).toArray();
        exposure =
                Arrays.stream(steps).mapToDouble(t -> design.exposure(region, t)).toArray();
        x = new double[columns.length][steps.length];
        for (int k = 0; k < x.length; k++) {
            for (int s = 0; s < steps.length; s++) {
                x[k][s] = columns[k][steps[s]];
            }
        }
    }

    /** Counts by what was watched; 0 if nothing was. */
    double mean() {
        double counts = 0;
        double watched = 0;
        for (int s = 0; s < steps.length; s++) {
            counts += weight[s] * y[s];
            watched += weight[s] * exposure[s];
        }
        return watched > 0 ? counts / watched : 0;
    }

    /** What a model expects at each step, greater than 0. */
    double[] means(CountFit.Model model) {
        double[] mu = new double[steps.length];
        for (int k = 0; k < x.length; k++) {
            double w = model.weights()[k];
            if (w > 0) {
                double[] column = x[k];
                for (int s = 0; s < mu.length; s++) {
                    mu[s] += w * column[s];
                }
            }
        }
        for (int s = 0; s < mu.length; s++) {
            mu[s] = Math.max(TINY, mu[s] * exposure[s]);
        }
        return mu;
    }

    /** One by the standard deviation that a model gives each count, by how often it is taken. */
    double[] certainty(double[] mu, double size) {
        double[] out = new double[mu.length];
        for (int s = 0; s < out.length; s++) {
            out[s] = Math.sqrt(weight[s] / (mu[s] * (1 + mu[s] / size)));
        }
        return out;
    }
}
