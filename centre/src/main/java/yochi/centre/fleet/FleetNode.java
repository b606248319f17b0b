package yochi.centre.fleet;

import java.time.Instant;
import java.util.Optional;
import yochi.core.model.Country;
import yochi.core.model.NodeId;

/**
 * One node as the registry knows it.
 *
 * @param id identity, in its certificate
 * @param name for people
 * @param country where it stands
 * @param operator who runs it
 * @param invited when it was given its name and identity
 * @param enrolled when it first came with its certificate
 * @param revoked since when it may not speak any more
 * @param lastSeen its last message to the fleet
 * @param connected whether its management channel is open now
 * @param healthy whether it said so last
 * @param health its own words about it
 * @param version of its software, as it said last; empty until it did
 * @param wanted digest of the policy it should run, empty where none was pushed
 * @param running digest of the policy that it says it runs, empty until it said so
 * @param effective whether it has proved, by an observation judged under it, that the wanted policy is in effect
 */
public record FleetNode(
        NodeId id,
        String name,
        Country country,
        String operator,
        Instant invited,
        Optional<Instant> enrolled,
        Optional<Instant> revoked,
        Optional<Instant> lastSeen,
        boolean connected,
        boolean healthy,
        String health,
        Optional<String> version,
        String wanted,
        String running,
        boolean effective) {}
