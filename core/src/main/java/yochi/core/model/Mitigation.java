package yochi.core.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A counter-measure as a lease: what to match, what to do with it, and for how long at most.
 *
 * @param id UUID
 * @param match which traffic
 * @param action what happens to it
 * @param lease after which it is withdrawn by itself, at most an hour unless renewed
 * @param why one sentence
 */
public record Mitigation(String id, Match match, Action action, Duration lease, String why) {
    public Mitigation {
        if (lease.isNegative() || lease.isZero() || lease.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a lease of " + lease + "; at most an hour, then renew");
        }
    }

    /**
     * Traffic to match; the words and their meaning are those of FlowSpec (RFC 8955).
     *
     * @param destination protected prefix, mandatory
     * @param sources source prefixes, empty for all
     * @param protocol IP protocol number
     * @param destinationPorts empty for all
     * @param sourcePorts empty for all
     * @param packetLength total IP length, empty for all
     */
    public record Match(
            Prefix destination,
            List<Prefix> sources,
            Optional<Integer> protocol,
            List<Integer> destinationPorts,
            List<Integer> sourcePorts,
            Optional<Range> packetLength) {
        public Match {
            sources = List.copyOf(sources);
            destinationPorts = List.copyOf(destinationPorts);
            sourcePorts = List.copyOf(sourcePorts);
        }
    }

    /** Inclusive bounds. */
    public record Range(int low, int high) {
        public Range {
            if (low > high || low < 0) {
                throw new IllegalArgumentException("not a range: " + low + " to " + high);
            }
        }
    }

    /** What happens to matched traffic. */
    public sealed interface Action {
        /** All of it is dropped. */
        record Discard() implements Action {}

        /** At most so many bytes a second pass. */
        record Limit(long bytesPerSecond) implements Action {}
    }
}
