package yochi.node.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.Prefix;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Field;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Nanos;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.summary.Addresses;
import yochi.node.summary.Places;

/**
 * Finds the attacks among one node's classified observations. Desks of consecutive parts merge into the desk of the
 * whole; handing one desk on from part to part is the same. Not for use by two threads at a time.
 */
public final class EventDesk implements ClassifiedSink {
    /** Pairs of source and service in a scan table: a million take 50 MB, twice what a busy /16 sees in 480 s. */
    public static final int DEFAULT_MOST = 1 << 20;
    /**
     * For so many of them there is one record of ten seconds of a flood, and two of requests, which wait for 900 s of
     * silence: a quarter of a million take 14 MB. Backscatter has as many as scans, since its victims go on for hours.
     */
    private static final int PAIRS_A_RECORD = 4;

    private static final int FLAGS = Field.TCP_FLAGS.bit();
    private static final int DESTINATION = Field.DESTINATION.bit();

    /** IPv6 addresses that are told apart: half a million take 50 MB; packets of others are counted as evicted. */
    private static final int MOST_IPV6 = 1 << 19;

    private final Addresses addresses = new Addresses(MOST_IPV6);
    private final VictimWatch backscatter;
    private final VictimWatch amplification;
    private final FloodWatch floods;
    private final ScanWatch scans;
    private final PortScanWatch portScans;
    private final SpellWatch spells;
    private Optional<Sensor> lastSensor = Optional.empty();
    private int darkShift = -1;
    private long unnamed;

    public EventDesk(Rules rules, Places places) {
        this(rules, places, DEFAULT_MOST);
    }

    /**
     * A desk of smaller tables.
     *
     * @param most records of the large tables, four times those of the others; what finds no room is counted
     */
    public EventDesk(Rules rules, Places places, int most) {
        Blocks blocks = new Blocks(places, addresses);
        int few = Math.max(1, most / PAIRS_A_RECORD);
        this.backscatter = new VictimWatch(new BackscatterRule(), addresses, blocks, most);
        this.amplification = new VictimWatch(new AmplificationRule(rules), addresses, blocks, 2 * few);
        this.floods = new FloodWatch(addresses, blocks, rules, few);
        this.scans = new ScanWatch(addresses, rules, most);
        this.portScans = new PortScanWatch(addresses);
        this.spells = new SpellWatch(rules, most);
    }

    /**
     * Says that nothing came before the first packet here, so that nothing need be kept that only an earlier part
     * could continue. Such a desk may be followed by others, and merged with them, but follows none.
     */
    public void nothingBefore() {
        scans.nothingBefore();
        backscatter.nothingBefore();
        amplification.nothingBefore();
        floods.nothingBefore();
    }

    @Override
    public void packet(Packet p, Verdict v) {
        switch (v.rule) {
            case TCP_SYN, TCP_STEALTH, UDP_REST, UDP_AMPLIFIER_PORT, ICMP_REQUEST -> {
                scans.packet(p, v);
                portScans.packet(p, v);
            }
            case TCP_SYN_ACK, TCP_RST, ICMP_ERROR, ICMP_ANSWER, UDP_ANSWER -> answer(p, v);
            case UDP_ABUSE -> request(p, v);
            default -> {}
        }
        floods.packet(p, v);
    }

    private void answer(Packet p, Verdict v) {
        int answer = Answer.numberOf(v, p.knows(FLAGS) ? p.tcpFlags() : 0);
        if (answer >= 0) {
            long victim = addresses.of(v.countedVersion, v.countedHigh, v.countedLow);
            if (victim == Addresses.NONE) {
                unnamed++;
                return;
            }
            long key = VictimKey.pack(victim, v.service, answer);
            backscatter.add(key, 0, p.timeNanos, BackscatterRule.hit(darkBlock(p)));
        }
    }

    private void request(Packet p, Verdict v) {
        if ((p.known & DESTINATION) != 0) {
            long victim = addresses.of(v.countedVersion, v.countedHigh, v.countedLow);
            long honeypot = addresses.of(p.ipVersion, p.destinationHigh(), p.destinationLow());
            if (victim == Addresses.NONE || honeypot == Addresses.NONE) {
                unnamed++;
                return;
            }
            amplification.add(VictimKey.pack(victim, v.service, 0), honeypot, p.timeNanos, p.wireLength);
        }
    }

