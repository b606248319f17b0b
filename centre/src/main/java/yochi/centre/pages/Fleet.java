package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import yochi.core.model.Country;
import yochi.core.model.Telling;

/**
 * The nodes, the policies they run, what their reports lack, and what they told each other through the centre.
 *
 * @param nodes by name
 * @param parcels by country, what they are for, and where they stand
 */
public record Fleet(List<Node> nodes, List<Parcels> parcels) {
    public Fleet {
        nodes = List.copyOf(nodes);
        parcels = List.copyOf(parcels);
    }

    /** Where a parcel stands: for its node to fetch, there, refused there, seen there by a person, or never fetched. */
    public enum Standing {
        WAITING,
        TAKEN,
        REFUSED,
        ACKNOWLEDGED,
        EXPIRED
    }

    /**
     * Parcels to the nodes of one country that stand alike; the centre cannot open them.
     *
     * @param purpose what they are for, with its version
     * @param since when the oldest of them came, wall clock
     */
    public record Parcels(Country country, String purpose, Standing standing, long parcels, Instant since) {}

    /** How a node is. */
    public enum Health {
        HEALTHY,
        DEGRADED,
        SILENT,
        REVOKED,
        NEVER_SEEN
    }

    /**
     * One node.
     *
     * @param id its UUID
     * @param name for display
     * @param lastSeen wall clock; absent if never
     * @param why what is wrong, where something is
     * @param version of its software, as it said itself
     * @param rules version of its classification rules, as its last report says
     * @param reportedUntil end of the last window it reported, observation time
     * @param policy the policy that governs it
     * @param sequence highest report sequence stored
     * @param gaps report sequences that never came
     * @param duplicatesRefused reports refused because they were stored already
     * @param telling whether it sends what it finds, as its reports say
     * @param sensors its sensors, as its last report tells; empty before the first
     */
    public record Node(
            String id,
            String name,
            Country country,
            Health health,
            Optional<Instant> lastSeen,
            Optional<Phrase> why,
            Optional<String> version,
            Optional<String> rules,
            Optional<Instant> reportedUntil,
            PolicyState policy,
            long sequence,
            long gaps,
            long duplicatesRefused,
            Telling telling,
            List<Sensor> sensors) {
        public Node {
            sensors = List.copyOf(sensors);
        }
    }

    /**
     * Which policy a node should run and which it proved to run.
     *
     * @param wanted name of the policy offered
     * @param wantedDigest SHA-256 of its canonical text
     * @param effective name of the policy that the node reported as running; absent for one this centre never offered
     * @param effectiveDigest digest the node reported as running; absent until it did
     * @param effectiveSince when it reported so, wall clock
     * @param seconds from change to effective, where measured
     */
    public record PolicyState(
            String wanted,
            String wantedDigest,
            Optional<String> effective,
            Optional<String> effectiveDigest,
            Optional<Instant> effectiveSince,
            OptionalDouble seconds) {}

    /**
     * One sensor.
     *
     * @param watched share of the last reported window it watched, 0..1
     * @param addresses how many it monitors
     */
    public record Sensor(String name, OptionalDouble watched, OptionalInt addresses) {}
}
