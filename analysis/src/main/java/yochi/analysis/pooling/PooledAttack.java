package yochi.analysis.pooling;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import yochi.core.model.AttackType;
import yochi.core.model.NodeId;

/**
 * A flood at one victim, inferred from its answers at all nodes together.
 *
 * @param type whether it answers by TCP, UDP or ICMP
 * @param keyId key under which the victim's token was made
 * @param token the victim, to those alone who hold the key
 * @param from start of the first ten seconds with an answer
 * @param until end of the last
 * @param packets answers that all nodes together saw
 * @param mostInMinute most of them within 60 seconds moved by 10
 * @param nodes who saw them
 * @param alone whether what one node saw would have been enough
 */
public record PooledAttack(
        AttackType type,
        String keyId,
        long token,
        Instant from,
        Instant until,
        long packets,
        long mostInMinute,
        SortedSet<NodeId> nodes,
        boolean alone) {
    /** Packets within 60 seconds from which on there may be an attack. */
    public static final int THRESHOLD = PoolRule.LEAST_IN_MINUTE;

    public PooledAttack {
        nodes = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    }

    /** Odds over 1 + odds, the odds being the busiest minute over its threshold: a rank, no probability. */
    public double confidence() {
        double odds = (double) mostInMinute / PoolRule.LEAST_IN_MINUTE;
        return odds / (1 + odds);
    }
}
