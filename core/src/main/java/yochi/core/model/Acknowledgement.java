package yochi.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A member's answer to one {@link Notice}: that it was read, and what was done with each mitigation.
 *
 * @param notice id of the notice
 * @param received when the member's inbox had verified it, wall clock of the member
 * @param message id of the signed message that is answered, since one notice may travel in several; empty from members
 *     of an older version
 * @param answers one for each mitigation of the notice; empty where the notice had none
 */
public record Acknowledgement(String notice, Optional<String> message, Instant received, List<Answer> answers) {
    /** What became of one mitigation at the member. */
    public enum Decision {
        /** Ready to become active when an attack is seen. */
        ARMED,
        /** The member's own rails or people said no. */
        REFUSED,
        /** Waits for the second role's signature or for a person at the member. */
        PENDING,
        /** It was armed by an earlier notice of the thread and is not any more. */
        DISARMED,
        /** It was armed by an earlier notice of the thread and stays so. */
        KEPT
    }

    /**
     * The answer to one mitigation.
     *
     * @param mitigation id of the mitigation
     * @param decision what became of it
     * @param why one sentence
     */
    public record Answer(String mitigation, Decision decision, String why) {}

    public Acknowledgement {
        answers = List.copyOf(answers);
    }
}
