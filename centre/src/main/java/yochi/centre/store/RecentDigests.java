package yochi.centre.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.NodeId;

/**
 * Digests of each node's newest reports by their number, so many and no more; of what is below, it says that it does
 * not know, and the store's tables must be asked. Good for many threads.
 */
final class RecentDigests {
    private final int mostPerNode;
    private final Map<NodeId, TreeMap<Long, String>> recent = new HashMap<>();
    private final Map<NodeId, Long> forgottenUpTo = new HashMap<>();

    RecentDigests(int mostPerNode) {
        this.mostPerNode = mostPerNode;
    }

    synchronized void remember(NodeId node, long sequence, String digest) {
        TreeMap<Long, String> known = recent.computeIfAbsent(node, n -> new TreeMap<>());
        known.put(sequence, digest);
        if (known.size() > mostPerNode) {
            forgottenUpTo.merge(node, known.pollFirstEntry().getKey(), Math::max);
        }
    }

    synchronized Optional<String> find(NodeId node, long sequence) {
        return Optional.ofNullable(recent.get(node)).map(known -> known.get(sequence));
    }

    /** Whether a number that is not found may still have been stored. */
    synchronized boolean mayHaveForgotten(NodeId node, long sequence) {
        return sequence <= forgottenUpTo.getOrDefault(node, Long.MIN_VALUE);
    }

    synchronized int size() {
        return recent.values().stream().mapToInt(Map::size).sum();
    }
}
