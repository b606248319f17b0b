package yochi.evaluation.world;

import java.util.List;
import java.util.Set;

/**
 * The truth about one outbreak.
 *
 * @param number its place in the plan
 * @param wanted what was asked for
 * @param firstWindow first window of the world in which it acts
 * @param lastWindow last one; a late member's packets may still fall into the next
 * @param jitterSeconds the spread that was drawn
 * @param ports where it went
 * @param members all sources that ever took part, as IPv4 addresses
 * @param membersPerWindow how many were called in each of its windows
 */
public record Outbreak(
        int number,
        WantedOutbreak wanted,
        int firstWindow,
        int lastWindow,
        double jitterSeconds,
        List<Integer> ports,
        Set<Integer> members,
        List<Integer> membersPerWindow) {
    public Outbreak {
        ports = List.copyOf(ports);
        members = Set.copyOf(members);
        membersPerWindow = List.copyOf(membersPerWindow);
    }

    public boolean acts(int window) {
        return window >= firstWindow && window <= lastWindow;
    }
}
