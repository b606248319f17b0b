package yochi.centre.situation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.victim.SeenVictims;
import yochi.core.model.Country;
import yochi.core.model.SeenVictim;

/** Which registered prefixes of home sensors saw attacked, by day, sign and node, and which nodes watched. */
public final class SeenSites {
    /** Where nothing is known. */
    public static final SeenSites NONE = new SeenSites(Country.UNKNOWN, List.of(), List.of());

    /** Hours of a day below which a node's silence says nothing of the day; own choice: half of it. */
    static final int LEAST_HOURS = 12;

    private final Country home;
    private final List<Sight> sights;
    private final Map<Key, Map<String, List<Watch>>> watches = new HashMap<>();
    private final Map<Key, Map<String, List<Sight>>> registered = new HashMap<>();

    private record Key(long day, SeenVictim.Kind kind) {}

    /**
     * That a node watched.
     *
     * @param day since 1970-01-01
     * @param known on which day it was known
     * @param hours a bit for each hour of the day
     */
    record Watch(long day, String node, SeenVictim.Kind kind, long known, int hours) {}

    /**
     * That a node saw a victim.
     *
     * @param day since 1970-01-01
     * @param known on which day it was known
     * @param prefix the registered one that it is in
     * @param name empty where it is no longer kept
     * @param asn 0 where it is not known
     * @param packets that showed
     */
    record Sight(
            long day,
            String node,
            SeenVictim.Kind kind,
            long known,
            Optional<String> prefix,
            String name,
            long asn,
            long packets) {}

    SeenSites(Country home, List<Watch> watched, List<Sight> seen) {
        this.home = home;
        sights = List.copyOf(seen);
        watched.forEach(w -> watches.computeIfAbsent(new Key(w.day(), w.kind()), k -> new TreeMap<>())
                .computeIfAbsent(w.node(), n -> new ArrayList<>())
                .add(w));
        sights.stream()
                .filter(s -> s.prefix().isPresent())
                .forEach(s -> registered.computeIfAbsent(new Key(s.day(), s.kind()), k -> new TreeMap<>())
                        .computeIfAbsent(s.node(), n -> new ArrayList<>())
                        .add(s));
    }

    /**
     * Registered prefixes of home that were seen attacked.
     *
     * @param corroborated only as many as are left whichever one node is not believed; not known where fewer than two
     *     watched
     */
    public SeenVictims seen(SeenVictim.Kind kind, boolean corroborated) {
        return (region, day, asOf) -> {
            Key key = new Key(day, kind);
            if (!region.equals(home.code()) || watchers(key, asOf) < (corroborated ? 2 : 1)) {
                return OptionalDouble.empty();
            }
            Map<String, Set<String>> byNode = byNode(key, asOf);
            int most = without(byNode, "");
            return OptionalDouble.of(
                    corroborated
                            ? byNode.keySet().stream()
                                    .mapToInt(node -> without(byNode, node))
                                    .min()
                                    .orElse(most)
                            : most);
        };
    }

    private Map<String, Set<String>> byNode(Key key, long asOf) {
        Map<String, Set<String>> out = new TreeMap<>();
        registered.getOrDefault(key, Map.of()).forEach((node, seen) -> seen.stream()
                .filter(s -> s.known() <= asOf)
                .forEach(s -> out.computeIfAbsent(node, n -> new TreeSet<>())
                        .add(s.prefix().orElseThrow())));
        return out;
    }

    private static int without(Map<String, Set<String>> byNode, String left) {
        Set<String> all = new HashSet<>();
        byNode.forEach((node, prefixes) -> {
            if (!node.equals(left)) {
                all.addAll(prefixes);
            }
        });
        return all.size();
    }

    private int watchers(Key key, long asOf) {
        return (int) watches.getOrDefault(key, Map.of()).values().stream()
                .filter(of -> Integer.bitCount(of.stream()
                                .filter(w -> w.known() <= asOf)
                                .mapToInt(Watch::hours)
                                .reduce(0, (a, b) -> a | b))
                        >= LEAST_HOURS)
                .count();
    }

    /** Whether any node ever watched for the sign. */
    boolean watched(SeenVictim.Kind kind) {
        return watches.keySet().stream().anyMatch(k -> k.kind() == kind);
    }

    /** What nodes saw of the sign from one day to another, both included. */
    List<Sight> of(SeenVictim.Kind kind, long from, long to) {
        return sights.stream()
                .filter(s -> s.kind() == kind && s.day() >= from && s.day() <= to)
                .toList();
    }

    /** All that a forecast can rest on, for its digest. */
    public String text() {
        List<Watch> all = new ArrayList<>();
        watches.values().forEach(nodes -> nodes.values().forEach(all::addAll));
        return all.stream().map(Watch::toString).sorted().toList() + "|" + sights;
    }
}
