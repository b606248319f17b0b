package yochi.node.border;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import yochi.analysis.onset.DayCampaign;
import yochi.analysis.onset.Detector;
import yochi.analysis.onset.ForgedFlood;
import yochi.analysis.onset.OnsetJudge;
import yochi.analysis.onset.OnsetVerdict;
import yochi.analysis.onset.Sighting;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Telling.State;
import yochi.core.model.Tool;
import yochi.core.sketch.ItemCounts;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.border.PrivacyPolicy.Found;
import yochi.node.classify.ServiceNumber;
import yochi.node.event.Event;
import yochi.node.event.EventKind;
import yochi.node.habit.UsedWord;
import yochi.node.onset.WindowOnset;
import yochi.node.summary.AttemptLinks;

/**
 * What of a window's finds leaves: counts of attacks and verdicts, never whom they are about. A line leaves only if k
 * addresses in enough networks stand behind it, and only beside a cell of its service that passes the policy itself,
 * so that sensors and dominance hold for it too. Attacks of a kind whose lines fail are told together, under "rest", if
 * together they pass; else they are in no number.
 */
final class FoundCells {
    private static final Set<AttackType> SESSIONS = EnumSet.of(
            AttackType.LOGIN_BRUTE_FORCE,
            AttackType.EXPLOIT,
            AttackType.DOWNLOAD,
            AttackType.WEB_SCAN,
            AttackType.SERVICE_PROBE);
    private static final double LARGEST_SURPRISE = 3000;
    private static final double TENTHS = 10;

    private final PrivacyPolicy policy;
    private final String nodeName;
    private final Set<Service> probed = new HashSet<>();
    private final Set<Carried> visible = new HashSet<>();
    private final Set<AttackType> released = EnumSet.noneOf(AttackType.class);
    private final Map<CellKey, Map<Metric, Measure>> out = new TreeMap<>();
    private Optional<SketchKeys.Key> key = Optional.empty();

    private record Carried(AttackType type, Service service) {}

    private record Line(EventKind kind, boolean carpet, Service service) {
        Line rest() {
            return new Line(kind, carpet, Service.ANY);
        }
    }

    FoundCells(PrivacyPolicy policy, String nodeName, WindowCells cells, Judgement judgement) {
        this.policy = policy;
        this.nodeName = nodeName;
        for (int cell = 0; cell < cells.size(); cell++) {
            WindowCells.About about = cells.about(cell);
            if (judgement.visible(cell)) {
                visible.add(new Carried(about.type(), about.service()));
            }
            if (judgement.inTypeTotal(cell)) {
                released.add(about.type());
            }
        }
    }

    /** Under this key words may leave. */
    void keyed(SketchKeys.Key words) {
        key = Optional.of(words);
    }

    Map<CellKey, Map<Metric, Measure>> of(Epoch window, Finds finds) {
        return of(window, finds, Set.of());
    }

    /** Nothing but that nothing is told, since only some sensors count. */
    Map<CellKey, Map<Metric, Measure>> none(Epoch window, Finds finds) {
        says(window, finds, State.SAMPLING);
        return out;
    }

    /** Which finds are told at all: no attack told must not be taken for no attack found. */
    private void says(Epoch window, Finds finds, State let) {
        if (!finds.looked()) {
            return;
        }
        State linked = finds.links().isPresent() ? let : State.UNSOUGHT;
        say(window, Metric.FOUND_EVENTS, lets(Found.EVENTS) ? let : State.POLICY);
        say(window, Metric.FOUND_ONSET, lets(Found.ONSET) ? let : State.POLICY);
        say(window, Metric.FOUND_LINKS, lets(Found.LINKS) ? linked : State.POLICY);
        if (lets(Found.WORDS)) {
            boolean may = key.isPresent() && policy.dimensions().contains(Dimension.SERVICE);
            say(window, Metric.FOUND_WORDS, may ? let : State.POLICY);
        }
    }

    private void say(Epoch window, Metric metric, State state) {
        put(window, AttackType.ALL_ORIGIN, Service.ANY, metric, state.measure());
    }

    /**
     * The same, where probes were withheld: nothing found at their services is told, and of the window as a whole only
     * what its other services show, since sources that probe come together.
     */
    Map<CellKey, Map<Metric, Measure>> of(Epoch window, Finds finds, Set<Service> withheld) {
        probed.addAll(withheld);
        says(window, finds, State.TOLD);
        if (lets(Found.EVENTS)) {
            events(window, finds);
        }
        if (lets(Found.ONSET)) {
            finds.onsets().forEach(onset -> onset(window, onset));
        }
        if (lets(Found.LINKS)) {
            finds.links().ifPresent(links -> links(window, links));
        }
        if (lets(Found.WORDS) && policy.dimensions().contains(Dimension.SERVICE)) {
            key.ifPresent(k -> finds.words().forEach(word -> word(window, word, k)));
        }
        return out;
    }

