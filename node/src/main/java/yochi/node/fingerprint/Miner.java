package yochi.node.fingerprint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import yochi.node.classify.SourceRule;

/**
 * Looks for relations that hold for nearly all SYNs of a source: {@code f == const}, and for pairs of varying fields
 * {@code f ^ g == const} and {@code f + g == const} (mod 2^16), over ten header fields. Kept are relations true for
 * at least 95 % of at least 20 packets. The chance of a constant is its share among all other sources' packets, and
 * must be below 1/20 (lift); that of a pair is measured within the source itself, by pairing each packet's f with the
 * other packets' g, so that what two fields do each for itself proves nothing. Of all sources and relations tested,
 * at most 1 % of those named are expected to be false (Benjamini and Hochberg 1995).
 */
final class Miner {
    static final int LEAST_PACKETS = 20;
    static final double LEAST_SHARE = 0.95;
    static final double LEAST_LIFT = 20;
    static final double FALSE_DISCOVERY_RATE = 0.01;

    private static final double SMALLEST_CHANCE = 1.0 / (1 << Short.SIZE);
    private static final int VALUES = 1 << Short.SIZE;
    private static final int U16 = VALUES - 1;
    /** What a scanner asks for is its choice of targets and no mark of its program: port and destination. */
    private static final boolean[] CHOICE = {false, false, true, false, false, true, true, false, false, false};

    private final Samples samples;
    private final int[][] population = new int[Samples.FIELDS][VALUES];
    private long packets;
    private long tests;

    Miner(Samples samples) {
        this.samples = samples;
    }

    /** A relation of one source; the operator is one of {@code = ^ +}. */
    record Hit(int source, int f, char operator, int g, int constant, int matches, int tested, double chance,
            double p) {
        String left() {
            return operator == '=' ? Samples.NAMES[f] : Samples.NAMES[f] + operator + Samples.NAMES[g];
        }
    }

    /** A hit with its q-value. */
    record Found(Hit hit, double q) {}

    List<Found> mine() {
        for (int source = 0; source < samples.size(); source++) {
            count(source);
        }
        List<Hit> hits = new ArrayList<>();
        for (int source = 0; source < samples.size(); source++) {
            if (samples.kept(source) >= LEAST_PACKETS) {
                relations(source, hits);
            }
        }
        return controlled(hits);
    }

    private void count(int source) {
        for (int i = 0; i < samples.kept(source); i++) {
            for (int f = 0; f < Samples.FIELDS; f++) {
                population[f][samples.field(source, i, f)]++;
            }
            packets++;
        }
    }

    private void relations(int source, List<Hit> hits) {
        int n = samples.kept(source);
        int[][] values = new int[Samples.FIELDS][n];
        for (int f = 0; f < Samples.FIELDS; f++) {
            for (int i = 0; i < n; i++) {
                values[f][i] = samples.field(source, i, f);
            }
        }
        boolean[] varies = new boolean[Samples.FIELDS];
        for (int f = 0; f < Samples.FIELDS; f++) {
            varies[f] = 2 * java.util.Arrays.stream(values[f]).distinct().count() >= n;
            if (!CHOICE[f]) {
                constant(source, f, values[f], hits);
            }
        }
        for (int f = 0; f < Samples.FIELDS; f++) {
            for (int g = f + 1; g < Samples.FIELDS; g++) {
                if (varies[f] && varies[g]) {
                    pair(source, f, g, values, hits);
                }
            }
        }
    }

    private void constant(int source, int f, int[] values, List<Hit> hits) {
        tests++;
        int n = values.length;
        int value = majority(values);
        int matches = count(values, value);
        if (matches < LEAST_SHARE * n) {
            return;
        }
        double chance = Math.max(SMALLEST_CHANCE, (population[f][value] - matches + 1.0) / (packets - n + 1.0));
        if (chance * LEAST_LIFT <= 1) {
            double p = Math.exp(SourceRule.logTail(matches, n, Math.log(chance)));
            hits.add(new Hit(source, f, '=', f, value, matches, n, chance, p));
        }
    }

    private void pair(int source, int f, int g, int[][] values, List<Hit> hits) {
        for (char operator : new char[] {'^', '+'}) {
            tests++;
            int n = values[f].length;
            int[] together = new int[n];
            for (int i = 0; i < n; i++) {
                together[i] = joined(values[f][i], values[g][i], operator);
            }
            int value = majority(together);
            int matches = count(together, value);
            if (matches < LEAST_SHARE * n) {
                continue;
            }
            long crossed = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    crossed += i != j && joined(values[f][i], values[g][j], operator) == value ? 1 : 0;
                }
            }
            double chance = Math.max(SMALLEST_CHANCE, (crossed + 1.0) / ((double) n * (n - 1) + 1));
            // One packet was spent on finding the constant.
            double p = Math.exp(SourceRule.logTail(matches - 1L, n - 1L, Math.log(chance)));
            hits.add(new Hit(source, f, operator, g, value, matches, n, chance, p));
            return;
        }
    }

    private static int joined(int f, int g, char operator) {
        return (operator == '^' ? f ^ g : f + g) & U16;
    }

    /** The value that more than half of the packets have, if one has. */
    private static int majority(int[] values) {
        int value = 0;
        int votes = 0;
        for (int v : values) {
            if (votes == 0) {
                value = v;
            }
            votes += v == value ? 1 : -1;
        }
        return value;
    }

    private static int count(int[] values, int value) {
        int out = 0;
        for (int v : values) {
            out += v == value ? 1 : 0;
        }
        return out;
    }

    private List<Found> controlled(List<Hit> hits) {
        hits.sort(Comparator.comparingDouble(Hit::p).thenComparingInt(Hit::source).thenComparing(Hit::left));
        List<Found> out = new ArrayList<>();
        double q = 1;
        for (int rank = hits.size(); rank > 0; rank--) {
            Hit hit = hits.get(rank - 1);
            q = Math.min(q, hit.p() * tests / rank);
            if (q <= FALSE_DISCOVERY_RATE) {
                out.add(new Found(hit, q));
            }
        }
        return out;
    }
}
