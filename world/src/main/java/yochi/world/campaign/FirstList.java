package yochi.world.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When the list of a wave's targets could first be read by anybody but the attackers: the record's latest bound for it,
 * or the reason why it is not known. Without a stand-in no watcher of the world ever sees the list.
 *
 * @param at known to be read by then
 * @param source name of the publication
 * @param unknown why the hour is not known
 * @param assumedBefore stand-in: so long before the wave began
 * @param assumedAfter stand-in: so long after it began
 */
public record FirstList(
        Optional<LocalMoment> at,
        Optional<String> source,
        Optional<String> unknown,
        Optional<Duration> assumedBefore,
        Optional<Duration> assumedAfter) {
    public FirstList {
        if (at.isPresent() == unknown.isPresent() || at.isPresent() != source.isPresent()) {
            throw new IllegalArgumentException("either at with its source, or unknown with the reason");
        }
        if ((assumedBefore.isPresent() || assumedAfter.isPresent()) && at.isPresent()) {
            throw new IllegalArgumentException("an assumption stands in for what is unknown only");
        }
        if (assumedBefore.isPresent() && assumedAfter.isPresent()) {
            throw new IllegalArgumentException("assumedBefore or assumedAfter, not both");
        }
    }

    public boolean assumed() {
        return assumedBefore.isPresent() || assumedAfter.isPresent();
    }

    Optional<Instant> seen(Instant begin, ZoneId zone) {
        return at.map(moment -> moment.in(zone))
                .or(() -> assumedBefore.map(begin::minus))
                .or(() -> assumedAfter.map(begin::plus));
    }
}
