package yochi.centre.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Ticker;

/**
 * The fleet: takes what nodes say, tells each which policy to run, and knows what each truthfully runs. A policy is
 * <em>effective</em> at a node when the texts it runs have the wanted digest and an observation was judged under them.
 */
public final class Fleet implements AutoCloseable {
    private static final Duration SEEN_EVERY = Duration.ofSeconds(10);

    private final ControlStore store;
    private final FleetRegistry registry;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Ticker ticker;
    private final EventLog events;
    private final Map<NodeId, LiveNode> live = new ConcurrentHashMap<>();
    private final Map<NodeId, Rollout> rollouts = new ConcurrentHashMap<>();

    /** Opens the registry in a file. */
    public Fleet(Path file, InstantSource clock, Ticker ticker, RandomGenerator random, EventLog events) {
        this.store = ControlStore.open(file, FleetTables.MIGRATIONS);
        this.registry = new FleetRegistry(store, clock);
        this.random = random;
        this.clock = clock;
        this.ticker = ticker;
        this.events = events;
    }

    /** Gives a node to come its identity; the certificate that names it is the enrolment's to issue. */
    public NodeId invite(String name, Country country, String operator) {
        NodeId id = NodeId.of(clock.millis(), random);
        registry.invite(id, name, country, operator);
        return id;
    }

    /** Whether the node is known and not revoked. */
    public boolean admits(NodeId id) {
        return registry.node(id).filter(n -> n.revoked().isEmpty()).isPresent();
    }

    /** All nodes by name, revoked ones too. */
    public List<FleetNode> nodes() {
        return registry.nodes().stream().map(this::describe).toList();
    }

    public Optional<FleetNode> node(NodeId id) {
        return registry.node(id).map(this::describe);
    }

    public List<HistoryEntry> history(NodeId id) {
        return registry.history(id);
    }

    private FleetNode describe(FleetRegistry.Row row) {
        Optional<LiveNode> now = Optional.ofNullable(live.get(row.id()));
        return new FleetNode(
                row.id(),
                row.name(),
                row.country(),
                row.operator(),
                row.invited(),
                row.enrolled(),
                row.revoked(),
                now.map(LiveNode::lastSeen).or(row::lastSeen),
                now.isPresent() && now.get().connected(),
                now.isPresent() && now.get().healthy(),
                now.map(LiveNode::health).orElse("not seen since the centre started"),
                now.flatMap(LiveNode::version),
                row.wanted(),
                row.running(),
                row.effective());
    }

    /** Name of a policy that was ever pushed, by its digest. */
    public Optional<String> policyName(String digest) {
        return registry.policy(digest).map(PolicyFiles::name);
    }

    /** A policy that took effect at a node: the first observation judged under it, and its digest. */
    public record Change(Instant observation, String digest) {}

    /** When policies took effect at the node, in observation time: what a series shows as a break. */
    public List<Change> changes(NodeId id) {
        return history(id).stream()
                .filter(e -> e.event().equals("effective"))
                .flatMap(e -> e.observation().map(t -> new Change(t, e.digest())).stream())
                .toList();
    }

    /** From now on the node is refused; its open channel is closed by the next message it sends. */
    public boolean revoke(NodeId id, String why) {
        boolean changed = registry.revoke(id, why);
        Optional.ofNullable(live.get(id)).ifPresent(LiveNode::cut);
        return changed;
    }

    /** Makes the nodes run a policy: connected ones are told at once, others when they come. */
    public Rollout push(PolicyFiles policy, Collection<NodeId> nodes) {
        Rollout rollout = new Rollout(policy, nodes, ticker);
        events.mark("policy.pushed", policy.digest(), Map.of("name", policy.name(), "nodes", nodes.size()));
        registry.want(policy, rollout.nodes());
        for (NodeId id : rollout.nodes()) {
            Optional.ofNullable(rollouts.put(id, rollout))
                    .ifPresent(old -> old.settle(id, false, "superseded by " + policy.name()));
            Optional.ofNullable(live.get(id)).ifPresent(n -> n.tell(ServerMessage.offering(id.value(), offer(policy))));
        }
        return rollout;
    }

