package yochi.centre.situation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Alert;

/**
 * An alert and its life.
 *
 * @param alert as it stands now
 * @param state where it is in its life
 * @param updated when it last changed, wall clock
 * @param closed when it was closed
 * @param forecasts ids of the sealed forecasts it rests on or confirms
 * @param steps its history, oldest first
 */
public record AlertRecord(
        Alert alert, State state, Instant updated, Optional<Instant> closed, List<String> forecasts, List<Step> steps) {
    public AlertRecord {
        forecasts = List.copyOf(forecasts);
        steps = List.copyOf(steps);
    }

    /** The life of an alert. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        CLOSED
    }

    /** Something that happened to it: {@code raised}, {@code updated}, {@code acknowledged}, {@code closed}. */
    public record Step(Instant at, String what, String by, String why) {}
}
