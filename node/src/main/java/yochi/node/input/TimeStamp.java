package yochi.node.input;

import java.time.Instant;

/** Observation times as nanoseconds since 1970-01-01T00:00Z, which a long holds up to the year 2262. */
public final class TimeStamp {
    /** Answer for a time that does not fit. */
    public static final long NONE = -1;

    private static final long NANOS = 1_000_000_000L;
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

    private TimeStamp() {}

    public static long nanos(long second, int nano) {
        return second < 0 || second > MOST_SECONDS ? NONE : second * NANOS + nano;
    }

    public static long nanos(Instant time) {
        return nanos(time.getEpochSecond(), time.getNano());
    }
}
