package yochi.centre.site;

import java.net.InetAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.link.config.Default;

/**
 * All protected sites. Where prefixes overlap the most specific one wins, and the overlap is told.
 *
 * @param date of these entries; absent where nobody has said
 * @param sites in the file's order
 */
public record SiteRegister(Optional<LocalDate> date, @Default("[]") List<Site> sites) {
    /** A register without sites, as YAML. */
    public static final String EMPTY = "sites: []\n";

    public SiteRegister {
        sites = List.copyOf(sites);
        Set<String> names = new HashSet<>();
        for (Site site : sites) {
            if (!names.add(site.name())) {
                throw new IllegalArgumentException("sites: two sites are called " + site.name());
            }
        }
    }

    /** Two sites that both claim addresses; the second's prefix is inside the first's, or the same. */
    public record Overlap(String outer, Prefix outerPrefix, String inner, Prefix innerPrefix) {}

    /** The sites whose prefix around the address is the most specific; several where they claim the same prefix. */
    public List<Site> of(InetAddress address) {
        return mostSpecific(prefix -> prefix.contains(address));
    }

    /** The same around a whole prefix. */
    public List<Site> of(Prefix inside) {
        return mostSpecific(prefix -> prefix.contains(inside));
    }

    private List<Site> mostSpecific(Predicate<Prefix> around) {
        OptionalInt longest = sites.stream()
                .flatMap(s -> s.prefixes().stream())
                .filter(around)
                .mapToInt(Prefix::length)
                .max();
        return longest.isEmpty()
                ? List.of()
                : sites.stream()
                        .filter(s -> s.prefixes().stream()
                                .anyMatch(p -> p.length() == longest.getAsInt() && around.test(p)))
                        .toList();
    }

    /** The sites of a sector. */
    public List<Site> sector(String name) {
        return sites.stream().filter(s -> s.sector().equals(name)).toList();
    }

    /** The sites that name the network as their own. */
    public List<Site> of(Asn asn) {
        return sites.stream().filter(s -> s.asns().contains(asn)).toList();
    }

    /** The sites that a list means by a name: one that it was listed by before, or the hash of a domain of theirs. */
    public List<Site> listedAs(String pseudonym) {
        return sites.stream().filter(s -> s.means(pseudonym)).toList();
    }

    /** Who answers for the sites, as far as these members are the centre's. */
    public List<Owner> owners(Set<String> members) {
        return Owner.of(sites, members);
    }

    /** All overlaps between different sites. */
    public List<Overlap> overlaps() {
        List<Overlap> out = new ArrayList<>();
        for (int a = 0; a < sites.size(); a++) {
            for (int b = 0; b < sites.size(); b++) {
                if (a == b) {
                    continue;
                }
                for (Prefix outer : sites.get(a).prefixes()) {
                    for (Prefix inner : sites.get(b).prefixes()) {
                        boolean same = outer.equals(inner);
                        if (outer.contains(inner) && (!same || a < b)) {
                            out.add(new Overlap(
                                    sites.get(a).name(), outer, sites.get(b).name(), inner));
                        }
                    }
                }
            }
        }
        return out;
    }
}
