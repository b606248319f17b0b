package yochi.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Country;
import yochi.node.classify.Mark;
import yochi.node.classify.Rules;
import yochi.node.classify.Verdict;
import yochi.node.event.Event;
import yochi.node.event.EventDesk;
import yochi.node.event.EventKey;
import yochi.node.fingerprint.Fingerprint;
import yochi.node.fingerprint.FingerprintDesk;
import yochi.node.observation.Observation;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;
import yochi.node.summary.Investigators;
import yochi.node.summary.Places;

/** The attacks among the observations of one run: one desk a country, since a node knows nothing of another's. */
final class ObserveEvents {
    private final Rules rules;
    private final Places places;
    private final Map<Country, EventDesk> desks = new TreeMap<>();
    private final Map<Sensor, EventDesk> bySensor = new HashMap<>();
    private FingerprintDesk fingerprints = new FingerprintDesk();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Long> evicted = new LinkedHashMap<>();
    private List<Fingerprint> found = List.of();
    private long skipped;
    private final long[] marks = new long[Mark.values().length];
    private Sensor lastSensor = Sensor.of("none", Country.UNKNOWN);
    private EventDesk lastDesk;

    /** One line of {@code events[]}. */
    record EventPart(
            String kind,
            String vector,
            Instant start,
            Instant end,
            long packets,
            long attackPackets,
            double confidence,
            String key,
            String level,
            String rule,
            long addresses,
            List<String> marks) {}

    /**
     * What the desks found.
     *
     * @param evicted what found no room, per kind
     * @param marks packets per mark
     * @param fingerprints what programs left in the headers of their SYNs
     * @param fingerprintsSkipped SYNs that found no room for that
     * @param investigative who scans to investigate by the day's rule, in numbers
     * @param investigators their addresses, which mark their events
     */
    record Found(
            List<Event> events,
            Map<String, Long> evicted,
            Map<String, Long> marks,
            List<Fingerprint> fingerprints,
            long fingerprintsSkipped,
            InvestigativePart investigative,
            Set<String> investigators) {
        /** The events for the document; keys are numbered in their order unless they may be shown. */
        List<EventPart> parts(boolean atHome) {
            Map<EventKey, String> numbers = new HashMap<>();
            List<EventPart> out = new ArrayList<>();
            for (Event e : events) {
                String masked = numbers.computeIfAbsent(e.key(), k -> "key-" + (numbers.size() + 1));
                out.add(new EventPart(
                        e.kind().id(),
                        e.vector(),
                        e.start(),
                        e.end(),
                        e.packets(),
                        e.attackPackets(),
                        Math.round(1000 * e.confidence()) / 1000.0,
                        atHome ? e.key().text() : masked,
                        e.key().level(),
                        e.rule(),
                        e.addresses(),
                        marks(e)));
            }
            return out;
        }

        private List<String> marks(Event e) {
            String mark = Mark.INVESTIGATIVE.id();
            if (!investigators.contains(e.key().text()) || e.marks().contains(mark)) {
                return e.marks();
            }
            List<String> out = new ArrayList<>(e.marks());
            out.add(mark);
            return out;
        }
    }

    /**
     * Who scans to investigate by the day's rule.
     *
     * @param sources how many; empty where no sensor says how many addresses it watches
     * @param packets what they sent on such days
     */
    record InvestigativePart(Optional<Long> sources, Optional<Long> packets, long watchedAddresses) {
        static InvestigativePart of(List<Investigators> nodes) {
            List<Investigators> tested =
                    nodes.stream().filter(n -> n.watchedAddresses() > 0).toList();
            if (tested.isEmpty()) {
                return new InvestigativePart(Optional.empty(), Optional.empty(), 0);
            }
            return new InvestigativePart(
                    Optional.of(tested.stream().mapToLong(n -> n.sources().size()).sum()),
                    Optional.of(tested.stream().mapToLong(Investigators::packets).sum()),
                    tested.stream().mapToLong(Investigators::watchedAddresses).sum());
        }
    }

    ObserveEvents(Rules rules, Places places) {
        this.rules = rules;
        this.places = places;
        this.lastDesk = new EventDesk(rules, places);
    }

    @SuppressWarnings("ReferenceEquality") // the same object in nearly every packet; another one is looked up
    EventDesk desk(Observation observation) {
        Sensor sensor = observation.origin().sensor();
        if (sensor != lastSensor) {
            lastSensor = sensor;
            lastDesk = bySensor.computeIfAbsent(
                    sensor, s -> desks.computeIfAbsent(s.country(), c -> begun()));
        }
        return lastDesk;
    }

    private EventDesk begun() {
        EventDesk desk = new EventDesk(rules, places);
        desk.nothingBefore();
        return desk;
    }

    /** Takes one packet for everything here but its node's desk. */
    void count(Packet packet, Verdict verdict) {
        fingerprints.packet(packet, verdict);
        int bits = verdict.marks;
        for (int m = 0; bits != 0; m++, bits >>>= 1) {
            marks[m] += bits & 1;
        }
    }

    /** The input is over: what was found is taken out, and the tables behind it go before windows are closed. */
    void settle() {
        desks.values().forEach(desk -> {
            events.addAll(desk.events());
            desk.evicted().forEach((kind, n) -> evicted.merge(kind, n, Long::sum));
        });
        events.sort(Event.IN_ORDER);
        found = fingerprints.found();
        skipped = fingerprints.skipped();
        desks.clear();
        bySensor.clear();
        lastDesk = new EventDesk(rules, places);
        fingerprints = new FingerprintDesk();
    }

    /** What {@link #settle} took out. */
    Found found(List<Investigators> investigators) {
        Map<Mark, Long> counts = new EnumMap<>(Mark.class);
        for (Mark mark : Mark.values()) {
            counts.put(mark, marks[Integer.numberOfTrailingZeros(mark.bit())]);
        }
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((mark, n) -> named.put(mark.id(), n));
        Set<String> who = new TreeSet<>();
        investigators.forEach(i -> who.addAll(i.sources()));
        return new Found(
                events,
                evicted,
                named,
                found,
                skipped,
                InvestigativePart.of(investigators),
                who);
    }
}
