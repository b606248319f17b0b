package yochi.app;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.Country;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.classify.Verdict;
import yochi.node.habit.HabitDesk;
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
import yochi.node.summary.AttemptLinks;
import yochi.node.summary.Investigators;
import yochi.node.summary.MinuteCounts;
import yochi.node.summary.Places;
import yochi.node.summary.SessionTotals;
import yochi.node.summary.SpecimenList;
import yochi.node.summary.Summariser;

/** One pass over captured data as the nodes of the sensors' countries would have made it: one node a country. */
final class ObserveRun {
    /** Epochs of one node may take so much before windows that are over are taken out early. */
    private static final long HEAVY_BYTES = 64L << 20;

    private final ObserveSetting setting;
    private final Places places;
    private final LabelFile labels;
    private final Rules rules;
    private final ObserveEvents events;
    private final AttemptLinks links;
    private final ObserveOnset onset;
    private final SessionTotals totals = new SessionTotals();
    private final SpecimenList specimens = new SpecimenList();
    private final HabitDesk habits = new HabitDesk();
    private final ObserveUndecided undecided;
    private final MinuteCounts minutes = new MinuteCounts();
    private final Map<Country, Summariser> nodes = new TreeMap<>();
    private final Map<Sensor, Summariser> bySensor = new HashMap<>();
    private final ObserveWindows windows;
    private Optional<Sensor> lastSensor = Optional.empty();
    private Optional<Summariser> lastNode = Optional.empty();

    /**
     * A run.
     *
     * @param windows where windows go that are over
     * @param mixed whether captures stand beside logs
     * @param onset what looks for sources that come together
     */
    ObserveRun(
            ObserveSetting setting,
            Places places,
            LabelFile labels,
            Rules rules,
            ObserveWindows windows,
            boolean mixed,
            ObserveOnset onset) {
        this.onset = onset;
        this.windows = windows;
        this.setting = setting;
        this.places = places;
        this.labels = labels;
        this.rules = rules;
        this.events = new ObserveEvents(rules, places);
        this.undecided = new ObserveUndecided(rules.sessions());
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
            onset.packet(packet, verdict);
            node(packet).packet(packet, verdict);
        }

        @Override
        public void flow(Flow flow, Verdict verdict) {
            minutes.add(Nanos.of(flow.start()), flow.packets());
            labels.packet(verdict);
            events.desk(flow).flow(flow, verdict);
            links.flow(flow, verdict);
            node(flow).flow(flow, verdict);
        }

        @Override
        public void session(HoneypotSession session, Rule rule) {
            labels.other(rule, undecided.add(session).orElse("-"));
            events.desk(session).session(session, rule);
            links.session(session);
            totals.add(session);
            specimens.add(session);
            habits.add(session);
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
            minutes.add(Nanos.of(requests.start()), requests.requests());
            labels.other(rule);
            events.desk(requests).amplification(requests, rule);
            node(requests).amplification(requests, rule);
        }

        @Override
        public void visit(PageVisit visit, Rule rule) {
            labels.other(rule);
            events.desk(visit).visit(visit, rule);
            totals.add(visit);
            specimens.add(visit);
            node(visit).visit(visit, rule);
        }
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
            Summariser node = new Summariser(setting.summary(), here, places);
            node.whenHeavier(HEAVY_BYTES, () -> relieve(country, node));
            node.tells(windows.view());
            return node;
        }));
    }

    /** Takes out the windows that are over, so that memory does not grow with the length of the input. */
    private void relieve(Country country, Summariser node) {
        node.latest().ifPresent(now -> windows.take(country, node.closed(now), watched(country)));
    }

    ObserveResult finish() {
        Optional<Instant> first = nodes.values().stream().flatMap(n -> n.earliest().stream()).min(Instant::compareTo);
        Optional<Instant> last = nodes.values().stream().flatMap(n -> n.latest().stream()).max(Instant::compareTo);
        events.settle();
        nodes.forEach((country, node) -> {
            first.ifPresent(f -> node.covers(f, last.orElse(f)));
            windows.take(country, node.close(), watched(country));
        });
        nodes.clear();
        bySensor.clear();
        lastNode = Optional.empty();
        // What the nodes held is free before sources are judged, and that before the archive is sealed.
        List<Investigators> investigators = windows.investigators();
        return new ObserveResult(
                windows.told(),
                minutes.counts(),
                events.found(investigators),
                totals.totals(),
                specimens,
                habits,
                undecided.part(),
                links.linked(),
                onset.found());
    }

    private long watched(Country country) {
        return bySensor.keySet().stream()
                .filter(s -> s.country().equals(country))
                .mapToLong(Sensor::monitoredAddresses)
                .sum();
    }
}