    /** Number 1 to 16 of the sixteenth of the darknet that got the packet; 0 where it watches no single block. */
    @SuppressWarnings("ReferenceEquality") // the same object in nearly every packet
    private int darkBlock(Packet p) {
        Sensor sensor = p.origin.sensor();
        if (lastSensor.isEmpty() || lastSensor.get() != sensor) {
            lastSensor = Optional.of(sensor);
            Optional<Prefix> only = sensor.monitored().size() == 1
                    ? Optional.of(sensor.monitored().getFirst()).filter(b -> !b.isIpv6() && b.length() <= 28)
                    : Optional.empty();
            darkShift = only.map(b -> Integer.SIZE - b.length() - 4).orElse(-1);
        }
        return darkShift < 0 || p.ipVersion != 4 ? 0 : (int) (p.destinationLow() >>> darkShift & 15) + 1;
    }

    @Override
    public void session(HoneypotSession session, Rule rule) {
        spells.session(session, rule);
    }

    @Override
    public void order(AttackOrder order, Rule rule) {
        spells.order(order, rule);
    }

    @Override
    public void amplification(AmplificationRequests r, Rule rule) {
        long honeypot = Integer.toUnsignedLong(r.origin().sensor().name().hashCode());
        long key = VictimKey.pack(addresses.of(r.victim()), ServiceNumber.pack(r.service()), 0);
        spread(amplification, key, honeypot, r.start(), r.end(), r.requests());
    }

    /** A flow of a victim's answers counts to backscatter, one that its source opened to scans; for floods it lacks. */
    @Override
    public void flow(Flow flow, Verdict v) {
        switch (v.rule) {
            case TCP_SYN, TCP_STEALTH, ICMP_REQUEST -> {
                scans.flow(flow, v);
                portScans.flow(flow, v);
            }
            default -> answers(flow, v);
        }
    }

    private void answers(Flow flow, Verdict v) {
        int answer = Answer.numberOf(v, flow.tcpFlags().orElse(0));
        if (answer >= 0) {
            long victim = addresses.of(v.countedVersion, v.countedHigh, v.countedLow);
            int n = (int) Math.min(Integer.MAX_VALUE, flow.packets());
            spread(backscatter, VictimKey.pack(victim, v.service, answer), 0, flow.start(), flow.end(), n);
        }
    }

    /** A log tells first, last and number: what it counts is taken as spread evenly. */
    private void spread(VictimWatch watch, long key, long other, Instant start, Instant end, int n) {
        if (VictimKey.address(key) == VictimKey.NOBODY) {
            unnamed += n;
            return;
        }
        watch.spread(key, other, Nanos.of(start), Nanos.of(end), n);
    }

    @Override
    public void visit(PageVisit visit, Rule rule) {
        spells.visit(visit, rule);
    }

    /** Adds what the desk of a later or earlier part has found; the other desk is used up. */
    public void merge(EventDesk other) {
        backscatter.merge(other.backscatter);
        amplification.merge(other.amplification);
        floods.merge(other.floods);
        scans.merge(other.scans);
        portScans.merge(other.portScans);
        unnamed += other.unnamed;
        spells.merge(other.spells);
    }

    /**
     * Forgets what ended before then, so that a desk may stand for ever. Of attacks that go on it forgets what lies
     * before, so leave it more than an hour, the longest silence that any rule but that of orders waits for.
     */
    public void forget(Instant before) {
        long nanos = Nanos.of(before);
        backscatter.forget(nanos);
        amplification.forget(nanos);
        floods.forget(nanos);
        scans.forget(nanos);
        portScans.forget(nanos);
        spells.forget(nanos);
    }

    /** IPv6 addresses and names that it has met; a fresh desk that merges this one forgets those no longer needed. */
    public int numbered() {
        return addresses.numbered();
    }

    /** All events so far, by time. */
    public List<Event> events() {
        List<Event> out = new ArrayList<>(backscatter.events());
        out.addAll(amplification.events());
        out.addAll(floods.events());
        out.addAll(scans.events());
        out.addAll(portScans.events());
        out.addAll(spells.events());
        out.sort(Event.IN_ORDER);
        return out;
    }

    /** Packets, sessions and orders per kind that found no room or whose episode was cut for want of it. */
    public Map<String, Long> evicted() {
        Map<String, Long> out = new LinkedHashMap<>();
        out.put(EventKind.DOS_BACKSCATTER.id(), backscatter.evicted() + unnamed);
        out.put(EventKind.AMPLIFICATION.id(), amplification.evicted());
        out.put(EventKind.FLOOD.id(), floods.evicted());
        out.put(EventKind.SCAN.id(), scans.evicted() + portScans.evicted());
        out.put("sessions-and-orders", spells.evicted());
        return out;
    }
}
