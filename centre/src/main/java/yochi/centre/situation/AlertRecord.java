package yochi.centre.situation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;

/**
 * An alert and its life.
 *
 * @param alert as it stands now
 * @param updated when it last changed, wall clock
 * @param closed when it was over
 * @param forecasts ids of the sealed forecasts it rests on or confirms
 * @param steps its history, oldest first
 */
public record AlertRecord(
        Alert alert, Instant updated, Optional<Instant> closed, List<String> forecasts, List<Step> steps) {
    /** What a step says when a person has seen the alert. */
    static final String ACKNOWLEDGED = "acknowledged";

    /** What a step says when that which was forecast has come. */
    static final String CAME = "came";

    /** What a step says when one node names no more what another still names. */
    static final String DISPUTED = "disputed";

    public AlertRecord {
        forecasts = List.copyOf(forecasts);
        steps = List.copyOf(steps);
    }

    public Assessment.Life life() {
        return alert.assessment().life();
    }

    /** Whether a person has seen it. */
    public boolean seen() {
        return steps.stream().anyMatch(step -> step.what().equals(ACKNOWLEDGED));
    }

    /**
     * Something that happened to it: {@code raised}, {@code updated}, {@code acknowledged}, {@code confirmed},
     * {@code escalated}, {@code came}, {@code disputed}, {@code answered}, {@code closed}, {@code false}.
     */
    public record Step(Instant at, String what, String by, String why) {}
}
