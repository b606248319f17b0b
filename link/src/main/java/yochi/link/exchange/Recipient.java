package yochi.link.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;

/**
 * Who is to read something, and what it may see.
 *
 * @param name the party's name
 * @param networks autonomous systems it answers for: only these are shown to it in clear
 * @param prefixes of its own; one that holds them or is held by them is shown to it too
 * @param targets pseudonyms of targets that are its own, whatever network they are in
 * @param clearance the strictest marking it may read
 */
public record Recipient(
        String name, Set<Asn> networks, List<Prefix> prefixes, Set<String> targets, Tlp clearance) {
    public Recipient {
        networks = Set.copyOf(networks);
        prefixes = List.copyOf(prefixes);
        targets = Set.copyOf(targets);
    }

    /** One that is known by its networks alone. */
    public Recipient(String name, Set<Asn> networks, Tlp clearance) {
        this(name, networks, List.of(), Set.of(), clearance);
    }

    public boolean owns(Asn asn) {
        return asn.known() && networks.contains(asn);
    }

    public boolean owns(Victim victim) {
        return owns(victim.asn()) || targets.contains(victim.pseudonym());
    }

    /** Whether the prefix holds a part of its own, or is one. */
    public boolean owns(Prefix prefix) {
        return prefixes.stream().anyMatch(own -> own.contains(prefix) || prefix.contains(own));
    }

    /** The same, who is told of these targets of its own anyway, and so in which networks they are. */
    Recipient knowing(List<Victim> own) {
        Set<Asn> all = new HashSet<>(networks);
        own.stream().map(Victim::asn).filter(Asn::known).forEach(all::add);
        return new Recipient(name, all, prefixes, targets, clearance);
    }

    public boolean mayRead(Tlp tlp) {
        return tlp.compareTo(clearance) <= 0;
    }
}
