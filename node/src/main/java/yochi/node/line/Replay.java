package yochi.node.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.YochiException;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.Rule;
import yochi.node.classify.RuleBook;
import yochi.node.classify.Verdict;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Nanos;
import yochi.node.observation.Observation;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.SeenSources;
import yochi.node.summary.Summariser;

/**
 * Judges the observations of a node's inputs at a pace: each under the policy then in force, and releases windows once
 * observation time has passed them. A policy that reduces differently (epoch, window, places) begins with the next
 * window; everything else begins with the next observation. Its owner's thread alone runs it.
 */
final class Replay implements ObservationSink, Watermark {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private final Span span;
    private final Pace pace;
    private final Closing closing;
    private final PolicySwitch policies;
    private final List<Sensor> sensors;
    private final Places places;
    private final Releases releases;
    private final BiConsumer<Instant, List<AttackOrder>> lists;
    private final List<AttackOrder> list = new ArrayList<>();
    private final List<OffenderDesk> offenders;
    private final SourceDesk sources;
    private final RuleBook rules;
    private final Classifier classifier;
    private final ObservationSink classifying;
    private final Finder finder;
    private final ObservationSink remembering;
    private long lookAgain = System.nanoTime();
    private long looked = Long.MIN_VALUE;
    private Optional<YochiException> refused = Optional.empty();
    private final Map<String, Set<Integer>> ignored = new TreeMap<>();
    private Optional<Summariser> summariser = Optional.empty();
    /** Whether no observation of this run was summarised yet. */
    private boolean first = true;
    /** Which sources came until the policy changed. */
    private Optional<SeenSources> seen = Optional.empty();
    /** Whether the inputs are at their end: what comes later nobody watched. */
    private boolean ended;
    private Optional<NodePolicy> judging = Optional.empty();
    private long clock;
    private long version = -1;
    private boolean proved;
    private long windowEnd = Long.MAX_VALUE;
    private long releaseAt = Long.MAX_VALUE;
    private final LongAdder judged = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder outside = new LongAdder();
    private final LongAdder early = new LongAdder();
    private volatile long now;

    /**
     * Which observations are handed on.
     *
     * @param fromSecond earlier ones are out
     * @param untilSecond these and later ones are out
     */
    record Span(long fromSecond, long untilSecond) {}

    /** A stop that travels through a reader, which knows no interruption. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Replay(
            Span span,
            Pace pace,
            Closing closing,
            PolicySwitch policies,
            List<Sensor> sensors,
            Places places,
            Releases releases,
            BiConsumer<Instant, List<AttackOrder>> lists,
            RuleBook rules,
            boolean mixed,
            OnsetScores onset,
            List<OffenderDesk> offenders,
            SourceDesk sources) {
        this.span = span;
        this.offenders = List.copyOf(offenders);
        this.sources = sources;
        this.pace = pace;
        this.closing = closing;
        this.policies = policies;
        this.sensors = List.copyOf(sensors);
        this.places = places;
        this.releases = releases;
        this.lists = lists;
        this.rules = rules;
        this.classifier = new Classifier(rules.rules());
        this.classifying = new ClassifyingSink(classifier, new Filtering());
        this.finder = new Finder(rules.rules(), places, mixed, onset);
        this.finder.wants(policies.current().privacy());
        this.remembering = new ClassifyingSink(classifier, finder);
        this.clock = Long.MIN_VALUE;
    }

    @Override
    public void packet(Packet packet) {
        long second = Math.floorDiv(packet.timeNanos, Nanos.SECOND);
        if (admits(second)) {
            judge(second);
            classifying.packet(packet);
        } else if (remembers(second)) {
            remembering.packet(packet);
        }
    }

    @Override
    public void flow(Flow flow) {
        long second = flow.start().getEpochSecond();
        if (admits(second)) {
            judge(second);
            classifying.flow(flow);
        } else if (remembers(second)) {
            remembering.flow(flow);
        }
    }

    @Override
    public void session(HoneypotSession session) {
        long second = session.start().getEpochSecond();
        if (admits(second)) {
            judge(second);
            classifying.session(session);
        } else if (remembers(second)) {
            remembering.session(session);
        }
    }

    @Override
    public void amplification(AmplificationRequests requests) {
        long second = requests.start().getEpochSecond();
        if (admits(second)) {
            judge(second);
            classifying.amplification(requests);
        } else if (remembers(second)) {
            remembering.amplification(requests);
        }
    }

    @Override
    public void visit(PageVisit visit) {
        long second = visit.time().getEpochSecond();
        if (admits(second)) {
            judge(second);
            classifying.visit(visit);
        } else if (remembers(second)) {
            remembering.visit(visit);
        }
    }

    @Override
    public void order(AttackOrder order) {
        stopIfClosing();
        long second = order.time().getEpochSecond();
        if (second >= span.untilSecond()) {
            outside.increment();
            return;
        }
        if (!list.isEmpty() && !list.getFirst().time().equals(order.time())) {
            endList();
        }
        await(second);
        list.add(order);
        if (second >= span.fromSecond()) {
            judge(second);
            classifying.order(order);
        }
        countEarly(second);
    }

    private void countEarly(long second) {
        if (second < span.fromSecond()) {
            early.increment();
        }
    }

    /** Whether it was released before the last start, so shortly that what begins then may go on. */
    private boolean remembers(long second) {
        boolean recent = second < span.fromSecond() && second >= span.fromSecond() - Finder.MEMORY.toSeconds();
        if (recent) {
            finder.remembers(true);
        }
        return recent;
    }