    private static ServerMessage.Offer offer(PolicyFiles policy) {
        return new ServerMessage.Offer(policy.digest(), policy.files());
    }

    /** A management channel to the node has opened; {@code tell} sends on it. */
    void opened(NodeId id, Consumer<ServerMessage> tell, Runnable cut) {
        live.computeIfAbsent(id, n -> new LiveNode(clock.instant())).open(tell, cut);
        registry.enrolled(id);
        registry.history(id, "connected", "", "");
    }

    void closed(NodeId id, Consumer<ServerMessage> tell) {
        if (Optional.ofNullable(live.get(id)).map(n -> n.close(tell)).orElse(false)) {
            registry.seen(id);
            registry.history(id, "disconnected", "", "");
        }
    }

    /** Takes a node's message and says what to answer. */
    ServerMessage receive(NodeId peer, AgentMessage m) {
        if (!m.instance().equals(peer.value())) {
            return ServerMessage.refusal(m.instance(), "the certificate is of node " + peer);
        }
        Optional<FleetRegistry.Row> row =
                registry.node(peer).filter(n -> n.revoked().isEmpty());
        if (row.isEmpty()) {
            return ServerMessage.refusal(m.instance(), "node " + peer + " is unknown or revoked");
        }
        LiveNode node = live.computeIfAbsent(peer, n -> new LiveNode(clock.instant()));
        Instant before = node.lastSeen();
        boolean complete = node.follow(m, clock.instant());
        if (Duration.between(before, clock.instant()).compareTo(SEEN_EVERY) > 0) {
            registry.seen(peer);
        }
        List<RunningProof.Tried> told = new ArrayList<>();
        m.effective().map(RunningProof::of).ifPresent(proof -> {
            told.addAll(proof.history());
            registry.told(peer, proof.history());
            believe(peer, row.get(), proof);
        });
        m.status().ifPresent(s -> status(peer, row.get(), s, told.isEmpty()));
        return new ServerMessage(m.instance(), wanted(peer, node, m), !complete, Optional.empty());
    }

    private void believe(NodeId peer, FleetRegistry.Row row, RunningProof proof) {
        boolean wanted = !row.wanted().isEmpty() && proof.digest().equals(row.wanted());
        boolean effective = wanted && proof.firstObservation().isPresent();
        if (!proof.digest().equals(row.running()) || (effective && !row.effective())) {
            registry.running(peer, proof.digest(), effective, proof.firstObservation());
        }
        if (effective) {
            settle(peer, proof.digest(), true, "");
        }
    }

    private void status(NodeId peer, FleetRegistry.Row row, AgentMessage.ConfigStatus s, boolean write) {
        if (s.outcome() == AgentMessage.Outcome.FAILED && s.digest().equals(row.wanted())) {
            if (write) {
                registry.history(peer, "failed", s.digest(), s.error());
            }
            settle(peer, s.digest(), false, s.error());
        }
    }

    private void settle(NodeId peer, String digest, boolean effective, String detail) {
        Optional.ofNullable(rollouts.get(peer))
                .filter(r -> r.policy().digest().equals(digest))
                .flatMap(r -> r.settle(peer, effective, detail))
                .ifPresent(outcome -> events.mark(
                        effective ? "policy.confirmed" : "policy.failed",
                        digest,
                        Map.of(
                                "node",
                                peer.toString(),
                                "seconds",
                                outcome.took().toNanos() / 1e9)));
    }

    /** What to offer with the answer: the wanted policy, once per connection and never one that failed here. */
    private Optional<ServerMessage.Offer> wanted(NodeId peer, LiveNode node, AgentMessage m) {
        Optional<FleetRegistry.Row> row = registry.node(peer);
        String wanted = row.map(FleetRegistry.Row::wanted).orElse("");
        if (wanted.isEmpty()
                || !node.needs(wanted, row.map(FleetRegistry.Row::running).orElse(""), m)) {
            return Optional.empty();
        }
        node.offered(wanted);
        return registry.policy(wanted).map(Fleet::offer);
    }

    /** Closes every open channel; nodes that come again may open a new one. */
    public void cut() {
        live.values().forEach(LiveNode::cut);
    }

    @Override
    public void close() {
        cut();
        store.close();
    }
}
