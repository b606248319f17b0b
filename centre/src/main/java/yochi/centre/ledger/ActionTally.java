package yochi.centre.ledger;

import java.util.TreeMap;

/**
 * How often somebody's probabilities stood above each level, and how often it came then: what acting above any level
 * would have done. Exact for levels that are multiples of a ten-thousandth.
 */
public final class ActionTally {
    private static final int STEPS = 10_000;
    private static final double ROUNDING = 1e-7;

    /** By the least step that is not below the probability: statements, and of these those that came. */
    private final TreeMap<Integer, long[]> counts = new TreeMap<>();

    private long n;
    private long came;

    /**
     * What came of acting wherever the probability was above a level.
     *
     * @param hits acted, and it came
     * @param falseAlarms acted, and it did not
     * @param misses not acted, and it came
     */
    public record Acted(long hits, long falseAlarms, long misses) {}

    void add(double probability, boolean happened) {
        long[] count = counts.computeIfAbsent((int) Math.ceil(probability * STEPS - ROUNDING), s -> new long[2]);
        count[0]++;
        count[1] += happened ? 1 : 0;
        n++;
        came += happened ? 1 : 0;
    }

    ActionTally copy() {
        ActionTally out = new ActionTally();
        counts.forEach((step, count) -> out.counts.put(step, count.clone()));
        out.n = n;
        out.came = came;
        return out;
    }

    /** Statements. */
    public long n() {
        return n;
    }

    /** Of these, those that came. */
    public long came() {
        return came;
    }

    /** What acting above the level did. */
    public Acted above(double level) {
        long acted = 0;
        long hits = 0;
        for (long[] count : counts.tailMap((int) Math.floor(level * STEPS + ROUNDING), false).values()) {
            acted += count[0];
            hits += count[1];
        }
        return new Acted(hits, acted - hits, came - hits);
    }
}