    private void endList() {
        if (!list.isEmpty()) {
            lists.accept(list.getFirst().time(), List.copyOf(list));
            list.clear();
        }
    }

    private void stopIfClosing() {
        if (closing.begun()) {
            throw new Stopped();
        }
    }

    private boolean admits(long second) {
        stopIfClosing();
        if (second < span.fromSecond() || second >= span.untilSecond()) {
            outside.increment();
            countEarly(second);
            return false;
        }
        await(second);
        return true;
    }

    /** Waits until observation time has passed the second; what came before it is judged, so windows can go. */
    private void await(long second) {
        while (clock <= second) {
            advance();
        }
    }

    private void advance() {
        try {
            release(clock);
            clock = closing.during(() -> pace.after(clock));
            now = clock;
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    private void release(long second) throws InterruptedException {
        if (summariser.isPresent() && judging.isPresent() && second != Long.MIN_VALUE) {
            if (!ended) {
                reached(second);
            }
            release(summariser.get().closed(Instant.ofEpochSecond(second)), Instant.ofEpochSecond(second));
            releaseAt = Long.MAX_VALUE;
        }
    }

    private void release(List<ClosedWindow> windows, Instant now) throws InterruptedException {
        releases.release(
                windows,
                finder.take(windows, now),
                judging.orElseThrow().privacy(),
                summariser.flatMap(Summariser::seen));
    }

    /**
     * Nothing more will come of what lies before that time, though nothing has come after it: windows that are over
     * by the policy's lateness go. That somebody watched until then, nobody knows: their uptime ends with the last
     * observation, so that the rest of them is missing and not zero.
     */
    @Override
    public void silent(Instant until) {
        stopIfClosing();
        offenders.forEach(desk -> desk.reached(until.getEpochSecond()));
        sources.reached(until.getEpochSecond());
        try {
            if (summariser.isPresent() && judging.isPresent()) {
                release(summariser.get().closed(until), until);
                releaseAt = Long.MAX_VALUE;
            }
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    @Override
    public Duration lateness() {
        return judging.orElseGet(policies::current).privacy().lateness();
    }

    /** All before that second was handed on, so silence up to it was watched, wherever the wait for it fell. */
    private void reached(long second) {
        Instant at = Instant.ofEpochSecond(second);
        summariser.filter(s -> s.latest().isPresent()).ifPresent(s -> s.covers(at, at));
    }

    /** Makes sure that the policy in force, or the one that the open window began with, judges this second. */
    private void judge(long second) {
        try {
            if (policies.version() != version) {
                follow(second);
            }
            if (second >= releaseAt) {
                release(second);
            }
        } catch (InterruptedException e) {
            throw new Stopped();
        }
        if (second >= windowEnd || windowEnd == Long.MAX_VALUE) {
            windowEnd = end(second);
        }
        if (releaseAt == Long.MAX_VALUE) {
            releaseAt = windowEnd + judging.orElseThrow().privacy().lateness().toSeconds();
        }
        judged.increment();
        finder.remembers(false);
        if (second != looked) {
            looked = second;
            for (OffenderDesk desk : offenders) {
                desk.reached(second);
            }
            sources.reached(second);
            followRules();
        }
        if (!proved) {
            policies.judged(judging.orElseThrow(), Instant.ofEpochSecond(second));
            proved = true;
        }
    }

    /** Takes changed tables of facts over from this observation on, looked for once a second. */
    private void followRules() {
        long nanos = System.nanoTime();
        if (nanos - lookAgain >= 0) {
            lookAgain = nanos + Nanos.SECOND;
            if (rules.refresh()) {
                classifier.use(rules.rules());
                finder.use(rules.rules());
                LOG.info("event=rules.changed version=\"{}\"", rules.rules().version());
            } else if (!rules.refused().equals(refused)) {
                rules.refused().ifPresent(e -> LOG.warn("event=rules.refused why=\"{}\"", e.getMessage()));
            }
            refused = rules.refused();
        }
    }

    /** Goes over to the policy in force, unless it reduces differently and the window is still open. */
    private void follow(long second) throws InterruptedException {
        long wanted = policies.version();
        NodePolicy current = policies.current();
        if (judging.isPresent() && !judging.get().summary().equals(current.summary())) {
            if (second < windowEnd) {
                return;
            }
            release(summariser.orElseThrow().close(), Instant.ofEpochSecond(second));
            seen = summariser.orElseThrow().seen();
            summariser = Optional.empty();
        }
        judging = Optional.of(current);
        finder.wants(current.privacy());
        version = wanted;
        proved = false;
        ignored.clear();
        if (summariser.isEmpty()) {
            Summariser next = new Summariser(current.summary(), sensors, places);
            (first ? releases.seenEarlier(next.seen().isPresent()) : seen).ifPresent(next::continues);
            first = false;
            summariser = Optional.of(next);
            windowEnd = Long.MAX_VALUE;
            releaseAt = Long.MAX_VALUE;
        }
        List<String> names = sensors.stream().map(Sensor::name).toList();
        summariser.get().leavesOut(second, current.filter().ignored(names));
    }

    private long end(long second) {
        return yochi.core.model.Epoch.containing(
                        Instant.ofEpochSecond(second), judging.orElseThrow().privacy().release())
                .endSecond();
    }

    /**
     * After the last observation: follows the pace to the span's end, then releases what is left; of a span with an
     * end only whole windows, since the last one would look like a day of silence.
     */
    void finish() {
        stopIfClosing();
        ended = true;
        endList();
        if (looked != Long.MIN_VALUE) {
            offenders.forEach(desk -> desk.finish(looked));
        }
        while (span.untilSecond() != Long.MAX_VALUE && clock < span.untilSecond()) {
            advance();
        }
        if (looked != Long.MIN_VALUE) {
            boolean whole = span.untilSecond() != Long.MAX_VALUE;
            sources.finish(whole ? span.untilSecond() : looked, whole);
        }
        try {
            if (summariser.isPresent()) {
                boolean open = span.untilSecond() == Long.MAX_VALUE;
                Instant end = open
                        ? Instant.MAX
                        : Instant.ofEpochSecond(span.untilSecond())
                                .plus(judging.orElseThrow().privacy().lateness());
                release(open ? summariser.get().close() : summariser.get().closed(end), end);
            }
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }

    /** Observations judged so far. */
    long judged() {
        return judged.sum();
    }

    /** Observations that the fleet's filter left out. */
    long filtered() {
        return filtered.sum();
    }

    /** Observations before or after the replayed span, or released before the last start. */
    long outside() {
        return outside.sum();
    }

    @Override
    public long early() {
        return early.sum();
    }

    /** How far observation time has come. */
    long now() {
        return now;
    }

    /** Leaves out what the fleet's filter names. */
    private final class Filtering implements ClassifiedSink {
        @Override
        public void packet(Packet packet, Verdict verdict) {
            if (watched(packet, verdict.service)) {
                summariser.orElseThrow().packet(packet, verdict);
                for (OffenderDesk desk : offenders) {
                    desk.packet(packet, verdict);
                }
                sources.packet(packet, verdict);
                finder.packet(packet, verdict);
            }
        }

        @Override
        public void flow(Flow flow, Verdict verdict) {
            if (watched(flow, verdict.service)) {
                summariser.orElseThrow().flow(flow, verdict);
                finder.flow(flow, verdict);
            }
        }

        @Override
        public void session(HoneypotSession session, Rule rule) {
            if (watched(session, yochi.node.classify.ServiceNumber.pack(session.service()))) {
                summariser.orElseThrow().session(session, rule);
                offenders.forEach(desk -> desk.session(session, rule));
                sources.session(session, rule);
                finder.session(session, rule);
            }
        }

        @Override
        public void order(AttackOrder order, Rule rule) {
            summariser.orElseThrow().order(order, rule);
            finder.order(order, rule);
        }

        @Override
        public void amplification(AmplificationRequests requests, Rule rule) {
            if (watched(requests, yochi.node.classify.ServiceNumber.pack(requests.service()))) {
                summariser.orElseThrow().amplification(requests, rule);
                finder.amplification(requests, rule);
            }
        }

        @Override
        public void visit(PageVisit visit, Rule rule) {
            if (watched(visit, yochi.node.classify.ServiceNumber.pack(visit.service()))) {
                summariser.orElseThrow().visit(visit, rule);
                finder.visit(visit, rule);
            }
        }

        private boolean watched(Observation observation, int service) {
            NodeFilter filter = judging.orElseThrow().filter();
            if (filter.ignore().isEmpty()) {
                return true;
            }
            boolean ignoredHere = ignored.computeIfAbsent(
                            observation.origin().sensor().name(), filter::ignoredAt)
                    .contains(service);
            if (ignoredHere) {
                filtered.increment();
            }
            return !ignoredHere;
        }
    }
}
