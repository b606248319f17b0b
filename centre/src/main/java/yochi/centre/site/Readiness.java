package yochi.centre.site;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Prefix;

/**
 * How ready one site is, as far as the centre can see.
 *
 * @param site its name
 * @param sector its sector
 * @param reachable somebody can be called, or a member receives its notices
 * @param covered a member's networks hold all its prefixes, or its autonomous systems
 * @param armable a rate limit can be armed for every one of its prefixes
 * @param exercised its people practised within the last year
 * @param missing what is not yet so, by word
 */
public record Readiness(
        String site,
        String sector,
        boolean reachable,
        boolean covered,
        boolean armable,
        boolean exercised,
        List<String> missing) {
    /** Longer ago than that is not practised; own choice: people and numbers change within a year. */
    private static final long MOST_DAYS = 365;

    public Readiness {
        missing = List.copyOf(missing);
    }

    /**
     * A member's networks.
     *
     * @param name the member
     * @param asns autonomous systems it answers for
     * @param prefixes registered for protection
     * @param speaksFor country whose partner it is; unknown for all others
     */
    public record Cover(String name, Set<Asn> asns, List<Prefix> prefixes, Country speaksFor) {
        public Cover {
            asns = Set.copyOf(asns);
            prefixes = List.copyOf(prefixes);
        }

        /** One that speaks for no country. */
        public Cover(String name, Set<Asn> asns, List<Prefix> prefixes) {
            this(name, asns, prefixes, Country.UNKNOWN);
        }
    }

    /** How many sites of a sector are ready in which respect. */
    public record Coverage(String sector, int sites, int reachable, int covered, int armable, int exercised) {}

    /** How ready a site is today. */
    public static Readiness of(Site site, List<Cover> members, LocalDate today) {
        Set<Asn> asns = members.stream().flatMap(m -> m.asns().stream()).collect(Collectors.toSet());
        List<Prefix> prefixes =
                members.stream().flatMap(m -> m.prefixes().stream()).toList();
        boolean member =
                site.member().map(name -> members.stream().anyMatch(m -> m.name().equals(name))).orElse(false);
        boolean reachable = member || !site.contacts().isEmpty();
        boolean armable = !site.prefixes().isEmpty()
                && site.prefixes().stream()
                        .allMatch(p -> prefixes.stream().anyMatch(held -> held.contains(p)));
        boolean covered = armable || (!site.asns().isEmpty() && asns.containsAll(site.asns()));
        boolean exercised = site.exercised()
                .map(day -> ChronoUnit.DAYS.between(day, today) <= MOST_DAYS)
                .orElse(false);
        Set<String> missing = new TreeSet<>();
        say(missing, reachable, "contact");
        say(missing, covered, "member");
        say(missing, armable, "limit");
        say(missing, exercised, "exercise");
        return new Readiness(
                site.name(), site.sector(), reachable, covered, armable, exercised, List.copyOf(missing));
    }

    private static void say(Set<String> missing, boolean there, String word) {
        if (!there) {
            missing.add(word);
        }
    }

    /** By sector. */
    public static List<Coverage> bySector(List<Readiness> all) {
        Map<String, List<Readiness>> sectors =
                all.stream().collect(Collectors.groupingBy(Readiness::sector, TreeMap::new, Collectors.toList()));
        return sectors.entrySet().stream()
                .map(e -> new Coverage(
                        e.getKey(),
                        e.getValue().size(),
                        count(e.getValue(), Readiness::reachable),
                        count(e.getValue(), Readiness::covered),
                        count(e.getValue(), Readiness::armable),
                        count(e.getValue(), Readiness::exercised)))
                .toList();
    }

    private static int count(List<Readiness> all, java.util.function.Predicate<Readiness> which) {
        return (int) all.stream().filter(which).count();
    }
}
