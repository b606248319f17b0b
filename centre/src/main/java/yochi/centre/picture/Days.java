package yochi.centre.picture;

import java.time.Instant;
import yochi.core.model.Epoch;

/** Dates as pictures write them. */
final class Days {
    private static final int DATE = "2013-01-01".length();

    private Days() {}

    static String of(Epoch day) {
        return of(day.start());
    }

    static String of(Instant at) {
        return at.toString().substring(0, DATE);
    }
}
