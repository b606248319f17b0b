package yochi.core.model;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of observation time, aligned to a multiple of its own length since 1970-01-01T00:00Z (a week therefore begins
 * on Thursday; see {@link #week}); the only time that is ever accelerated.
 *
 * @param startSecond first second inside, seconds since 1970-01-01T00:00Z
 * @param seconds length, at least 1
 */
public record Epoch(long startSecond, int seconds) implements Comparable<Epoch> {
    public static final int HOUR = 3600;
    public static final int DAY = 86_400;
    public static final int WEEK = 7 * DAY;
    /** 1970-01-05 was the first Monday: weeks are counted from Mondays, as ISO 8601 does. */
    private static final long FIRST_MONDAY = 4L * DAY;

    public Epoch {
        if (seconds < 1) {
            throw new IllegalArgumentException("epoch of " + seconds + " s");
        }
    }

    /** The epoch of the given length that contains the instant; a week of seconds gives the ISO week. */
    public static Epoch containing(Instant t, Duration length) {
        return containing(t.getEpochSecond(), Math.toIntExact(length.toSeconds()));
    }

    public static Epoch containing(long second, int seconds) {
        long origin = seconds % WEEK == 0 ? FIRST_MONDAY : 0;
        return new Epoch(Math.floorDiv(second - origin, seconds) * seconds + origin, seconds);
    }

    /** The ISO week (Monday to Sunday, UTC) that contains the second. */
    public static Epoch week(long second) {
        return containing(second, WEEK);
    }

    public Instant start() {
        return Instant.ofEpochSecond(startSecond);
    }

    /** First instant after the epoch. */
    public Instant end() {
        return Instant.ofEpochSecond(endSecond());
    }

    public long endSecond() {
        return startSecond + seconds;
    }

    public boolean contains(long second) {
        return second >= startSecond && second < endSecond();
    }

    public Epoch next() {
        return new Epoch(endSecond(), seconds);
    }

    /** The epoch of another length that contains this one's start. */
    public Epoch within(int longerSeconds) {
        return containing(startSecond, longerSeconds);
    }

    /** Reads what {@link #toString} prints: an ISO interval such as {@code 2013-05-15T00:00:00Z/PT1H}. */
    public static Epoch parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not an epoch: " + text);
        }
        Instant start = Instant.parse(text.substring(0, slash));
        return new Epoch(
                start.getEpochSecond(),
                Math.toIntExact(Duration.parse(text.substring(slash + 1)).toSeconds()));
    }

    @Override
    public String toString() {
        return start() + "/" + Duration.ofSeconds(seconds);
    }

    @Override
    public int compareTo(Epoch other) {
        int c = Long.compare(startSecond, other.startSecond);
        return c != 0 ? c : Integer.compare(seconds, other.seconds);
    }
}
