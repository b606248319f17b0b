package yochi.member.inbox;

import java.time.Instant;
import yochi.core.model.Notice;
import yochi.link.identity.Fingerprint;

/** What became of one delivered message. */
public sealed interface Received {
    /**
     * A notice that is what it says.
     *
     * @param message id of the signed message it came in
     * @param expires from when on nobody may act on it
     * @param notice what it says
     * @param approved whether the second role has signed too, so that its mitigations may be armed
     * @param fingerprint of the signed message, to be compared by telephone
     */
    record Accepted(String message, Instant expires, Notice notice, boolean approved, Fingerprint fingerprint)
            implements Received {}

    /** A message that was acted on before: it is answered again, with the same words, and not acted on again. */
    record Again(Kept kept) implements Received {}

    /** Nobody may act on it, and why. */
    record Refused(String why) implements Received {}
}
