package yochi.centre.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import yochi.centre.collection.Collection;
import yochi.centre.collection.Parcels;
import yochi.centre.desk.Sentences;
import yochi.centre.fleet.Fleet;
import yochi.centre.fleet.FleetNode;
import yochi.centre.fleet.HistoryEntry;
import yochi.centre.pages.Fleet.Health;
import yochi.centre.pages.Fleet.Node;
import yochi.centre.pages.Fleet.PolicyState;
import yochi.centre.pages.Fleet.Sensor;
import yochi.centre.pages.Fleet.Standing;
import yochi.centre.pages.Phrase;
import yochi.centre.pages.Series;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.NodeId;
import yochi.core.model.Region;
import yochi.core.model.Uptime;

/** The nodes as the pages show them, from the fleet's registry and the collection's accounts. */
final class FleetView {
    private static final String EFFECTIVE = "effective";
    private static final String OFFERED = "offered";

    private final Fleet fleet;
    private final Collection collection;
    private final Tellings tellings;
    private final Parcels parcels;
    private final Map<NodeId, Newest> newest = new ConcurrentHashMap<>();

    FleetView(Fleet fleet, Collection collection, Tellings tellings, Parcels parcels) {
        this.fleet = fleet;
        this.collection = collection;
        this.tellings = tellings;
        this.parcels = parcels;
    }

    /** Takes a report that the store has committed; the newest window of each node is kept, without its cells. */
    void reported(EpochReport report) {
        Newest told = new Newest(report.rulesVersion(), report.window().end(), report.uptime());
        newest.merge(report.node(), told, (old, now) -> now.until().isBefore(old.until())
                        || now.uptime().isEmpty()
                ? old
                : now);
    }

    /** What the pages show of a node's newest window. */
    private record Newest(String rulesVersion, Instant until, List<Uptime> uptime) {}

    yochi.centre.pages.Fleet of() {
        Map<NodeId, Collection.Account> accounts = new HashMap<>();
        collection.accounts().forEach(a -> accounts.put(a.node(), a));
        List<Node> nodes = new ArrayList<>();
        for (FleetNode node : fleet.nodes()) {
            Optional<Collection.Account> account = Optional.ofNullable(accounts.get(node.id()));
            Optional<Newest> report = Optional.ofNullable(newest.get(node.id()));
            nodes.add(new Node(
                    node.id().toString(),
                    node.name(),
                    node.country(),
                    health(node),
                    node.lastSeen(),
                    node.healthy() || node.health().isEmpty()
                            ? Optional.empty()
                            : Optional.of(Sentences.of(node.health())),
                    node.version(),
                    report.map(Newest::rulesVersion),
                    report.map(Newest::until),
                    policy(node),
                    account.map(Collection.Account::highest).orElse(0L),
                    account.map(Collection.Account::missing).orElse(0L),
                    account.map(Collection.Account::duplicates).orElse(0L),
                    tellings.of(node.id()),
                    report.map(r -> sensors(r.uptime())).orElse(List.of())));
        }
        return new yochi.centre.pages.Fleet(
                nodes, parcels.counts().stream().map(FleetView::parcels).toList());
    }

    private static yochi.centre.pages.Fleet.Parcels parcels(Parcels.Count c) {
        return new yochi.centre.pages.Fleet.Parcels(
                new Country(c.country()),
                c.purpose(),
                switch (c.state()) {
                    case WAITING -> Standing.WAITING;
                    case TAKEN -> Standing.TAKEN;
                    case REFUSED -> Standing.REFUSED;
                    case ACKNOWLEDGED -> Standing.ACKNOWLEDGED;
                    case EXPIRED -> Standing.EXPIRED;
                },
                c.parcels(),
                c.since());
    }

    /** Each sensor of the window once: the share of it that was watched, and the addresses monitored at its end. */
    private static List<Sensor> sensors(List<Uptime> uptime) {
        Map<String, List<Uptime>> byName = new TreeMap<>();
        uptime.forEach(u -> byName.computeIfAbsent(u.sensor(), n -> new ArrayList<>()).add(u));
        return byName.entrySet().stream()
                .map(e -> new Sensor(
                        e.getKey(),
                        OptionalDouble.of(share(e.getValue())),
                        OptionalInt.of(e.getValue().stream()
                                .max(Comparator.naturalOrder())
                                .orElseThrow()
                                .monitoredAddresses())))
                .toList();
    }

    private static double share(List<Uptime> uptime) {
        double seconds = uptime.stream().mapToDouble(u -> u.epoch().seconds()).sum();
        return uptime.stream().mapToDouble(u -> u.share() * u.epoch().seconds()).sum() / seconds;
    }

    /** When policies took effect at the nodes of a region: a sensor's own node, or all of a country. */
    List<Series.Mark> policies(Region region) {
        return fleet.nodes().stream()
                .filter(n -> n.name().equals(region.name()) || n.country().code().equals(region.name()))
                .flatMap(n -> fleet.changes(n.id()).stream()
                        .map(c -> new Series.Mark(c.observation(), Series.MarkKind.POLICY, policy(n, c.digest()))))
                .toList();
    }

    private Phrase policy(FleetNode node, String digest) {
        Optional<String> name = name(digest);
        String shortDigest = digest.substring(0, Math.min(8, digest.length()));
        if (name.isEmpty()) {
            return new Phrase(
                    "mark.policy.own",
                    Map.of("node", node.name(), "digest", shortDigest),
                    "Policy " + shortDigest + " (the node's own) in effect at " + node.name() + ".");
        }
        return new Phrase(
                "mark.policy",
                Map.of("node", node.name(), "digest", shortDigest, "name", name.get()),
                "Policy " + name.get() + " (" + shortDigest + ") in effect at " + node.name() + ".");
    }

    private static Health health(FleetNode node) {
        if (node.revoked().isPresent()) {
            return Health.REVOKED;
        }
        if (node.lastSeen().isEmpty()) {
            return Health.NEVER_SEEN;
        }
        if (!node.connected()) {
            return Health.SILENT;
        }
        return node.healthy() ? Health.HEALTHY : Health.DEGRADED;
    }

    private PolicyState policy(FleetNode node) {
        List<HistoryEntry> history = fleet.history(node.id());
        Optional<Instant> effective = last(history, EFFECTIVE, node.wanted());
        Optional<Instant> offered = last(history, OFFERED, node.wanted());
        OptionalDouble seconds = effective.isPresent() && offered.isPresent()
                ? OptionalDouble.of(java.time.Duration.between(offered.get(), effective.get())
                                .toMillis()
                        / 1000.0)
                : OptionalDouble.empty();
        return new PolicyState(
                name(node.wanted()).orElse(""),
                node.wanted(),
                name(node.running()),
                node.running().isEmpty() ? Optional.empty() : Optional.of(node.running()),
                node.effective() ? effective : Optional.empty(),
                seconds);
    }

    private Optional<String> name(String digest) {
        return digest.isEmpty() ? Optional.empty() : fleet.policyName(digest);
    }

    private static Optional<Instant> last(List<HistoryEntry> history, String event, String digest) {
        return history.stream()
                .filter(e -> e.event().equals(event) && e.digest().equals(digest))
                .map(HistoryEntry::at)
                .reduce((first, second) -> second);
    }
}
