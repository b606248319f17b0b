package yochi.evaluation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import yochi.core.model.Epoch;

/**
 * The days that a suite looks at, in UTC.
 *
 * @param from the first
 * @param until the day after the last
 */
public record Span(Optional<LocalDate> from, Optional<LocalDate> until) {
    /** Whatever there is. */
    public static final Span ALL = new Span(Optional.empty(), Optional.empty());

    public Span {
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException("from " + from.get() + " until " + until.get() + ": no day between");
        }
    }

    /** Whether a second since 1970 lies in it. */
    public boolean contains(long second) {
        return from.map(day -> second >= start(day)).orElse(true)
                && until.map(day -> second < start(day)).orElse(true);
    }

    /** Whether a whole window does. */
    public boolean contains(Epoch window) {
        return contains(window.startSecond()) && contains(window.endSecond() - 1);
    }

    public boolean contains(LocalDate day) {
        return contains(start(day));
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
