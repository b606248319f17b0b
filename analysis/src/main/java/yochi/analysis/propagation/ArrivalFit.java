package yochi.analysis.propagation;

import java.util.Arrays;
import java.util.List;
import yochi.analysis.propagation.ArrivalNetwork.Column;

/**
 * Fits the rates into one region to guessed arrivals: shares of each arrival are given to what could have caused it,
 * and each rate becomes its shares by the time it had (expectation-maximisation; the penalised log likelihood never
 * falls). Arrows pay an L1 penalty, each by the noise of its own score (Hansen, Reynaud-Bouret and Rivoirard 2015);
 * outside and common do not.
 */
final class ArrivalFit {
    private static final int MOST_ROUNDS = 500;
    private static final double CLOSE = 1e-7;

    private final int region;
    private final int regions;
    private final double strictness;
    /** Who had it at the arrival, per arrival seen, with its weight. */
    private final int[][] parents;

    private final double[] weight;
    private final double[] exposure;
    private double outsideExposure;
    private double commonExposure;
    private double[] penalty = new double[0];

    /**
     * Takes the data of one region.
     *
     * @param strictness times the noise of a score that an arrow's score must exceed to be more than nothing
     */
    ArrivalFit(int region, int regions, List<Arrivals> guesses, double[] weights, double strictness) {
        this.region = region;
        this.regions = regions;
        this.strictness = strictness;
        this.exposure = new double[regions];
        int[][] who = new int[guesses.size()][];
        double[] w = new double[guesses.size()];
        int n = 0;
        for (int c = 0; c < guesses.size(); c++) {
            Arrivals a = guesses.get(c);
            int origin = a.origin();
            double end = a.reachable(region);
            if (weights[c] == 0 || origin < 0 || origin == region || !(end > a.at()[origin])) {
                continue;
            }
            outsideExposure += weights[c] * (end - a.at()[origin]);
            int[] own = new int[regions];
            int many = 0;
            for (int j = 0; j < regions; j++) {
                if (j != region && a.before(j, region)) {
                    exposure[j] += weights[c] * (end - a.at()[j]);
                    own[many++] = j;
                }
            }
            if (a.arrived(region)) {
                who[n] = Arrays.copyOf(own, many);
                w[n++] = weights[c];
            }
        }
        commonExposure = Arrays.stream(exposure).sum() / others();
        parents = Arrays.copyOf(who, n);
        weight = Arrays.copyOf(w, n);
    }

    private double others() {
        return Math.max(1, regions - 1);
    }

    /** Arrivals seen, by weight. */
    double arrivals() {
        return Arrays.stream(weight).sum();
    }

    double exposure(int leader) {
        return exposure[leader];
    }

    /** Without any arrow. */
    Column nothing() {
        double outside = 1 / Math.max(1, outsideExposure);
        return climb(new Column(outside, 1 / Math.max(1, commonExposure), new double[regions]));
    }

    /** The likeliest rates under the penalty; an arrow whose score does not exceed it is exactly zero. */
    Column fit(Column start) {
        ready();
        Column now = climb(start);
        for (int round = 0; round < regions; round++) {
            Column pruned = pruned(now);
            boolean same = Arrays.equals(pruned.from(), now.from());
            now = climb(pruned);
            if (same) {
                break;
            }
        }
        return relaxed(now);
    }

    /** The same arrows without the penalty, which would draw their rates down (Meinshausen 2007). */
    private Column relaxed(Column chosen) {
        double[] kept = penalty;
        penalty = new double[0];
        Column out = climb(chosen);
        penalty = kept;
        return out;
    }

    /** Sets the penalties by the noise of scores in a fit without arrows. */
    void ready() {
        if (penalty.length == 0) {
            Column nothing = nothing();
            penalty = new double[regions];
            double[] noise = new double[regions];
            for (int k = 0; k < parents.length; k++) {
                double h = rate(nothing, k);
                for (int j : parents[k]) {
                    noise[j] += weight[k] / (h * h);
                }
            }
            double level = strictness * Math.sqrt(2 * Math.log(Math.max(2, regions)));
            Arrays.setAll(penalty, j -> level * Math.sqrt(noise[j]));
        }
    }

    private double rate(Column c, int arrival) {
        double rate = c.outside() + c.common() * parents[arrival].length / others();
        for (int j : parents[arrival]) {
            rate += c.from()[j];
        }
        return Math.max(rate, Double.MIN_NORMAL);
    }

    /** One round: every share of every arrival, then every rate. */
    Column step(Column c) {
        double[] shares = new double[regions];
        double outside = 0;
        double common = 0;
        for (int k = 0; k < parents.length; k++) {
            double each = weight[k] / rate(c, k);
            outside += each * c.outside();
            common += each * c.common() * parents[k].length / others();
            for (int j : parents[k]) {
                shares[j] += each * c.from()[j];
            }
        }
        double[] from = new double[regions];
        for (int j = 0; j < regions; j++) {
            double time = exposure[j] + (penalty.length > 0 ? penalty[j] : 0);
            from[j] = shares[j] > 0 ? shares[j] / time : 0;
        }
        return new Column(
                outside > 0 ? outside / outsideExposure : 0, common > 0 ? common / commonExposure : 0, from);
    }

    /** So many updates. */
    Column some(Column start, int rounds) {
        Column now = start;
        for (int k = 0; k < rounds; k++) {
            now = step(now);
        }
        return now;
    }

    private Column climb(Column start) {
        Column now = start;
        double before = objective(now);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            now = step(now);
            double after = objective(now);
            if (after - before < CLOSE * (1 + Math.abs(after))) {
                return now;
            }
            before = after;
        }
        return now;
    }

    /** Penalised log likelihood. */
    double objective(Column c) {
        double sum = -c.outside() * outsideExposure - c.common() * commonExposure;
        for (int j = 0; j < regions; j++) {
            sum -= c.from()[j] * (exposure[j] + (penalty.length > 0 ? penalty[j] : 0));
        }
        for (int k = 0; k < parents.length; k++) {
            sum += weight[k] * Math.log(rate(c, k));
        }
        return sum;
    }

    /** How steeply the log likelihood rises with an arrow's rate from nothing, the others as they are. */
    double score(Column c, int leader) {
        Column without = c.without(leader);
        double sum = -exposure[leader];
        for (int k = 0; k < parents.length; k++) {
            for (int j : parents[k]) {
                if (j == leader) {
                    sum += weight[k] / rate(without, k);
                }
            }
        }
        return sum;
    }

    /** The score by its own noise; 0 where the leader never had it before. */
    double evidence(Column c, int leader) {
        if (exposure[leader] == 0) {
            return 0;
        }
        double score = score(c, leader);
        double v = 0;
        Column without = c.without(leader);
        for (int k = 0; k < parents.length; k++) {
            for (int j : parents[k]) {
                if (j == leader) {
                    double h = rate(without, k);
                    v += weight[k] / (h * h);
                }
            }
        }
        return v > 0 ? score / Math.sqrt(v) : 0;
    }

    private Column pruned(Column c) {
        Column now = c;
        for (int j = 0; j < regions; j++) {
            if (now.from()[j] > 0 && score(now, j) <= penalty[j]) {
                now = now.without(j);
            }
        }
        return now;
    }

    int region() {
        return region;
    }
}
