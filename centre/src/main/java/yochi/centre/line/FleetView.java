package yochi.centre.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.centre.collection.Collection;
import yochi.centre.fleet.Fleet;
import yochi.centre.fleet.FleetNode;
import yochi.centre.fleet.HistoryEntry;
import yochi.centre.pages.Fleet.Health;
import yochi.centre.pages.Fleet.Node;
import yochi.centre.pages.Fleet.PolicyState;
import yochi.centre.pages.Phrase;
import yochi.centre.pages.Series;
import yochi.core.model.NodeId;
import yochi.core.model.Region;

/** The nodes as the pages show them, from the fleet's registry and the collection's accounts. */
final class FleetView {
    private static final String EFFECTIVE = "effective";
    private static final String OFFERED = "offered";

    private final Fleet fleet;
    private final Collection collection;

    FleetView(Fleet fleet, Collection collection) {
        this.fleet = fleet;
        this.collection = collection;
    }

    yochi.centre.pages.Fleet of() {
        Map<NodeId, Collection.Account> accounts = new HashMap<>();
        collection.accounts().forEach(a -> accounts.put(a.node(), a));
        List<Node> nodes = new ArrayList<>();
        for (FleetNode node : fleet.nodes()) {
            Optional<Collection.Account> account = Optional.ofNullable(accounts.get(node.id()));
            nodes.add(new Node(
                    node.id().toString(),
                    node.name(),
                    node.country(),
                    health(node),
                    node.lastSeen(),
                    node.healthy() || node.health().isEmpty()
                            ? Optional.empty()
                            : Optional.of(Phrase.plain(node.health())),
                    Optional.empty(),
                    policy(node),
                    account.map(Collection.Account::highest).orElse(0L),
                    account.map(Collection.Account::missing).orElse(0L),
                    account.map(Collection.Account::duplicates).orElse(0L),
                    List.of()));
        }
        return new yochi.centre.pages.Fleet(nodes);
    }

    /** When policies took effect at the nodes of a region: a sensor's own node, or all of a country. */
    List<Series.Mark> policies(Region region) {
        return fleet.nodes().stream()
                .filter(n -> n.name().equals(region.name()) || n.country().code().equals(region.name()))
                .flatMap(n -> fleet.changes(n.id()).stream()
                        .map(c -> new Series.Mark(c.observation(), Series.MarkKind.POLICY, policy(n, c.digest()))))
                .toList();
    }

    private static Phrase policy(FleetNode node, String digest) {
        String shortDigest = digest.substring(0, Math.min(8, digest.length()));
        return new Phrase(
                "mark.policy",
                Map.of("node", node.name(), "digest", shortDigest),
                "Policy " + shortDigest + " in effect at " + node.name() + ".");
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
                name(node),
                node.wanted(),
                node.running().isEmpty() ? Optional.empty() : Optional.of(node.running()),
                node.effective() ? effective : Optional.empty(),
                seconds);
    }

    private static String name(FleetNode node) {
        return node.wanted().length() > 12 ? node.wanted().substring(0, 12) : node.wanted();
    }

    private static Optional<Instant> last(List<HistoryEntry> history, String event, String digest) {
        return history.stream()
                .filter(e -> e.event().equals(event) && e.digest().equals(digest))
                .map(HistoryEntry::at)
                .reduce((first, second) -> second);
    }
}
