package yochi.centre.situation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import yochi.centre.site.Site;
import yochi.centre.site.SiteRegister;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;

/**
 * The registered networks, prefixes and sectors of home, and which of them a listed target means. Orders tell a
 * target's name and network, no address: a prefix counts as meant when a site of it is meant by name. A prefix inside
 * another of the same site, and one that two sites claim, is one unit; each target counts once in it.
 */
public final class HomeUnits {
    /** How a sector's region begins. */
    public static final String SECTOR = "sector:";

    /** No unit. */
    public static final HomeUnits NONE = new HomeUnits(new SiteRegister(Optional.empty(), List.of()));

    private final TreeMap<String, Unit> units = new TreeMap<>();
    private final TreeSet<Asn> networks = new TreeSet<>();
    private final Map<String, Set<Site>> named = new HashMap<>();
    /** The sector of a network whose sites are all of that sector. */
    private final TreeMap<Asn, String> sectorOf = new TreeMap<>();
    /** The prefixes of each prefix and sector. */
    private final Map<String, Set<Prefix>> within = new HashMap<>();
    /** Made when the first victim is looked for, since it hashes all addresses. */
    private Optional<HomeAddresses> addresses = Optional.empty();

    /**
     * One prefix or sector.
     *
     * @param region as it stands in a question
     * @param sites whose it is
     * @param network of a prefix, the one network that its sites call their own; else empty
     * @param sector of a prefix, the region of the sector in which all its sites are; else empty
     * @param byName an order can mean it: one of its sites has a listed name or a domain, or a sector's has a network
     * @param several of a prefix, a site of it has further prefixes: which of them is meant is not told
     */
    public record Unit(
            String region,
            List<String> sites,
            Optional<Asn> network,
            Optional<String> sector,
            boolean byName,
            boolean several) {
        public Unit {
            sites = List.copyOf(sites);
        }

        public boolean isSector() {
            return region.startsWith(SECTOR);
        }
    }

    public HomeUnits(SiteRegister register) {
        Map<String, Set<Site>> prefixes = new TreeMap<>();
        Map<String, Set<Site>> sectors = new TreeMap<>();
        Set<String> several = new HashSet<>();
        for (Site site : register.sites()) {
            List<Prefix> outer = outermost(site.prefixes());
            for (Prefix prefix : outer) {
                add(prefixes, prefix.toString(), site);
                for (String region : List.of(prefix.toString(), SECTOR + site.sector())) {
                    within.computeIfAbsent(region, r -> new HashSet<>()).add(prefix);
                }
                if (outer.size() > 1) {
                    several.add(prefix.toString());
                }
            }
            add(sectors, SECTOR + site.sector(), site);
            networks.addAll(site.asns());
            site.names().forEach(name -> add(named, name, site));
        }
        for (Asn network : networks) {
            List<String> of =
                    register.of(network).stream().map(Site::sector).distinct().toList();
            if (of.size() == 1) {
                sectorOf.put(network, SECTOR + of.getFirst());
            }
        }
        prefixes.forEach((region, sites) -> units.put(region, prefix(region, sites, several.contains(region))));
        sectors.forEach((region, sites) -> units.put(region, new Unit(
                region,
                names(sites),
                Optional.empty(),
                Optional.empty(),
                sectorOf.containsValue(region) || sites.stream().anyMatch(HomeUnits::hasName),
                false)));
    }

    private static Unit prefix(String region, Set<Site> sites, boolean several) {
        Set<List<Asn>> own = sites.stream().map(Site::asns).collect(Collectors.toSet());
        Set<String> in = sites.stream().map(Site::sector).collect(Collectors.toSet());
        return new Unit(
                region,
                names(sites),
                own.size() == 1 && own.iterator().next().size() == 1
                        ? Optional.of(own.iterator().next().getFirst())
                        : Optional.empty(),
                in.size() == 1 ? Optional.of(SECTOR + in.iterator().next()) : Optional.empty(),
                sites.stream().anyMatch(HomeUnits::hasName),
                several);
    }

    private static boolean hasName(Site site) {
        return !site.listed().isEmpty() || !site.domains().isEmpty();
    }

    private static List<String> names(Set<Site> sites) {
        return sites.stream().map(Site::name).toList();
    }

    private static <K> void add(Map<K, Set<Site>> sites, K key, Site site) {
        sites.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(site);
    }

    /** Those that lie in no other. */
    private static List<Prefix> outermost(List<Prefix> all) {
        return all.stream()
                .distinct()
                .filter(p -> all.stream().noneMatch(o -> !o.equals(p) && o.contains(p)))
                .toList();
    }

    /** Registered networks, quiet ones too. */
    public SortedSet<Asn> networks() {
        return Collections.unmodifiableSortedSet(networks);
    }

    /** Prefixes and sectors, quiet ones too. */
    public List<Unit> units() {
        return List.copyOf(units.values());
    }

    Optional<Unit> unit(String region) {
        return Optional.ofNullable(units.get(region));
    }

    /** Whether the region is one of those that the register knows, not a country or network. */
    static boolean speaksOf(String region) {
        return region.startsWith(SECTOR) || region.indexOf('/') > 0;
    }

    /** The sector of a network whose registered sites are all in it. */
    Optional<String> sector(Asn network) {
        return Optional.ofNullable(sectorOf.get(network));
    }

    /** The narrowest registered prefix that a victim is in, by the hash of its address. */
    Optional<String> prefixOf(String hash) {
        return addresses().of(hash).map(Prefix::toString);
    }

    /** The registered prefixes of a prefix or sector. */
    Set<Prefix> prefixes(String region) {
        return Collections.unmodifiableSet(within.getOrDefault(region, Set.of()));
    }

    /** Whether victims in a registered prefix are found by the hashes of their addresses; of all else true. */
    boolean finds(String region) {
        return region.startsWith(SECTOR)
                || !units.containsKey(region)
                || addresses().finds(Prefix.parse(region));
    }

    private synchronized HomeAddresses addresses() {
        if (addresses.isEmpty()) {
            addresses = Optional.of(new HomeAddresses(units.keySet().stream()
                    .filter(region -> !region.startsWith(SECTOR))
                    .map(Prefix::parse)
                    .toList()));
        }
        return addresses.orElseThrow();
    }

    /** The prefixes and sectors that a listed target means. */
    Set<String> meant(String pseudonym, Asn network) {
        Set<String> out = new HashSet<>();
        List<Site> sites = new ArrayList<>(named.getOrDefault(pseudonym, Set.of()));
        for (Site site : sites) {
            out.add(SECTOR + site.sector());
            if (site.asns().isEmpty() || !network.known() || site.asns().contains(network)) {
                outermost(site.prefixes()).forEach(p -> out.add(p.toString()));
            }
        }
        sector(network).ifPresent(out::add);
        return out;
    }
}
