package yochi.analysis.trend;

/**
 * How long the present level of a series has lasted, as probabilities (Bayesian online change-point detection; Adams
 * and MacKay 2007): one hypothesis per run length, weighed by how well it foresaw every value. Hypotheses below 10⁻⁴
 * are skipped, those beyond the bound are one with the oldest (algorithms §4.1).
 */
final class RunLengths {
    private static final double NEGLIGIBLE = 1e-4;

    private final RunModel model;
    private final double hazard;
    private final double[] chance;
    private final double[] seen;
    private int oldest;

    /** The level changes in one bin with the hazard, 0..1; {@code bound} hypotheses are kept. */
    RunLengths(RunModel model, int bound, double hazard) {
        this.model = model;
        this.hazard = hazard;
        this.chance = new double[bound];
        this.seen = new double[bound];
        chance[0] = 1;
    }

    /** Learns one bin. A gap (NaN, or nothing watched) teaches nothing. */
    void add(double x, double exposure) {
        if (Double.isNaN(x) || !(exposure > 0)) {
            return;
        }
        double high = Double.NEGATIVE_INFINITY;
        for (int run = 0; run <= oldest; run++) {
            if (chance[run] >= NEGLIGIBLE) {
                seen[run] = model.logPredictive(run, x, exposure);
                high = Math.max(high, seen[run]);
            }
        }
        double sum = 0;
        for (int run = 0; run <= oldest; run++) {
            seen[run] = chance[run] < NEGLIGIBLE ? 0 : chance[run] * Math.exp(seen[run] - high);
            sum += seen[run];
        }
        // Whether the level changes does not hang on what was seen: the sum before is the sum behind.
        double stay = (1 - hazard) / sum;
        int last = chance.length - 1;
        for (int run = oldest; run >= 0; run--) {
            double stays = seen[run] * stay;
            chance[Math.min(run + 1, last)] = run == last - 1 && oldest == last ? chance[last] + stays : stays;
        }
        chance[0] = hazard;
        oldest = Math.min(oldest + 1, last);
        model.learn(x, exposure);
    }

    /** Probability that the level has lasted exactly {@code run} bins. */
    double probability(int run) {
        return run > oldest ? 0 : chance[run];
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
            best = chance[run] > chance[best] ? run : best;
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
            sum += chance[run] > 0 ? chance[run] * model.level(run) : 0;
        }
        return sum;
    }
}
