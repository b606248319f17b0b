package yochi.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Machines of one country that attack elsewhere, addressed to that country alone and let out only by the policy rule
 * {@code offenders}.
 *
 * @param node who saw them
 * @param sequence 1, 2, 3 … per node
 * @param addressee the machines' country
 * @param seenIn country of the node
 * @param released end of the span that it tells of, observation time
 * @param policy name of the policy that let it out
 * @param unproven machines of that country that seemed to attack but whose address could have been forged: a number
 * @param offenders which machines
 * @param tables date of the table that says whose country's they are; absent where it is not told
 */
public record OffenderReport(
        NodeId node,
        long sequence,
        Country addressee,
        Country seenIn,
        Instant released,
        String policy,
        long unproven,
        List<Offender> offenders,
        Optional<LocalDate> tables) {
    public OffenderReport {
        offenders = List.copyOf(offenders);
        if (unproven < 0) {
            throw new IllegalArgumentException("unproven " + unproven);
        }
    }

    /** A report that does not tell how old its table is. */
    public OffenderReport(
            NodeId node,
            long sequence,
            Country addressee,
            Country seenIn,
            Instant released,
            String policy,
            long unproven,
            List<Offender> offenders) {
        this(node, sequence, addressee, seenIn, released, policy, unproven, offenders, Optional.empty());
    }
}
