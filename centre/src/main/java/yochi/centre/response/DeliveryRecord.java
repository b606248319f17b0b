package yochi.centre.response;

import java.time.Instant;
import java.util.Optional;

/**
 * One notice on its way to one contact.
 *
 * @param step 0 for the first contact, 1 for the next
 * @param contact his name
 * @param channel how it goes
 * @param state how far it is
 * @param queued when it was to go
 * @param delivered when the other side had taken it: fetched by the member's program, answered with 2xx by the
 *     webhook, accepted by the mail server
 * @param tries how often it was tried
 * @param why what went wrong last; empty where nothing did
 */
public record DeliveryRecord(
        int step,
        String contact,
        Channel channel,
        State state,
        Instant queued,
        Optional<Instant> delivered,
        int tries,
        String why) {
    /** How far a delivery is. */
    public enum State {
        /** Waits, for the first time or for another try. */
        QUEUED,
        /** The other side has it. */
        DELIVERED,
        /** It will never be taken: refused by the other side or by our own rails, or tried too often. */
        BOUNCED,
        /** Not needed any more: acknowledged, withdrawn or expired before. */
        CANCELLED
    }
}
