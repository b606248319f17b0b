package yochi.core.model;

import java.time.Instant;
import java.util.List;

/**
 * Victims of one country, addressed to that country's centre and let out only by the policy rule {@code victims:
 * own-country}; by {@code own-country-or-host} also other countries' victims whose server stands there, so that its
 * provider can be told.
 *
 * @param node who saw the orders
 * @param sequence 1, 2, 3 … per node
 * @param addressee the victims' country
 * @param listed when the order list was in force, observation time
 * @param withdrawn whether the list no longer names them: the attack is called off
 * @param policy name of the policy that let it out
 * @param victims who is to be attacked
 */
public record VictimReport(
        NodeId node,
        long sequence,
        Country addressee,
        Instant listed,
        boolean withdrawn,
        String policy,
        List<Victim> victims) {
    public VictimReport {
        victims = List.copyOf(victims);
        for (Victim v : victims) {
            if (!v.country().equals(addressee) && !v.hosting().equals(addressee)) {
                throw new IllegalArgumentException(
                        "a victim of " + v.country() + " in a report addressed to " + addressee);
            }
        }
    }
}
