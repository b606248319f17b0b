package yochi.link.exchange;

import java.util.Set;
import yochi.core.model.Asn;
import yochi.core.model.Tlp;

/**
 * Who is to read something, and what it may see.
 *
 * @param name the party's name
 * @param networks autonomous systems it answers for: only these are shown to it in clear
 * @param clearance the strictest marking it may read
 */
public record Recipient(String name, Set<Asn> networks, Tlp clearance) {
    public Recipient {
        networks = Set.copyOf(networks);
    }

    public boolean owns(Asn asn) {
        return asn.known() && networks.contains(asn);
    }

    public boolean mayRead(Tlp tlp) {
        return tlp.compareTo(clearance) <= 0;
    }
}
