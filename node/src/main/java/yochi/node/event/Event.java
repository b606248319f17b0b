package yochi.node.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One attack that lasted.
 *
 * @param kind what it is
 * @param vector protocol and service, then reflector, flag pattern or method, such as {@code tcp/443 syn}
 * @param start first packet, session or list
 * @param end last one
 * @param packets all that concerns the key in that time; of sessions and orders their number
 * @param attackPackets those of them that are the attack
 * @param confidence odds / (1 + odds), where the odds are the least quotient of a measured value and its threshold: 0.5
 *     at the threshold, 0.91 at ten times; it ranks events and is no probability
 * @param key whom it is about
 * @param rule the rule that decided, docs/classification.md
 * @param addresses distinct addresses on the other side or below the prefix; 0 where nobody counts them
 * @param marks what else is known, such as {@code carpet}, {@code investigative}, {@code not-uniform}
 */
public record Event(
        EventKind kind,
        String vector,
        Instant start,
        Instant end,
        long packets,
        long attackPackets,
        double confidence,
        EventKey key,
        String rule,
        long addresses,
        List<String> marks) {
    /** By time, then by everything that tells two events apart. */
    public static final Comparator<Event> IN_ORDER = Comparator.comparing(Event::start)
            .thenComparing(Event::kind)
            .thenComparing(e -> e.key().text())
            .thenComparing(Event::vector)
            .thenComparing(Event::end);

    /** The mark of an attack on a whole block of addresses (algorithms §1.4). */
    public static final String CARPET = "carpet";

    public Event {
        marks = List.copyOf(marks);
        if (end.isBefore(start) || attackPackets > packets || confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException(
                    "no event: " + start + " to " + end + ", " + attackPackets + " of " + packets + ", " + confidence);
        }
    }

    /** The confidence of odds. */
    static double confidence(double odds) {
        return odds <= 0 ? 0 : odds / (1 + odds);
    }
}
