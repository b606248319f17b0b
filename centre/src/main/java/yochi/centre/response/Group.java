package yochi.centre.response;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import yochi.core.model.Tlp;

/**
 * Members of several sectors who have agreed to hear what befalls one of them: without names, addresses and networks of
 * the one.
 *
 * @param name of the group
 * @param members by name
 * @param tells what they agreed on; nothing else is told
 * @param clearance the strictest marking that may go round
 */
public record Group(String name, List<String> members, Set<Matter> tells, Tlp clearance) {
    /** What a notice is about. */
    public enum Matter {
        /** An attack that is ordered or under way. */
        NOWCAST,
        /** One that is only predicted. */
        FORECAST,
        /** Machines of a member's network that attack others. */
        MACHINES
    }

    public Group {
        members = List.copyOf(members);
        EnumSet<Matter> agreed = EnumSet.noneOf(Matter.class);
        agreed.addAll(tells);
        tells = Collections.unmodifiableSet(agreed);
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("a group needs a name of at most 100 letters");
        }
    }
}
