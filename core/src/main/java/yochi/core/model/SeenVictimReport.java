package yochi.core.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which addresses of one country a node's sensors saw attacked in a release window, addressed to that country's centre
 * alone and let out only by the policy rule {@code victims}. A window in which nobody was seen is told too, so that
 * silence is not zero.
 *
 * @param node who saw them
 * @param sequence 1, 2, 3 … per node
 * @param addressee the victims' country
 * @param from begin of the window, observation time
 * @param until its end
 * @param watched signs of which the node saw any in the window, whosever: only of these it would have seen more
 * @param policy name of the policy that let it out
 * @param unnamed victims of that country beside these, by signs that a reader does not know or beyond the most told
 * @param victims who was under attack in the window
 */
public record SeenVictimReport(
        NodeId node,
        long sequence,
        Country addressee,
        Instant from,
        Instant until,
        Set<SeenVictim.Kind> watched,
        String policy,
        long unnamed,
        List<SeenVictim> victims) {
    /** The longest release window of any policy. */
    private static final Duration LONGEST = Duration.ofDays(7);

    public SeenVictimReport {
        EnumSet<SeenVictim.Kind> kinds = EnumSet.noneOf(SeenVictim.Kind.class);
        kinds.addAll(watched);
        watched = Collections.unmodifiableSet(kinds);
        victims = List.copyOf(victims);
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0 || unnamed < 0) {
            throw new IllegalArgumentException("no window of seen victims: " + from + " to " + until + ", " + unnamed);
        }
        for (SeenVictim v : victims) {
            if (!v.from().isBefore(until)) {
                throw new IllegalArgumentException("an attack from " + v.from() + " in a window until " + until);
            }
        }
    }
}
