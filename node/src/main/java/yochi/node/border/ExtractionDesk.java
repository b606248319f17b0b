package yochi.node.border;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionAnswer.Outcome;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Tool;
import yochi.node.border.WindowCells.About;
import yochi.node.summary.Addresses;
import yochi.node.summary.ClosedWindow;

/**
 * Answers the centre's extraction requests from released windows, under the same policy as reports: only whole release
 * windows, only dimensions that the policy lets out, cells judged over the whole span, and only so many questions an
 * hour, since the difference of many answers could tell what one may not.
 */
public final class ExtractionDesk {
    /** Questions answered within an hour of wall time. */
    public static final int QUESTIONS_PER_HOUR = 60;

    private final NodeId node;
    private final String nodeName;
    private final InstantSource clock;
    private final Deque<Instant> asked = new ArrayDeque<>();

    public ExtractionDesk(NodeId node, String nodeName, InstantSource clock) {
        this.node = node;
        this.nodeName = nodeName;
        this.clock = clock;
    }

    /**
     * The answer.
     *
     * @param policy in force now
     * @param kept windows that were released and are still here
     */
    public synchronized ExtractionAnswer answer(
            ExtractionRequest request, PrivacyPolicy policy, List<ClosedWindow> kept) {
        Set<PrivacyPolicy.Dimension> dimensions = wanted(request);
        if (!policy.dimensions().containsAll(dimensions)) {
            dimensions.removeAll(policy.dimensions());
            return without(request, policy, Outcome.REFUSED, "the policy does not let out " + dimensions);
        }
        long release = policy.release().toSeconds();
        Epoch first = Epoch.containing(request.from(), policy.release());
        Epoch last = Epoch.containing(request.until().minusSeconds(1), policy.release());
        if (first.startSecond() != request.from().getEpochSecond()
                || last.endSecond() != request.until().getEpochSecond()) {
            return without(request, policy, Outcome.REFUSED, "only whole release windows of " + policy.release());
        }
        List<ClosedWindow> windows = kept.stream()
                .filter(w -> w.window().startSecond() >= first.startSecond()
                        && w.window().endSecond() <= last.endSecond()
                        && comparable(w, kept))
                .toList();
        long distinct = windows.stream().map(ClosedWindow::window).distinct().count();
        long asks = (last.endSecond() - first.startSecond()) / release;
        if (distinct == 0) {
            return without(request, policy, Outcome.NOT_KEPT, "none of the " + asks + " windows is kept here");
        }
        if (!spend()) {
            return without(
                    request, policy, Outcome.REFUSED, "the budget of " + QUESTIONS_PER_HOUR + " questions an hour");
        }
        String missing = distinct < asks ? (asks - distinct) + " of " + asks + " windows are not kept here" : "";
        return judged(request, policy, dimensions, windows, missing);
    }

    private static Set<PrivacyPolicy.Dimension> wanted(ExtractionRequest request) {
        Set<PrivacyPolicy.Dimension> out = EnumSet.noneOf(PrivacyPolicy.Dimension.class);
        for (ExtractionRequest.Dimension d : request.by()) {
            switch (d) {
                case ATTACK_TYPE -> {}
                case SERVICE -> out.add(PrivacyPolicy.Dimension.SERVICE);
                case TOOL -> out.add(PrivacyPolicy.Dimension.TOOL);
                case PLACE -> out.add(PrivacyPolicy.Dimension.PLACE);
                case ASN -> out.add(PrivacyPolicy.Dimension.ASN);
            }
        }
        if (request.service().isPresent()) {
            out.add(PrivacyPolicy.Dimension.SERVICE);
        }
        return out;
    }

    private boolean spend() {
        Instant now = clock.instant();
        while (!asked.isEmpty() && asked.getFirst().isBefore(now.minus(Duration.ofHours(1)))) {
            asked.removeFirst();
        }
        if (asked.size() >= QUESTIONS_PER_HOUR) {
            return false;
        }
        asked.addLast(now);
        return true;
    }

