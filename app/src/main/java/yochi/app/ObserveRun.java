package yochi.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.NodeId;
import yochi.core.model.Uptime;
import yochi.node.border.Border;
import yochi.node.border.NodeCard;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SketchKeys;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.classify.Verdict;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Observation;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.summary.AttemptLinks;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Investigators;
import yochi.node.summary.LocalView;
import yochi.node.summary.MinuteCounts;
import yochi.node.summary.Places;
import yochi.node.summary.SessionTotals;
import yochi.node.summary.Summariser;

/** One pass over captured data as the nodes of the sensors' countries would have made it: one node a country. */
final class ObserveRun {
    private final ObserveSetting setting;
    private final Places places;
    private final LabelFile labels;
    private final Rules rules;
    private final ObserveEvents events;
    private final AttemptLinks links;
    private final SessionTotals totals = new SessionTotals();
    private final MinuteCounts minutes = new MinuteCounts();
    private final Map<Country, Summariser> nodes = new TreeMap<>();
    private final Map<Sensor, Summariser> bySensor = new HashMap<>();
    private final Map<Country, List<ClosedWindow>> windows = new TreeMap<>();
    private Optional<Sensor> lastSensor = Optional.empty();
    private Optional<Summariser> lastNode = Optional.empty();

    /**
     * A run.
     *
     * @param mixed whether captures stand beside logs
     */
    ObserveRun(ObserveSetting setting, Places places, LabelFile labels, Rules rules, boolean mixed) {
        this.setting = setting;
        this.places = places;
        this.labels = labels;
        this.rules = rules;
        this.events = new ObserveEvents(rules, places);
        this.links = new AttemptLinks(mixed, AttemptLinks.MOST);
        setting.listed().forEach(this::node);
    }

    /** Records taken so far, by minute since 1970-01-01T00:00Z. */
    Map<Long, Long> takenByMinute() {
        return minutes.counts();
    }

    ObservationSink sink() {
        return new ClassifyingSink(new Classifier(rules), new Desk());
    }

    /** Takes every observation to its country's node. */
    private final class Desk implements ClassifiedSink {
        @Override
        public void packet(Packet packet, Verdict verdict) {
            minutes.add(packet.timeNanos);
            labels.packet(verdict);
            events.count(packet, verdict);
            events.desk(packet).packet(packet, verdict);
            links.packet(packet, verdict);
            node(packet).packet(packet, verdict);
        }

        @Override
        public void flow(Flow flow, Verdict verdict) {
            minutes.add(nanos(flow.start()), flow.packets());
            labels.packet(verdict);
            events.desk(flow).flow(flow, verdict);
            links.flow(flow, verdict);
            node(flow).flow(flow, verdict);
        }

        @Override
        public void session(HoneypotSession session, Rule rule) {
            labels.other(rule);
            events.desk(session).session(session, rule);
            links.session(session);
            totals.add(session);
            node(session).session(session, rule);
        }

        @Override
        public void order(AttackOrder order, Rule rule) {
            labels.other(rule);
            events.desk(order).order(order, rule);
            node(order).order(order, rule);
        }

        @Override
        public void amplification(AmplificationRequests requests, Rule rule) {
            minutes.add(nanos(requests.start()), requests.requests());
            labels.other(rule);
            events.desk(requests).amplification(requests, rule);
            node(requests).amplification(requests, rule);
        }

        @Override
        public void visit(PageVisit visit, Rule rule) {
            labels.other(rule);
            events.desk(visit).visit(visit, rule);
            totals.add(visit);
            node(visit).visit(visit, rule);
        }
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    @SuppressWarnings("ReferenceEquality") // the same object in nearly every packet; another one is looked up
    private Summariser node(Observation observation) {
        Sensor sensor = observation.origin().sensor();
        if (lastSensor.isEmpty() || lastSensor.get() != sensor) {
            lastSensor = Optional.of(sensor);
            lastNode = Optional.of(node(sensor));
        }
        return lastNode.orElseThrow();
    }

    private Summariser node(Sensor sensor) {
        return bySensor.computeIfAbsent(sensor, s -> nodes.computeIfAbsent(s.country(), country -> {
            List<Sensor> here = setting.listed().stream()
                    .filter(l -> l.country().equals(country))
                    .toList();
            return new Summariser(setting.summary(), here, places);
        }));
    }

    ObserveResult finish(SketchKeys keys, List<Integer> otherKs) {
        LocalView view = new LocalView();
        List<Investigators> investigators = new ArrayList<>();
        nodes.forEach((country, node) -> investigators.add(Investigators.of(node.epochs(), watched(country))));
        Set<Epoch> epochs = new HashSet<>();
        nodes.values().forEach(node -> node.epochs().forEach(e -> {
            view.add(e);
            epochs.add(e.epoch());
        }));
        Optional<Instant> first = nodes.values().stream().flatMap(n -> n.earliest().stream()).min(Instant::compareTo);
        Optional<Instant> last = nodes.values().stream().flatMap(n -> n.latest().stream()).max(Instant::compareTo);
        nodes.forEach((country, node) -> {
            first.ifPresent(f -> node.covers(f, last.orElse(f)));
            windows.put(country, node.close());
        });
        List<Border.Release> releases = released(windows, setting.policy(), keys);
        Map<Integer, ObserveResult.KeptBack> byK = new TreeMap<>();
        for (int k : otherKs) {
            byK.put(k, ObserveResult.KeptBack.of(released(windows, setting.policy().withK(k), keys)));
        }
        List<Uptime> uptime = windows.values().stream()
                .flatMap(List::stream)
                .flatMap(w -> w.uptime().stream())
                .sorted(Comparator.naturalOrder())
                .toList();
        return new ObserveResult(
                view,
                minutes.counts(),
                epochs.size(),
                uptime,
                releases,
                byK,
                events.found(investigators),
                totals.totals(),
                links.linked());
    }

    /** The closed windows by country; after {@link #finish}. */
    Map<Country, List<ClosedWindow>> windows() {
        return windows;
    }

    private long watched(Country country) {
        return bySensor.keySet().stream()
                .filter(s -> s.country().equals(country))
                .mapToLong(Sensor::monitoredAddresses)
                .sum();
    }

    private static List<Border.Release> released(
            Map<Country, List<ClosedWindow>> windows, PrivacyPolicy policy, SketchKeys keys) {
        List<Border.Release> out = new ArrayList<>();
        windows.forEach((country, closed) -> {
            Border border = new Border(card(country, policy), policy, keys);
            out.addAll(border.release(closed, 1));
        });
        return out;
    }

    /** The same node for the same country and policy in every run, so that a repeated run repeats its reports. */
    private static NodeCard card(Country country, PrivacyPolicy policy) {
        String name = "observe-" + country;
        UUID seed = UUID.nameUUIDFromBytes((name + policy.digest()).getBytes(StandardCharsets.UTF_8));
        SplittableRandom random = new SplittableRandom(seed.getMostSignificantBits() ^ seed.getLeastSignificantBits());
        return new NodeCard(
                NodeId.of(0, random), name, country, random.nextLong(), ObserveSetting.RULES_VERSION);
    }
}
