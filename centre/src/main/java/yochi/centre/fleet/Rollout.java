package yochi.centre.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import yochi.core.model.NodeId;
import yochi.core.model.Ticker;

/** One push of a policy to some nodes: who has put it into effect, and how long that took. */
public final class Rollout {
    private final PolicyFiles policy;
    private final List<NodeId> nodes;
    private final Ticker ticker;
    private final long pushed;
    private final Map<NodeId, Outcome> outcomes = new TreeMap<>();
    private final CountDownLatch open;

    Rollout(PolicyFiles policy, Collection<NodeId> nodes, Ticker ticker) {
        this.policy = policy;
        this.nodes = nodes.stream().distinct().sorted().toList();
        this.ticker = ticker;
        this.pushed = ticker.nanos();
        this.open = new CountDownLatch(this.nodes.size());
    }

    /**
     * What became of it at one node.
     *
     * @param node which
     * @param effective whether an observation has been judged under the policy there
     * @param took from the push until the proof (or the refusal) arrived here
     * @param detail the node's error where it failed
     */
    public record Outcome(NodeId node, boolean effective, Duration took, String detail) {}

    public PolicyFiles policy() {
        return policy;
    }

    public List<NodeId> nodes() {
        return nodes;
    }

    /** The first word counts; returns the outcome if this was it. */
    synchronized Optional<Outcome> settle(NodeId node, boolean effective, String detail) {
        if (outcomes.containsKey(node) || !nodes.contains(node)) {
            return Optional.empty();
        }
        Outcome outcome = new Outcome(node, effective, Duration.ofNanos(ticker.nanos() - pushed), detail);
        outcomes.put(node, outcome);
        open.countDown();
        return Optional.of(outcome);
    }

    /** Waits until every node has said yes or no; returns what was said so far. */
    public List<Outcome> await(Duration longest) throws InterruptedException {
        open.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        return outcomes();
    }

    /** What was said so far, by node. */
    public synchronized List<Outcome> outcomes() {
        return new ArrayList<>(outcomes.values());
    }

    /** Who has said nothing yet. */
    public synchronized List<NodeId> silent() {
        return nodes.stream().filter(n -> !outcomes.containsKey(n)).toList();
    }
}