    private boolean lets(Found found) {
        return policy.findings().contains(found);
    }

    private boolean carried(Set<AttackType> types, Service service) {
        return service.number() < 0
                ? types.stream().anyMatch(released::contains)
                : types.stream().anyMatch(type -> visible.contains(new Carried(type, service)));
    }

    private boolean passes(long addresses, long networks) {
        return addresses >= policy.k() && networks >= policy.networks();
    }

    private void events(Epoch window, Finds finds) {
        Map<Line, Backing> lines = new HashMap<>();
        for (Event e : finds.events()) {
            if (probed.contains(service(e.vector()))) {
                continue;
            }
            Service service = policy.dimensions().contains(Dimension.SERVICE) ? service(e.vector()) : Service.ANY;
            Line line = new Line(e.kind(), e.marks().contains(Event.CARPET), service);
            lines.computeIfAbsent(line, l -> new Backing()).add(e);
        }
        Map<Line, Backing> rest = new HashMap<>();
        lines.forEach((line, backing) -> {
            if (backing.passes(policy) && carried(types(line.kind()), line.service())) {
                tell(window, AttackType.all(party(line.kind())), line, backing, 1);
            } else {
                rest.computeIfAbsent(line.rest(), l -> new Backing()).add(backing);
            }
        });
        rest.forEach((line, backing) -> {
            if (backing.passes(policy) && carried(types(line.kind()), Service.ANY)) {
                tell(window, AttackType.rest(party(line.kind())), line, backing, policy.rounding());
            }
        });
    }

    /** How many were under way and, where neither part of them is a group too small, how many of them began. */
    private void tell(Epoch window, AttackType type, Line line, Backing all, int step) {
        String kind = line.kind().id();
        put(window, type, line.service(), Metric.attacks(kind, line.carpet()), rounded(all.size(), step));
        Backing begun = all.since(window.start(), true);
        Backing older = all.since(window.start(), false);
        if ((begun.size() == 0 || begun.passes(policy)) && (older.size() == 0 || older.passes(policy))) {
            put(window, type, line.service(), Metric.begun(kind, line.carpet()), rounded(begun.size(), step));
        }
    }

    private void put(Epoch epoch, AttackType type, Service service, Metric metric, long n) {
        put(epoch, type, service, metric, new Measure.Count(n));
    }

