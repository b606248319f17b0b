package yochi.centre.collection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which report numbers of one node have come, as ranges: what is missing below the highest is a gap. Reports of one
 * run (boot) of the node have numbers of their own; where the numbers of two runs interleave, somebody runs a copy.
 */
final class SequenceAccount {
    private final NavigableMap<Long, Long> ranges = new TreeMap<>();
    private final Map<Long, long[]> boots = new HashMap<>();
    private long duplicates;
    private boolean copied;

    /** A run of missing numbers, both ends inclusive. */
    record Gap(long first, long last) {}

    /** Takes a number in that has not come before. */
    void add(long sequence, long boot) {
        extend(sequence);
        for (Map.Entry<Long, long[]> other : boots.entrySet()) {
            copied |= other.getKey() != boot && sequence > other.getValue()[0] && sequence < other.getValue()[1];
        }
        long[] span = boots.computeIfAbsent(boot, b -> new long[] {sequence, sequence});
        span[0] = Math.min(span[0], sequence);
        span[1] = Math.max(span[1], sequence);
        for (Map.Entry<Long, long[]> other : boots.entrySet()) {
            long[] theirs = other.getValue();
            copied |= other.getKey() != boot && theirs[0] < span[1] && span[0] < theirs[1];
        }
    }

    private void extend(long sequence) {
        Map.Entry<Long, Long> below = ranges.floorEntry(sequence);
        long first = sequence;
        long last = sequence;
        if (below != null && below.getValue() >= sequence - 1) {
            first = below.getKey();
            last = Math.max(last, below.getValue());
        }
        Long above = ranges.remove(sequence + 1);
        ranges.put(first, above == null ? last : above);
    }

    void duplicate() {
        duplicates++;
    }

    /** The same number with other content: a copy or a restored backup of the node speaks. */
    void conflict() {
        copied = true;
    }

    long highest() {
        return ranges.isEmpty() ? 0 : ranges.lastEntry().getValue();
    }

    long received() {
        long n = 0;
        for (Map.Entry<Long, Long> r : ranges.entrySet()) {
            n += r.getValue() - r.getKey() + 1;
        }
        return n;
    }

    long duplicates() {
        return duplicates;
    }

    boolean copied() {
        return copied;
    }

    /** Missing numbers from 1 to the highest. */
    List<Gap> gaps() {
        List<Gap> out = new ArrayList<>();
        long next = 1;
        for (Map.Entry<Long, Long> r : ranges.entrySet()) {
            if (r.getKey() > next) {
                out.add(new Gap(next, r.getKey() - 1));
            }
            next = r.getValue() + 1;
        }
        return out;
    }
}
