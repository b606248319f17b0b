package yochi.node.line;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import yochi.core.model.Country;
import yochi.node.border.PrivacyPolicy;
import yochi.node.offence.OffenceWatch;

/** Whom an {@link OffenderDesk} tells, and how: the messages are the border's. */
interface OffenceTeller {
    /** Whether anything may leave under the policy. */
    boolean tells(PrivacyPolicy policy);

    /** Whether machines of that country are watched. */
    boolean concerns(Country country);

    /** Name of the mark when a message lies in the spool. */
    String mark();

    /**
     * A message with its number.
     *
     * @param bytes as they travel
     * @param sequence its number
     * @param offenders how many machines it names
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way to the spool, compared with nothing
    record Message(byte[] bytes, long sequence, int offenders) {}

    /**
     * What is to be sent.
     *
     * @param dayEnds whether the day is over
     * @param next the next number of a message
     */
    List<Message> messages(
            PrivacyPolicy policy, Instant until, OffenceWatch watch, boolean dayEnds, LongSupplier next);
}
