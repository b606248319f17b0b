package yochi.world.campaign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A moment as the record tells it, in the campaign's own time zone.
 *
 * @param time on the clocks there
 */
public record LocalMoment(LocalDateTime time) {
    /** Reads a text such as {@code 2009-07-07T18:00}. */
    public static LocalMoment parse(String text) {
        try {
            return new LocalMoment(LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "not a local time such as 2009-07-07T18:00, in the campaign's zone and without Z: " + text, e);
        }
    }

    Instant in(ZoneId zone) {
        return time.atZone(zone).toInstant();
    }

    @Override
    public String toString() {
        return time.toString();
    }
}
