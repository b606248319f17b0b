package yochi.centre.round;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a round did and how long it took.
 *
 * @param number 1, 2, 3 …
 * @param until end of the observation time looked at
 * @param started wall clock
 * @param cube time to build the cube
 * @param total time from start to all results, monotonic (A-20: at most 30 minutes)
 * @param parts one per analysis
 * @param findings of all parts that were done
 * @param forecasts how many statements were made
 */
public record RoundRecord(
        long number,
        Instant until,
        Instant started,
        Duration cube,
        Duration total,
        List<PartRecord> parts,
        List<yochi.core.model.Finding> findings,
        int forecasts) {
    public RoundRecord {
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
    }

    /** How an analysis ended. */
    public enum State {
        DONE,
        /** Threw; the others went on. */
        FAILED,
        /** Not ready at the deadline; the others went on. */
        LATE,
        CANCELLED
    }

    /** One analysis: how it ended, how long it took, how many findings and forecasts it made, and what was wrong. */
    public record PartRecord(String name, State state, Duration took, int results, String why) {}

    /** Whether every analysis was done: otherwise the findings are partial and are shown as such. */
    public boolean whole() {
        return parts.stream().allMatch(p -> p.state() == State.DONE);
    }
}
