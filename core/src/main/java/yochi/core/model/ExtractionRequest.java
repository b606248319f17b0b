package yochi.core.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A statistic that the centre asks a node for, since it was not shipped; the node's border decides what it may answer.
 *
 * @param id UUID
 * @param from first instant of the span, observation time
 * @param until first instant after it
 * @param attackType only this kind of activity, or all
 * @param service only this service, or all
 * @param by which dimensions the answer keeps apart; all others are folded together
 * @param reader who asks through the centre; empty: the centre itself
 */
public record ExtractionRequest(
        String id,
        Instant from,
        Instant until,
        Optional<AttackType> attackType,
        Optional<Service> service,
        Set<Dimension> by,
        Optional<Reader> reader) {
    /**
     * Somebody who asks through the centre, with a budget of his own.
     *
     * @param name as the nodes know him
     * @param issued when he signed
     * @param signature Ed25519 over {@link #signed}, hexadecimal
     */
    public record Reader(String name, Instant issued, String signature) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

        public Reader {
            if (!NAME.matcher(name).matches() || !HEXADECIMAL.matcher(signature).matches()) {
                throw new IllegalArgumentException("no reader with a signature: " + name);
            }
            issued = issued.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    private static final Pattern HEXADECIMAL = Pattern.compile("([0-9a-f]{2}){0,200}");

    /** A question of the centre itself. */
    public ExtractionRequest(
            String id,
            Instant from,
            Instant until,
            Optional<AttackType> attackType,
            Optional<Service> service,
            Set<Dimension> by) {
        this(id, from, until, attackType, service, by, Optional.empty());
    }

    /** The same question by somebody who asks through the centre. */
    public ExtractionRequest by(Reader who) {
        return new ExtractionRequest(id, from, until, attackType, service, by, Optional.of(who));
    }

    /** What a reader signs: the whole question, his name and the time. */
    public String signed(String name, Instant issued) {
        return String.join(
                "\n",
                "yochi.extraction/1",
                id,
                from.toString(),
                until.toString(),
                attackType.map(Enum::name).orElse(""),
                service.map(Service::toString).orElse(""),
                by.toString(),
                name,
                issued.truncatedTo(ChronoUnit.SECONDS).toString());
    }

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
