package yochi.node.summary;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import yochi.node.observation.Nanos;

/**
 * When one sensor gave signs of life. Rule: between two observations not further apart than the longest plausible
 * silence it watched; in a longer gap nothing tells a quiet world from a sensor that is down, so the gap is missing.
 * Times may come in any order, and watches merge.
 */
final class Watch {

    private final long toleranceNanos;
    private final NavigableMap<Long, Long> stretches = new TreeMap<>();
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    Watch(Duration longestSilence) {
        this.toleranceNanos = longestSilence.toNanos();
    }

    void saw(long nanos) {
        if (nanos >= start && nanos <= end) {
            return;
        }
        if (start <= end && nanos > end && nanos - end <= toleranceNanos) {
            end = nanos;
            return;
        }
        if (start <= end) {
            join(stretches, start, end);
        }
        start = nanos;
        end = nanos;
    }

    /** Adds a stretch, made one with those that it touches within the tolerance. */
    private void join(NavigableMap<Long, Long> all, long first, long last) {
        long from = first;
        long to = last;
        Map.Entry<Long, Long> near = all.floorEntry(to + toleranceNanos);
        while (near != null && near.getValue() + toleranceNanos >= from) {
            from = Math.min(from, near.getKey());
            to = Math.max(to, near.getValue());
            all.remove(near.getKey());
            near = all.floorEntry(to + toleranceNanos);
        }
        all.put(from, to);
    }

    void merge(Watch other) {
        other.settled().forEach((from, to) -> join(stretches, from, to));
    }

    /** The stretches so far, first to last observation, joined. */
    NavigableMap<Long, Long> settled() {
        NavigableMap<Long, Long> all = new TreeMap<>(stretches);
        if (start <= end) {
            join(all, start, end);
        }
        return all;
    }

    /**
     * Share of the span that it watched.
     *
     * @param settled its stretches
     * @param fromSecond first second of the span
     * @param toSecond first second after it
     * @param inputFirst first observation of any sensor, nanoseconds: earlier silence within the tolerance was watched
     * @param inputLast last one: likewise later silence
     */
    double share(
            NavigableMap<Long, Long> settled, long fromSecond, long toSecond, long inputFirst, long inputLast) {
        long watched = 0;
        long spanFrom = fromSecond * Nanos.SECOND;
        long spanTo = toSecond * Nanos.SECOND;
        for (Map.Entry<Long, Long> stretch : settled.entrySet()) {
            long from = stretch.getKey() - inputFirst <= toleranceNanos ? inputFirst : stretch.getKey();
            long to = inputLast - stretch.getValue() <= toleranceNanos ? inputLast : stretch.getValue();
            watched += Math.max(0, Math.min(to, spanTo) - Math.max(from, spanFrom));
        }
        return Math.min(1.0, (double) watched / (spanTo - spanFrom));
    }
}
