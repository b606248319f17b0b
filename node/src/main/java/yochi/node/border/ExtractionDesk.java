package yochi.node.border;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.node.archive.Archive;
import yochi.node.border.WindowCells.About;
import yochi.node.summary.Addresses;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Dictionary;
import yochi.node.summary.EpochSummary;

/**
 * Answers the centre's extraction requests from released windows, under the same policy as reports: only whole release
 * windows, only dimensions that the policy lets out, only groups whose differences to reports and earlier answers pass
 * as well, and only so many questions an hour of each reader.
 */
public final class ExtractionDesk {
    /** Cells remembered of answers; beyond, those of windows that left the memory go, and the archive is not asked. */
    private static final int MOST_REMEMBERED = 1_000_000;

    private final NodeId node;
    private final String nodeName;
    private final InstantSource clock;
    private final SensorDraw draw;
    private final ReaderBook readers;
    private final ReaderBudget budget;
    private final DifferenceAudit audit = new DifferenceAudit();
    private final IdentityHashMap<ClosedWindow, String> released = new IdentityHashMap<>();
    private final IdentityHashMap<ClosedWindow, String> earlier = new IdentityHashMap<>();
    private boolean forgetful;

    /** A desk at which the centre alone asks, and whose budget ends with the process. */
    public ExtractionDesk(NodeId node, String nodeName, InstantSource clock, SensorDraw draw) {
        this(node, nodeName, clock, draw, ReaderBook.none(), ReaderBudget.inMemory(clock));
    }

    /**
     * A desk.
     *
     * @param draw of the sensors that count
     * @param readers who may ask through the centre
     * @param budget what they have asked
     */
    public ExtractionDesk(
            NodeId node,
            String nodeName,
            InstantSource clock,
            SensorDraw draw,
            ReaderBook readers,
            ReaderBudget budget) {
        this.draw = draw;
        this.readers = readers;
        this.budget = budget;
        this.node = node;
        this.nodeName = nodeName;
        this.clock = clock;
    }

    /** Windows were released under that policy: from now on all that is answered of them is remembered. */
    public synchronized void released(List<ClosedWindow> windows, String policyDigest) {
        windows.forEach(w -> released.put(w, policyDigest));
    }

    /** A window that an earlier run released under that policy: what was answered of it since is not known any more. */
    public synchronized void releasedBefore(ClosedWindow window, String policyDigest) {
        earlier.put(window, policyDigest);
    }

    private Optional<String> policyOf(ClosedWindow window) {
        return Optional.ofNullable(released.get(window)).or(() -> Optional.ofNullable(earlier.get(window)));
    }

    /** The answer, where nothing lies in an archive. */
    public ExtractionAnswer answer(ExtractionRequest request, PrivacyPolicy policy, List<ClosedWindow> kept) {
        return answer(request, policy, kept, Optional.empty());
    }

    /**
     * The answer. Each reader has a budget of his own, and all share one memory of what was answered, since they may
     * talk to each other.
     *
     * @param policy in force now
     * @param kept windows that were released and are still here
     * @param archive where windows that left the memory may lie
     */
    public synchronized ExtractionAnswer answer(
            ExtractionRequest request, PrivacyPolicy policy, List<ClosedWindow> kept, Optional<Archive> archive) {
        Optional<String> refusal = readers.refusal(request, clock.instant(), budget);
        if (refusal.isPresent()) {
            return without(request, policy, Outcome.REFUSED, refusal.get());
        }
        String reader = ReaderBook.name(request);
        return answer(reader, request, policy, kept, archive)
                .leaving(budget.left(reader, policy.questions()));
    }