    private ExtractionAnswer without(ExtractionRequest request, PrivacyPolicy policy, Outcome outcome, String why) {
        return ExtractionAnswer.without(request.id(), node, outcome, why, policy.name());
    }

    private ExtractionAnswer judged(
            ExtractionRequest request,
            PrivacyPolicy policy,
            Set<PrivacyPolicy.Dimension> dimensions,
            List<ClosedWindow> windows,
            String missing) {
        SpanCells span = new SpanCells(policy, addresses(windows));
        for (ClosedWindow w : windows) {
            span.add(w, nodeName, about -> folded(about, dimensions));
        }
        Epoch epoch = new Epoch(
                request.from().getEpochSecond(),
                Math.toIntExact(Duration.between(request.from(), request.until()).toSeconds()));
        TreeMap<CellKey, Statistic> out = new TreeMap<>();
        for (SpanCells.Cell cell : span.judged()) {
            About about = cell.about();
            boolean asksFor = request.attackType().map(about.type()::equals).orElse(true)
                    && request.service().map(about.service()::equals).orElse(true);
            if (asksFor) {
                CellKey key = key(epoch, about);
                out.put(key, statistic(key, cell.packets(), cell.addresses()));
            }
        }
        for (ClosedWindow w : windows) {
            new Standing(policy, nodeName).leftOut(w).forEach(service -> {
                boolean asksFor = request.service().map(service::equals).orElse(true);
                if (asksFor && dimensions.contains(PrivacyPolicy.Dimension.SERVICE)) {
                    CellKey key = key(epoch, new About(
                            nodeName,
                            AttackType.ALL_ORIGIN,
                            service,
                            Tool.NONE,
                            Country.UNKNOWN,
                            Asn.UNKNOWN));
                    out.put(key, new Statistic(key, Standing.MISSING));
                }
            });
        }
        return new ExtractionAnswer(
                request.id(),
                node,
                Outcome.ANSWERED,
                missing,
                policy.name(),
                List.copyOf(out.values()),
                span.suppressed());
    }

    private static Addresses addresses(List<ClosedWindow> windows) {
        return windows.stream()
                .flatMap(w -> w.epochs().stream())
                .findFirst()
                .map(e -> e.dictionary().addresses())
                .orElseGet(Addresses::new);
    }

    /** Whether the window's addresses have the codes of the newest one; a restart or a new reduction begins anew. */
    private static boolean comparable(ClosedWindow window, List<ClosedWindow> all) {
        return window.epochs().isEmpty()
                || all.reversed().stream()
                        .flatMap(w -> w.epochs().stream())
                        .findFirst()
                        .map(e -> e.dictionary()
                                .equals(window.epochs().getFirst().dictionary()))
                        .orElse(true);
    }

    private About folded(About a, Set<PrivacyPolicy.Dimension> kept) {
        return new About(
                nodeName,
                a.type(),
                kept.contains(PrivacyPolicy.Dimension.SERVICE) ? a.service() : Service.ANY,
                kept.contains(PrivacyPolicy.Dimension.TOOL) ? a.tool() : Tool.NONE,
                kept.contains(PrivacyPolicy.Dimension.PLACE) ? a.place() : Country.UNKNOWN,
                kept.contains(PrivacyPolicy.Dimension.ASN) ? a.asn() : Asn.UNKNOWN);
    }

    private static CellKey key(Epoch span, About a) {
        return new CellKey(span, a.sensorGroup(), a.type(), a.service(), a.tool(), a.place(), a.asn());
    }

    private static Statistic statistic(CellKey key, long records, long addresses) {
        Map<Metric, Measure> measures = new TreeMap<>();
        if (key.attackType() != AttackType.ATTACK_ORDER) {
            measures.put(Metric.PACKETS, new Measure.Count(records));
        }
        measures.put(Metric.SOURCES, Measure.DistinctCount.exactly(addresses));
        return new Statistic(key, measures);
    }
}
