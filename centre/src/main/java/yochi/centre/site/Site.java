package yochi.centre.site;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import yochi.centre.decision.Stake;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.link.config.Default;

/**
 * One protected site.
 *
 * @param name what it is called here
 * @param sector such as {@code water}
 * @param prefixes its addresses
 * @param asns autonomous systems of its own
 * @param domains suffixes of its host names
 * @param listed names under which order lists have named it
 * @param contacts whom to call
 * @param criticality how bad its loss would be
 * @param member the member that receives its notices
 * @param exercised when its people last practised
 * @param stake what acting costs it and what it loses without
 */
public record Site(
        String name,
        String sector,
        @Default("[]") List<Prefix> prefixes,
        @Default("[]") List<Asn> asns,
        @Default("[]") List<String> domains,
        @Default("[]") List<String> listed,
        @Default("[]") List<Contact> contacts,
        @Default("medium") Criticality criticality,
        Optional<String> member,
        Optional<LocalDate> exercised,
        Optional<Stake> stake) {
    public Site {
        prefixes = List.copyOf(prefixes);
        asns = List.copyOf(asns);
        domains = List.copyOf(domains);
        listed = List.copyOf(listed);
        contacts = List.copyOf(contacts);
        if (name.isBlank() || sector.isBlank()) {
            throw new IllegalArgumentException("a site needs a name and a sector");
        }
        if (prefixes.isEmpty() && asns.isEmpty() && domains.isEmpty()) {
            throw new IllegalArgumentException(name + " has neither prefixes nor asns nor domains: nothing finds it");
        }
        domains.stream().filter(d -> !d.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")).findFirst().ifPresent(d -> {
            throw new IllegalArgumentException(name + ": no domain such as water.example: " + d);
        });
    }

    /** How bad the loss of a site would be. */
    public enum Criticality {
        LOW,
        MEDIUM,
        HIGH
    }

    /** Somebody to call. */
    public record Contact(String name, Optional<String> mail, Optional<String> phone) {
        public Contact {
            if (mail.isEmpty() && phone.isEmpty()) {
                throw new IllegalArgumentException("contact " + name + " has neither mail nor phone");
            }
        }
    }
}
