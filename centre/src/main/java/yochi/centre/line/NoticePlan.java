package yochi.centre.line;

import java.util.List;
import java.util.Set;
import yochi.centre.response.Group;
import yochi.core.model.Tlp;
import yochi.link.config.Default;
import yochi.link.config.SettingsFile;

/**
 * How people are told.
 *
 * @param groups who hears what befalls another
 */
public record NoticePlan(@Default("[]") List<GroupPlan> groups) {
    public NoticePlan {
        groups = List.copyOf(groups);
    }

    /** Members' programs alone are told. */
    public static NoticePlan usual() {
        return SettingsFile.parse("{}", "notices", java.nio.file.Path.of("."), NoticePlan.class);
    }

    /**
     * Members of several sectors who hear what befalls one of them.
     *
     * @param name of the group
     * @param members by name
     * @param tells what they agreed on
     * @param clearance the strictest marking that goes round
     */
    public record GroupPlan(
            String name,
            List<String> members,
            @Default("[nowcast]") Set<Group.Matter> tells,
            @Default("AMBER") Tlp clearance) {
        public GroupPlan {
            members = List.copyOf(members);
            tells = Set.copyOf(tells);
        }
    }
}
