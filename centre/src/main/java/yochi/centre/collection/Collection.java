package yochi.centre.collection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.gate.Problem;
import yochi.centre.store.ReportStore;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;
import yochi.link.identity.Sha256;
import yochi.link.wire.ReportCodec;

/**
 * Takes nodes' reports: each is committed once, in whatever order they come; missing numbers, duplicates and signs of
 * a copied node are accounted for, and the sums survive a restart since they follow from the store's ledger.
 */
public final class Collection {
    private static final Logger LOG = LoggerFactory.getLogger(Collection.class);
    /** As far as a node's clock may run ahead: a window of the future would make every forecast one of the past. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final ReportStore store;
    private final InstantSource clock;
    private final EventLog events;
    private final Map<NodeId, SequenceAccount> accounts = new HashMap<>();
    private final Map<NodeId, Instant> released = new HashMap<>();
    private final List<Consumer<EpochReport>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong conflicts = new AtomicLong();

    public Collection(ReportStore store, InstantSource clock, EventLog events) {
        this.store = store;
        this.clock = clock;
        this.events = events;
        for (ReportStore.Entry e : store.ledger()) {
            account(e.node()).add(e.sequence(), e.boot());
            released.merge(e.node(), e.window().end(), (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /** What the node is told: its report is committed, now or before. */
    public record Receipt(NodeId node, long sequence, boolean duplicate) {}

    /**
     * How one node's reports stand.
     *
     * @param node which node
     * @param highest highest number received
     * @param received how many different numbers came
     * @param gaps ranges of missing numbers below the highest, such as {@code 4-6}
     * @param missing how many numbers are missing
     * @param duplicates how many came again
     * @param copied whether numbers say that two copies of the node speak
     * @param releasedUntil end of the last window received, observation time
     */
    public record Account(
            NodeId node,
            long highest,
            long received,
            List<String> gaps,
            long missing,
            long duplicates,
            boolean copied,
            Instant releasedUntil) {
        public Account {
            gaps = List.copyOf(gaps);
        }
    }

    /** Whether a node tells of a moment further ahead of the centre's clock than its own may run. */
    public static boolean ahead(Instant told, Instant now) {
        return told.isAfter(now.plus(AHEAD));
    }

    /** Tells the listener of each report after its commit, once. */
    public void onStored(Consumer<EpochReport> listener) {
        listeners.add(listener);
    }

    /** Takes the bytes of an authenticated node; a {@link Problem} says why they are refused. */
    public Receipt take(NodeId peer, byte[] bytes) {
        EpochReport report;
        try {
            report = ReportCodec.decode(bytes);
        } catch (YochiException e) {
            refused.incrementAndGet();
            throw Problem.of(e);
        }
        if (!report.node().equals(peer)) {
            refused.incrementAndGet();
            throw new Problem(403, "report.foreign", "a report of node " + report.node() + " sent by node " + peer);
        }
        Instant now = clock.instant();
        if (ahead(report.window().end(), now)) {
            refused.incrementAndGet();
            throw new Problem(
                    422,
                    "report.future",
                    "window " + report.window() + " ends more than a day after the centre's " + now
                            + ": set the node's clock");
        }
        ReportStore.Outcome outcome = store.put(report, digest(bytes), now);
        switch (outcome) {
            case STORED -> committed(report);
            case DUPLICATE -> duplicate(report);
            case CONFLICT -> {
                conflict(report);
                throw new Problem(
                        409,
                        "report.conflict",
                        "report " + report.sequence() + " for window " + report.window()
                                + " was stored before with other content: a copy or an old backup of the node speaks");
            }
        }
        return new Receipt(peer, report.sequence(), outcome == ReportStore.Outcome.DUPLICATE);
    }

    /** Who waits for the report is woken when all that keep it in memory have it: a round never runs ahead of one. */
    private void committed(EpochReport report) {
        stored.incrementAndGet();
        synchronized (accounts) {
            account(report.node()).add(report.sequence(), report.boot());
        }
        events.mark(
                "report.stored",
                report.node() + "/" + report.sequence(),
                Map.of("window", report.window().toString()));
        try {
            for (Consumer<EpochReport> listener : listeners) {
                listener.accept(report);
            }
        } finally {
            synchronized (accounts) {
                released.merge(report.node(), report.window().end(), (a, b) -> a.isAfter(b) ? a : b);
                accounts.notifyAll();
            }
        }
    }

    private void duplicate(EpochReport report) {
        synchronized (accounts) {
            account(report.node()).duplicate();
        }
        events.mark("report.duplicate", report.node() + "/" + report.sequence(), Map.of());
    }

    private void conflict(EpochReport report) {
        conflicts.incrementAndGet();
        synchronized (accounts) {
            account(report.node()).conflict();
        }
        LOG.warn("event=report.conflict node={} sequence={}", report.node(), report.sequence());
    }

    private SequenceAccount account(NodeId node) {
        return accounts.computeIfAbsent(node, n -> new SequenceAccount());
    }

    /** How all nodes' reports stand, by node. */
    public List<Account> accounts() {
        synchronized (accounts) {
            return new TreeMap<>(accounts)
                    .entrySet().stream()
                            .map(e -> describe(e.getKey(), e.getValue()))
                            .toList();
        }
    }

    private Account describe(NodeId node, SequenceAccount a) {
        List<SequenceAccount.Gap> gaps = a.gaps();
        return new Account(
                node,
                a.highest(),
                a.received(),
                gaps.stream().map(g -> g.first() + "-" + g.last()).toList(),
                gaps.stream().mapToLong(g -> g.last() - g.first() + 1).sum(),
                a.duplicates(),
                a.copied(),
                released.getOrDefault(node, Instant.MIN));
    }

    /** Waits until each of the nodes has a window stored that ends at or after the instant; false if time runs out. */
    public boolean awaitReleased(java.util.Collection<NodeId> nodes, Instant end, java.time.Duration longest)
            throws InterruptedException {
        long stop = System.nanoTime() + longest.toNanos();
        synchronized (accounts) {
            while (!nodes.stream()
                    .allMatch(n -> !released.getOrDefault(n, Instant.MIN).isBefore(end))) {
                long left = (stop - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                accounts.wait(left);
            }
            return true;
        }
    }

    /** Reports committed since the start. */
    public long stored() {
        return stored.get();
    }

    /** Reports refused since the start because they could not be read or were not the sender's own. */
    public long refused() {
        return refused.get();
    }

    /** Reports refused since the start because their number or window was stored with other content. */
    public long conflicts() {
        return conflicts.get();
    }

    /** Where the reports are. */
    public ReportStore store() {
        return store;
    }

    static String digest(byte[] bytes) {
        return Sha256.hex(bytes);
    }
}