    private void put(Epoch epoch, AttackType type, Service service, Metric metric, Measure told) {
        CellKey key = new CellKey(epoch, nodeName, type, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
        Statistic one = new Statistic(key, Map.of(metric, told));
        out.merge(key, one.measures(), (a, b) -> new Statistic(key, a).merge(new Statistic(key, b)).measures());
    }

    private long rounded(long n) {
        return rounded(n, policy.rounding());
    }

    private static long rounded(long n, int step) {
        return (n + step / 2) / step * step;
    }

    /** The first word of a vector, as far as it names one service. */
    static Service service(String vector) {
        String word = vector.split(" ", 2)[0];
        return word.matches("(tcp|udp|icmp|icmp6|ip)/[0-9]{1,5}") ? Service.parse(word) : Service.ANY;
    }

    /** Whose addresses the keys of a kind are: of a flood seen where it arrives, its target's. */
    private static Party party(EventKind kind) {
        return switch (kind) {
            case DOS_BACKSCATTER, AMPLIFICATION, FLOOD, ORDER -> Party.VICTIM;
            case SCAN, BRUTE_FORCE, EXPLOIT -> Party.ORIGIN;
        };
    }

    /** The cells in which what a kind is made of is counted. */
    private static Set<AttackType> types(EventKind kind) {
        return switch (kind) {
            case DOS_BACKSCATTER ->
                EnumSet.of(AttackType.BACKSCATTER_TCP, AttackType.BACKSCATTER_UDP, AttackType.BACKSCATTER_ICMP);
            case AMPLIFICATION -> EnumSet.of(AttackType.AMP_PROBE);
            case ORDER -> EnumSet.of(AttackType.ATTACK_ORDER);
            case BRUTE_FORCE -> EnumSet.of(AttackType.LOGIN_BRUTE_FORCE);
            case EXPLOIT -> EnumSet.of(AttackType.EXPLOIT, AttackType.DOWNLOAD, AttackType.DRIVE_BY);
            case SCAN, FLOOD -> EnumSet.allOf(AttackType.class);
        };
    }

    private void onset(Epoch window, WindowOnset onset) {
        int seconds = (int) (onset.until().getEpochSecond() - onset.from().getEpochSecond());
        Epoch own = new Epoch(onset.from().getEpochSecond(), seconds);
        boolean inside = own.startSecond() >= window.startSecond() && own.endSecond() <= window.endSecond();
        Epoch epoch = inside ? own : window;
        Set<AttackType> origins = EnumSet.noneOf(AttackType.class);
        released.stream().filter(t -> t.party() == Party.ORIGIN).forEach(origins::add);
        if (onset.synchrony().sources() < policy.k() || !carried(origins, Service.ANY)) {
            return;
        }
        put(epoch, AttackType.ALL_ORIGIN, Service.ANY, Metric.ONSET_WINDOWS, 1);
        put(
                epoch,
                AttackType.ALL_ORIGIN,
                Service.ANY,
                Metric.ONSET_SURPRISE,
                surprise(probed.isEmpty() ? onset.synchrony().pDispersion() : leastOfOthers(onset)));
        fused(epoch, onset);
        floods(epoch, onset, origins);
        campaigns(epoch, onset, origins);
        for (int i = 0; i < onset.services().size(); i++) {
            Service service = onset.services().get(i);
            var group = onset.synchrony().services().get(i);
            if (service.number() >= 0
                    && !probed.contains(service)
                    && passes(group.peak(), onset.networks().get(i))
                    && carried(origins, service)) {
                put(epoch, AttackType.ALL_ORIGIN, service, Metric.ONSET_SOURCES, group.peak());
                put(epoch, AttackType.ALL_ORIGIN, service, Metric.ONSET_EXPECTED, Math.round(group.expected()));
                put(epoch, AttackType.ALL_ORIGIN, service, Metric.ONSET_SURPRISE, surprise(group.qValue()));
                put(epoch, AttackType.ALL_ORIGIN, service, Metric.ONSET_ODDS, Math.round(TENTHS * group.oddsRatio()));
                group(epoch, service, onset.verdict().groups().get(i));
            }
        }
    }

    /** Whom a forged flood names is nobody: its number of sources needs no networks. */
    private void floods(Epoch epoch, WindowOnset onset, Set<AttackType> origins) {
        for (ForgedFlood flood : onset.verdict().floods()) {
            Service service = ServiceNumber.unpack(flood.service());
            boolean told = service.number() >= 0 && !probed.contains(service) && flood.sources() >= policy.k();
            if (told && carried(origins, service)) {
                put(epoch, AttackType.ALL_ORIGIN, service, Metric.ONSET_FORGED, flood.sources());
            }
        }
    }

    /** Of the day before: how large, how it grew, and which services it asked for. */
    private void campaigns(Epoch epoch, WindowOnset onset, Set<AttackType> origins) {
        for (DayCampaign campaign : onset.campaigns()) {
            long networks = Math.round(campaign.identity().networks());
            if (passes(campaign.sources(), networks)) {
                int number = campaign.identity().group();
                long before = Math.round(campaign.identity().networksBefore());
                Map<String, Long> sizes = Map.of(
                        "sources", rounded(campaign.sources()),
                        "networks", rounded(networks),
                        "networks.before", before < policy.networks() ? 0 : rounded(before));
                sizes.forEach((what, n) ->
                        put(epoch, AttackType.ALL_ORIGIN, Service.ANY, Metric.campaign(number, what), n));
                shares(epoch, campaign, origins);
            }
        }
    }

    /** Of those that may be told: the lack of another shows in no sum. */
    private void shares(Epoch epoch, DayCampaign campaign, Set<AttackType> origins) {
        Map<Service, Double> told = new LinkedHashMap<>();
        for (DayCampaign.Share share : campaign.services()) {
            Service service = ServiceNumber.unpack(share.service());
            if (service.number() >= 0 && !probed.contains(service) && carried(origins, service)) {
                told.put(service, share.share());
            }
        }
        double all = told.values().stream().mapToDouble(Double::doubleValue).sum();
        Metric metric = Metric.campaign(campaign.identity().group(), "share");
        told.forEach((service, share) ->
                put(epoch, AttackType.ALL_ORIGIN, service, metric, Math.round(100 * share / all)));
    }

    /** Of all sources together; where some are withheld as probes, what the other services show stands in its place. */
    private void fused(Epoch epoch, WindowOnset onset) {
        double p = probed.isEmpty() ? onset.verdict().pValue() : leastOfOthers(onset);
        put(epoch, AttackType.ALL_ORIGIN, Service.ANY, Metric.ONSET_FUSED, surprise(p));
        long alarms = p <= OnsetJudge.Settings.USUAL.level() ? 1 : 0;
        put(epoch, AttackType.ALL_ORIGIN, Service.ANY, Metric.ONSET_ALARMS, alarms);
        // Where probes may be withheld, their lack in one window would tell of a probe.
        if (policy.probes() == PrivacyPolicy.ProbeRule.TOLD) {
            detectors(epoch, onset.verdict());
        }
    }

    private void detectors(Epoch epoch, OnsetVerdict verdict) {
        long calibrated = 0;
        for (Detector.Word word : verdict.words()) {
            Metric metric = Metric.onsetDetector(word.detector().id());
            put(epoch, AttackType.ALL_ORIGIN, Service.ANY, metric, switch (word.basis()) {
                case CALIBRATED, ANALYTIC -> new Measure.Count(surprise(word.pValue()));
                case NONE -> new Measure.Missing("too little history");
            });
            calibrated += word.basis() == Detector.Basis.CALIBRATED ? 1 : 0;
        }
        put(epoch, AttackType.ALL_ORIGIN, Service.ANY, Metric.ONSET_CALIBRATED, calibrated);
    }

    /** A group of fewer networks than the policy asks for has no number either. */
    private void group(Epoch epoch, Service service, Sighting group) {
        long now = Math.round(group.networks());
        long before = Math.round(group.networksBefore());
        if (now < policy.networks()) {
            return;
        }
        put(epoch, AttackType.ALL_ORIGIN, service, Metric.ONSET_GROUP, group.group());
        put(epoch, AttackType.ALL_ORIGIN, service, Metric.ONSET_NETWORKS, rounded(now));
        long told = before < policy.networks() ? 0 : rounded(before);
        put(epoch, AttackType.ALL_ORIGIN, service, Metric.ONSET_NETWORKS_BEFORE, told);
    }

    private double leastOfOthers(WindowOnset onset) {
        double least = 1;
        for (int i = 0; i < onset.services().size(); i++) {
            if (!probed.contains(onset.services().get(i))) {
                least = Math.min(least, onset.synchrony().services().get(i).qValue());
            }
        }
        return least;
    }

    private static long surprise(double p) {
        return Math.round(Math.min(LARGEST_SURPRISE, p > 0 ? Math.max(0, -TENTHS * Math.log10(p)) : LARGEST_SURPRISE));
    }

    /** How many attempts both hold: none, or such that k sources stand behind them. */
    private void links(Epoch window, AttemptLinks.Span links) {
        boolean told = links.sessions() == 0 || passes(links.sources(), links.networks());
        if (told && links.ofSessions() > 0 && carried(SESSIONS, Service.ANY)) {
            put(window, AttackType.ALL_ORIGIN, Service.ANY, Metric.LINKED, rounded(links.sessions()));
            put(window, AttackType.ALL_ORIGIN, Service.ANY, Metric.LINKED_OF, rounded(links.ofSessions()));
        }
    }

    /** How many sources said it, under a name that nodes alone can give: never the word. */
    private void word(Epoch window, UsedWord used, SketchKeys.Key under) {
        if (probed.contains(used.service())
                || !passes(used.sources(), used.networks())
                || !carried(SESSIONS, used.service())) {
            return;
        }
        ItemCounts one = ItemCounts.empty();
        one.add(under.word(used.kind().id(), used.word()), rounded(used.sources()));
        put(
                window,
                AttackType.ALL_ORIGIN,
                used.service(),
                Metric.words(used.kind().id()),
                new Measure.FrequentItems(one));
    }

    /** Who stands behind a line. */
    private static final class Backing {
        private final List<Event> events = new ArrayList<>();

        void add(Event e) {
            events.add(e);
        }

        void add(Backing other) {
            events.addAll(other.events);
        }

        int size() {
            return events.size();
        }

        /** Those that began since then, or those that began before. */
        Backing since(Instant start, boolean after) {
            Backing out = new Backing();
            events.stream().filter(e -> e.start().isBefore(start) != after).forEach(out::add);
            return out;
        }

        /** A block's attack is spread over its addresses by its own rule; of others no key may give too many. */
        boolean passes(PrivacyPolicy policy) {
            Map<String, Long> byKey = new HashMap<>();
            Map<String, Long> addresses = new HashMap<>();
            Map<String, Integer> networks = new HashMap<>();
            for (Event e : events) {
                String key = e.key().text();
                byKey.merge(key, 1L, Long::sum);
                addresses.merge(key, e.key().isBlock() ? e.addresses() : 1, Math::max);
                networks.merge(e.key().network(), e.key().networks(), Math::max);
            }
            long persons = addresses.values().stream().mapToLong(Long::longValue).sum();
            long nets = networks.values().stream().mapToLong(Integer::longValue).sum();
            boolean spread = addresses.values().stream().anyMatch(n -> n > 1)
                    || byKey.values().stream().allMatch(n -> n < policy.dominance() * events.size());
            return persons >= policy.k() && nets >= policy.networks() && spread;
        }
    }
}
