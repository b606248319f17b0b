package yochi.centre.sharing;

import yochi.link.exchange.Recipient;

/**
 * A party that reads what is shared.
 *
 * @param recipient its name, its own networks, its clearance
 * @param mayWrite whether it may add objects to its own collection
 */
public record Reader(Recipient recipient, boolean mayWrite) {
    public String name() {
        return recipient.name();
    }
}
