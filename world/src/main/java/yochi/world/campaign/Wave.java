package yochi.world.campaign;

import java.util.List;
import java.util.Optional;
import yochi.link.config.Default;

/**
 * One wave of a campaign.
 *
 * @param name by which it is told
 * @param begin when it began, in the campaign's zone
 * @param end when it ended
 * @param precision how exactly the record knows both
 * @param source name of the publication that dates it
 * @param targets whom it hit
 * @param vectors names of the vectors its lists ordered; none: all
 * @param attacks attacks counted in it
 * @param machines attacking machines
 * @param megabits largest attack, Mbit/s
 * @param list when its target list could first be read
 * @param note what else the record says, in our words
 */
public record Wave(
        String name,
        LocalMoment begin,
        LocalMoment end,
        Precision precision,
        String source,
        List<TargetClass> targets,
        @Default("[]") List<String> vectors,
        Figure attacks,
        Figure machines,
        Figure megabits,
        FirstList list,
        Optional<String> note) {
    /** How exactly the record dates a wave. */
    public enum Precision {
        MINUTE,
        HOUR,
        DAY
    }

    public Wave {
        targets = List.copyOf(targets);
        vectors = List.copyOf(vectors);
        if (!begin.time().isBefore(end.time())) {
            throw new IllegalArgumentException("wave " + name + " ends at " + end + ", not after its begin " + begin);
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("wave " + name + " hits nobody: name a target class");
        }
        for (TargetClass t : targets) {
            LocalMoment from = t.begin().orElse(begin);
            LocalMoment to = t.end().orElse(end);
            if (from.time().isBefore(begin.time()) || to.time().isAfter(end.time())
                    || !from.time().isBefore(to.time())) {
                throw new IllegalArgumentException("wave " + name + ": targets from " + from + " to " + to
                        + " lie outside the wave, " + begin + " to " + end);
            }
        }
    }
}
