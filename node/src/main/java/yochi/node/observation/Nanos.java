package yochi.node.observation;

import java.time.Instant;

/** Nanoseconds since 1970-01-01T00:00Z, as packets carry them, beside the {@link Instant} they stand for. */
public final class Nanos {
    /** Nanoseconds of a second. */
    public static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    /** The nanoseconds of a time between 1677 and 2262; {@link ArithmeticException} outside. */
    public static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
