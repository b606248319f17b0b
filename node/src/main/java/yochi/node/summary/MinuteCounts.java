package yochi.node.summary;

import java.util.Map;
import java.util.TreeMap;

/** Records per minute; one comparison and one addition for a record of the same minute as the one before. */
public final class MinuteCounts {
    private static final long MINUTE = 60_000_000_000L;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private long minute = Long.MIN_VALUE;
    private long from = 1;
    private long current;

    public void add(long nanos) {
        add(nanos, 1);
    }

    /** Adds several records of one time. */
    public void add(long nanos, long times) {
        if (nanos < from || nanos >= from + MINUTE) {
            settle();
            minute = Math.floorDiv(nanos, MINUTE);
            from = minute * MINUTE;
        }
        current += times;
    }

    private void settle() {
        if (current > 0) {
            counts.merge(minute, current, Long::sum);
            current = 0;
        }
    }

    /** Records per minute since 1970-01-01T00:00Z, minutes without one left out. */
    public Map<Long, Long> counts() {
        settle();
        return counts;
    }
}
