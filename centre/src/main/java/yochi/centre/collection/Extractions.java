package yochi.centre.collection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.NodeId;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;

/** Asks nodes for statistics that were not shipped, and gathers their answers until the deadline. */
public final class Extractions implements AutoCloseable {
    /** All reachable nodes answer within this time (K-16). */
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int OPEN = 100;
    /** How soon a waiting node notices that the centre closes. */
    private static final int LOOK_MILLIS = 500;

    private static final int WAITING_PER_NODE = 16;

    private final Ticker ticker;
    private final Map<NodeId, Long> newest = new ConcurrentHashMap<>();
    private final AtomicLong waits = new AtomicLong();
    private volatile boolean closed;
    private final EventLog events;
    private final Map<NodeId, BlockingQueue<ExtractionRequest>> queues = new ConcurrentHashMap<>();
    private final Map<String, Round> open = new ConcurrentHashMap<>();

    public Extractions(Ticker ticker, EventLog events) {
        this.ticker = ticker;
        this.events = events;
    }

    /**
     * What came of one request.
     *
     * @param request what was asked
     * @param took from the asking to the last answer, or to the deadline
     * @param answers by node
     * @param silent nodes that did not answer in time
     */
    public record Gathered(
            ExtractionRequest request, Duration took, Map<NodeId, ExtractionAnswer> answers, List<NodeId> silent) {
        public Gathered {
            answers = java.util.Collections.unmodifiableMap(new TreeMap<>(answers));
            silent = List.copyOf(silent);
        }
    }

    private static final class Round {
        private final List<NodeId> nodes;
        private final Map<NodeId, ExtractionAnswer> answers = new HashMap<>();
        private final CountDownLatch missing;

        private Round(List<NodeId> nodes) {
            this.nodes = nodes;
            this.missing = new CountDownLatch(nodes.size());
        }

        private synchronized void take(NodeId node, ExtractionAnswer answer) {
            if (nodes.contains(node) && answers.putIfAbsent(node, answer) == null) {
                missing.countDown();
            }
        }

        private synchronized Map<NodeId, ExtractionAnswer> answers() {
            return new HashMap<>(answers);
        }
    }

    /** Asks the nodes and waits for their answers, at most until the deadline. */
    public Gathered extract(ExtractionRequest request, java.util.Collection<NodeId> nodes, Duration deadline)
            throws InterruptedException {
        List<NodeId> asked = nodes.stream().distinct().sorted().toList();
        Round round = new Round(asked);
        if (open.size() >= OPEN) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, OPEN + " extractions are open already");
        }
        open.put(request.id(), round);
        long start = ticker.nanos();
        events.mark("extraction.asked", request.id(), Map.of("nodes", asked.size()));
        try {
            asked.forEach(node -> queue(node).offer(request));
            round.missing.await(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            open.remove(request.id());
            asked.forEach(node -> queue(node).remove(request));
        }
        Map<NodeId, ExtractionAnswer> answers = round.answers();
        Duration took = Duration.ofNanos(ticker.nanos() - start);
        events.mark("extraction.gathered", request.id(), Map.of("answers", answers.size(), "nodes", asked.size()));
        List<NodeId> silent = new ArrayList<>(asked);
        silent.removeAll(answers.keySet());
        return new Gathered(request, took, answers, silent);
    }

    private BlockingQueue<ExtractionRequest> queue(NodeId node) {
        return queues.computeIfAbsent(node, n -> new ArrayBlockingQueue<>(WAITING_PER_NODE));
    }

    /**
     * The next request for the node, waiting for one if there is none. Of several that wait for the same node only the
     * newest is served: the others are what a killed node left behind, and would carry the request to nobody.
     */
    Optional<ExtractionRequest> next(NodeId node, Duration longest) throws InterruptedException {
        long end = ticker.nanos() + longest.toNanos();
        long mine = waits.incrementAndGet();
        newest.merge(node, mine, Math::max);
        do {
            long left = Math.min(LOOK_MILLIS, (end - ticker.nanos()) / 1_000_000);
            Optional<ExtractionRequest> found =
                    Optional.ofNullable(queue(node).poll(Math.max(0, left), TimeUnit.MILLISECONDS));
            if (newest.getOrDefault(node, mine) != mine) {
                found.ifPresent(queue(node)::offer);
                return Optional.empty();
            }
            if (found.isPresent()) {
                return found;
            }
        } while (!closed && ticker.nanos() < end);
        return Optional.empty();
    }

    /** Lets go those who wait for a request. */
    @Override
    public void close() {
        closed = true;
    }

    /** Takes a node's answer; false if nobody waits for it any more. */
    boolean answer(NodeId node, ExtractionAnswer answer) {
        Round round = open.get(answer.request());
        if (round == null || !answer.node().equals(node)) {
            return false;
        }
        round.take(node, answer);
        return true;
    }
}