    private ExtractionAnswer answer(
            String reader,
            ExtractionRequest request,
            PrivacyPolicy policy,
            List<ClosedWindow> kept,
            Optional<Archive> archive) {
        forget(kept);
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
                        && policyOf(w).orElse(policy.digest()).equals(policy.digest()))
                .toList();
        long asks = (last.endSecond() - first.startSecond()) / release;
        boolean inMemory = distinct(windows) == asks;
        List<Asked> all = new ArrayList<>();
        boolean spent = false;
        if (!inMemory && archive.isPresent() && !forgetful) {
            spent = budget.spend(reader, request.id(), policy.questions()).isPresent();
            if (spent) {
                archive.get()
                        .recall(first.start(), last.end(), policy.digest(), windows)
                        .forEach(w -> all.add(new Asked(w, true)));
            }
        }
        windows.forEach(w -> all.add(new Asked(w, released.containsKey(w))));
        long distinct = distinct(all.stream().map(Asked::window).toList());
        if (distinct == 0) {
            return without(request, policy, Outcome.NOT_KEPT, "none of the " + asks + " windows is kept here");
        }
        if (!spent && !budget.spend(reader, request.id(), policy.questions()).isPresent()) {
            return without(
                    request, policy, Outcome.REFUSED, "the budget of " + policy.questions() + " questions an hour");
        }
        String missing = distinct < asks ? (asks - distinct) + " of " + asks + " windows are not kept here" : "";
        archive.ifPresent(a -> a.asked(all.stream().map(Asked::window).toList()));
        return judged(request, policy, dimensions, all, missing);
    }

    private static long distinct(List<ClosedWindow> windows) {
        return windows.stream().map(ClosedWindow::window).distinct().count();
    }

    /** A window of a question, and whether a report of it left. */
    private record Asked(ClosedWindow window, boolean released) {}

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

    private void forget(List<ClosedWindow> kept) {
        Set<ClosedWindow> here = Collections.newSetFromMap(new IdentityHashMap<>());
        here.addAll(kept);
        earlier.keySet().retainAll(here);
        released.keySet().retainAll(here);
        if (audit.size() > MOST_REMEMBERED) {
            Set<Epoch> spans = kept.stream().map(ClosedWindow::window).collect(Collectors.toSet());
            audit.forget(key -> !spans.contains(key.window()));
            forgetful = true;
        }
    }

    private ExtractionAnswer without(ExtractionRequest request, PrivacyPolicy policy, Outcome outcome, String why) {
        return ExtractionAnswer.without(request.id(), node, outcome, why, policy.name());
    }

    private ExtractionAnswer judged(
            ExtractionRequest request,
            PrivacyPolicy policy,
            Set<PrivacyPolicy.Dimension> dimensions,
            List<Asked> asked,
            String missing) {
        List<ClosedWindow> windows = asked.stream().map(Asked::window).toList();
        List<ClosedWindow> alike = comparable(windows);
        SpanCells span = new SpanCells(policy, addresses(alike), audit, new Sieve(policy, draw));
        for (int i = 0; i < alike.size(); i++) {
            span.add(
                    alike.get(i),
                    nodeName,
                    about -> folded(about, dimensions),
                    about -> asksFor(request, about),
                    asked.get(i).released);
        }
        Epoch epoch = new Epoch(
                request.from().getEpochSecond(),
                Math.toIntExact(Duration.between(request.from(), request.until()).toSeconds()));
        TreeMap<CellKey, Statistic> out = new TreeMap<>();
        boolean trusted = policy.readers().trusted().contains(ReaderBook.name(request));
        for (SpanCells.Cell cell : span.judged()) {
            About about = cell.about();
            if (!trusted
                    && !about.service().equals(Service.ANY)
                    && cell.addresses() < policy.readers().rareService()) {
                continue;
            }
            CellKey key = key(epoch, about);
            out.put(key, statistic(key, cell, policy.rounding()));
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
                Suppressed.NOTHING);
    }

    private static Addresses addresses(List<ClosedWindow> windows) {
        return windows.stream()
                .flatMap(w -> w.epochs().stream())
                .findFirst()
                .map(e -> e.dictionary().addresses())
                .orElseGet(Addresses::new);
    }

    /** All windows in one dictionary's codes: a restart or a new reduction begins another dictionary. */
    private static List<ClosedWindow> comparable(List<ClosedWindow> windows) {
        long dictionaries = windows.stream()
                .flatMap(w -> w.epochs().stream())
                .map(EpochSummary::dictionary)
                .distinct()
                .count();
        if (dictionaries < 2) {
            return windows;
        }
        Dictionary one = new Dictionary();
        return windows.stream().map(w -> w.in(one)).toList();
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

    private static boolean asksFor(ExtractionRequest request, About about) {
        return request.attackType().map(about.type()::equals).orElse(true)
                && request.service().map(about.service()::equals).orElse(true);
    }

    private static CellKey key(Epoch span, About a) {
        return new CellKey(span, a.sensorGroup(), a.type(), a.service(), a.tool(), a.place(), a.asn());
    }

    /** Packets are sums that the audit allowed; the addresses of a union are no sum and are told to a multiple. */
    private static Statistic statistic(CellKey key, SpanCells.Cell cell, int rounding) {
        Map<Metric, Measure> measures = new TreeMap<>();
        if (key.attackType() != AttackType.ATTACK_ORDER) {
            measures.put(Metric.PACKETS, new Measure.Count(cell.packets()));
        }
        measures.put(Metric.SOURCES, ReleasedCells.nearest(cell.addresses(), rounding));
        return new Statistic(key, measures);
    }
}
