package yochi.core.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What a mitigation did at a member, told to the centre at every change of its state.
 *
 * @param notice id of the notice it came with
 * @param mitigation id of the mitigation
 * @param state the state it has entered
 * @param at when, wall clock of the member
 * @param counters what the member's back-end read back; empty where it cannot count
 * @param simulated whether the traffic was generated and not real
 * @param why one sentence
 */
public record Outcome(
        String notice,
        String mitigation,
        State state,
        Instant at,
        Optional<Counters> counters,
        boolean simulated,
        String why) {
    /** The life of a mitigation at a member. */
    public enum State {
        ARMED,
        ACTIVE,
        WITHDRAWN,
        EXPIRED,
        FAILED
    }

    /** Matched traffic that was let pass and that was dropped. */
    public record Counters(long passedPackets, long passedBytes, long droppedPackets, long droppedBytes) {
        public Counters {
            if (passedPackets < 0 || passedBytes < 0 || droppedPackets < 0 || droppedBytes < 0) {
                throw new IllegalArgumentException("a negative counter: " + passedPackets + ", " + passedBytes + ", "
                        + droppedPackets + ", " + droppedBytes);
            }
        }
    }
}
