package yochi.centre.sharing;

import java.time.Duration;
import java.time.Instant;

/**
 * When one alert reached one reader (S-11: within ten minutes of its occurrence).
 *
 * @param alert id of the alert
 * @param reader who fetched it
 * @param occurred when the thing observed occurred, wall clock
 * @param published when it lay ready for the reader
 * @param delivered when the answer that held it was written
 */
public record Delivery(String alert, String reader, Instant occurred, Instant published, Instant delivered) {
    public Duration fromOccurrence() {
        return Duration.between(occurred, delivered);
    }
}
