package yochi.core.model;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A statistic that the centre asks a node for, since it was not shipped; the node's border decides what it may answer.
 *
 * @param id UUID
 * @param from first instant of the span, observation time
 * @param until first instant after it
 * @param attackType only this kind of activity, or all
 * @param service only this service, or all
 * @param by which dimensions the answer keeps apart; all others are folded together
 */
public record ExtractionRequest(
        String id,
        Instant from,
        Instant until,
        Optional<AttackType> attackType,
        Optional<Service> service,
        Set<Dimension> by) {
    /** Dimensions of a cell. */
    public enum Dimension {
        ATTACK_TYPE,
        SERVICE,
        TOOL,
        PLACE,
        ASN
    }

    public ExtractionRequest {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("an empty span: " + from + " to " + until);
        }
        EnumSet<Dimension> sorted = EnumSet.noneOf(Dimension.class);
        sorted.addAll(by);
        by = java.util.Collections.unmodifiableSet(sorted);
    }
}
