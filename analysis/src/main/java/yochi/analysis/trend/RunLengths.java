package yochi.analysis.trend;

import java.util.Arrays;

/**
 * How long the present level of a series has lasted, as probabilities (Bayesian online change-point detection; Adams
 * and MacKay 2007): one hypothesis per run length, weighed by how well it foresaw every value. Hypotheses below 10⁻⁴
 * are skipped, those beyond the bound are one with the oldest (algorithms §4.1).
 */
final class RunLengths {
    private static final double NEGLIGIBLE = Math.log(1e-4);

    private final RunModel model;
    private final double change;
    private final double stay;
    private final double[] log;
    private final double[] seen;
    private int oldest;

    /** The level changes in one bin with the hazard, 0..1; {@code bound} hypotheses are kept. */
    RunLengths(RunModel model, int bound, double hazard) {
        this.model = model;
        this.change = Math.log(hazard);
        this.stay = Math.log1p(-hazard);
        this.log = new double[bound];
        this.seen = new double[bound];
        Arrays.fill(log, Double.NEGATIVE_INFINITY);
        log[0] = 0;
    }

    /** Learns one bin. A gap (NaN, or nothing watched) teaches nothing. */
    void add(double x, double exposure) {
        if (Double.isNaN(x) || !(exposure > 0)) {
            return;
        }
        double high = Double.NEGATIVE_INFINITY;
        for (int run = 0; run <= oldest; run++) {
            seen[run] = log[run] < NEGLIGIBLE
                    ? Double.NEGATIVE_INFINITY
                    : log[run] + model.logPredictive(run, x, exposure);
            high = Math.max(high, seen[run]);
        }
        double sum = 0;
        for (int run = 0; run <= oldest; run++) {
            sum += seen[run] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(seen[run] - high);
        }
        // Whether the level changes does not hang on what was seen: the sum before is the sum behind.
        double total = high + Math.log(sum);
        int last = log.length - 1;
        for (int run = oldest; run >= 0; run--) {
            double stays = seen[run] - total + stay;
            log[Math.min(run + 1, last)] = run == last - 1 && oldest == last ? either(log[last], stays) : stays;
        }
        log[0] = change;
        oldest = Math.min(oldest + 1, last);
        model.learn(x, exposure);
    }

    private static double either(double a, double b) {
        double high = Math.max(a, b);
        return high == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
    }

    /** Probability that the level has lasted exactly {@code run} bins. */
    double probability(int run) {
        return run > oldest ? 0 : Math.exp(log[run]);
    }

    /** Probability that the level is younger than {@code bins}. */
    double younger(int bins) {
        double sum = 0;
        for (int run = 0; run < bins; run++) {
            sum += probability(run);
        }
        return Math.min(1, sum);
    }

    /** Run lengths that are in question: the oldest of them. */
    int oldest() {
        return oldest;
    }

    /** The most probable run length. */
    int likeliest() {
        int best = 0;
        for (int run = 1; run <= oldest; run++) {
            best = log[run] > log[best] ? run : best;
        }
        return best;
    }

    /** The level now, if it has lasted {@code run} bins. */
    double level(int run) {
        return model.level(run);
    }

    /** The level now, averaged over the hypotheses. */
    double level() {
        double sum = 0;
        for (int run = 0; run <= oldest; run++) {
            sum += probability(run) * model.level(run);
        }
        return sum;
    }
}
