package yochi.node.event;

import java.util.List;
import yochi.core.model.Service.Protocol;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;
import yochi.node.summary.Addresses;

/** Floods seen where they arrive: sorts each packet by what it is to its destination and counts per destination. */
final class FloodWatch {
    private static final int KNOWN = Field.bits(Field.DESTINATION);
    private static final int PORTS = Field.PORTS.bit();
    private static final int FLAGS = Field.TCP_FLAGS.bit();
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ACK = 16;
    private static final int RST = 4;
    private static final int SYN = 2;
    /**
     * Sources are told apart by ten bits of a hash: linear counting, standard error 2 % at 500 (Whang et al. 1990).
     */
    static final int SOURCE_BITS = 10;

    private static final int SOURCE_HASH_BITS = 32;
    private static final long FIRST_FRAGMENT = 1L << SOURCE_HASH_BITS;

    private final Addresses addresses;
    private final Rules rules;
    private final VictimWatch watch;
    private final FloodGate gate;
    private final Pairs pairs = new Pairs();

    private int kindNumber;
    private int service;
    private long other;
    private long unnamed;

    FloodWatch(Addresses addresses, Blocks blocks, Rules rules, int mostRecords) {
        this.addresses = addresses;
        this.rules = rules;
        this.watch = new VictimWatch(new FloodRule(rules), addresses, blocks, mostRecords);
        this.gate = new FloodGate(this::count);
    }

    void nothingBefore() {
        watch.nothingBefore();
    }

    void packet(Packet p, Verdict v) {
        if (!p.knows(KNOWN) || p.ipVersion == 0) {
            return;
        }
        long destination = addresses.of(p.ipVersion, p.destinationHigh(), p.destinationLow());
        if (destination == Addresses.NONE) {
            unnamed++;
            return;
        }
        long source = p.sourceLow() ^ p.sourceHigh();
        sort(p, v, source, p.destinationLow() ^ p.destinationHigh());
        long key = VictimKey.pack(destination, service, kindNumber);
        long from = hash(source, SOURCE_HASH_BITS) | (p.moreFragments() ? FIRST_FRAGMENT : 0);
        gate.add(destination, key, other, p.timeNanos, p.wireLength, from);
    }

    /** Counts a packet of a destination that is busy; of some kinds also its source. */
    private void count(long key, long with, long nanos, long length, long source) {
        watch.add(key, with, nanos, length);
        FloodKind kind = FloodKind.of(key);
        if (kind == FloodKind.SYN || kind == FloodKind.UDP_ANSWER) {
            long hash = source & (FIRST_FRAGMENT - 1);
            long cell = hash >>> (SOURCE_HASH_BITS - SOURCE_BITS);
            watch.add(FloodKind.SOURCE.in(key), cell / Long.SIZE, nanos, 1L << cell);
            if ((source & FIRST_FRAGMENT) != 0) {
                watch.add(FloodKind.REFLECTOR.in(key), hash, nanos, 0);
            }
        }
    }

    static long hash(long source, int bits) {
        long h = source * 0x9E37_79B9_7F4A_7C15L;
        return ((h ^ (h >>> 32)) * 0xC2B2_AE3D_27D4_EB4FL) >>> (Long.SIZE - bits);
    }

    private void is(FloodKind kind, int what, long with) {
        kindNumber = kind.number();
        service = what;
        other = with;
    }

    private void sort(Packet p, Verdict v, long source, long destination) {
        if (p.fragmentOffset() != 0) {
            is(FloodKind.FRAGMENT, 0, hash(source, SOURCE_HASH_BITS));
        } else if (p.protocol == TCP && p.knows(FLAGS | PORTS)) {
            tcp(p, source, destination);
        } else if (p.protocol == UDP && p.knows(PORTS)) {
            udp(p, source, destination);
        } else if (v.rule == Rule.ICMP_ERROR) {
            error(v);
        } else {
            boolean icmp = p.protocol == 1 || p.protocol == 58;
            is(icmp ? FloodKind.ICMP : FloodKind.OTHER, icmp ? v.service : 0, 0);
        }
    }

    private void tcp(Packet p, long source, long destination) {
        boolean answers = (p.tcpFlags() & RST) != 0 || (p.tcpFlags() & (SYN | ACK)) == (SYN | ACK);
        if (answers) {
            boolean asked = pairs.wasAsked(source, destination, p.timeNanos);
            is(asked ? FloodKind.ASKED : FloodKind.TCP_ANSWER, 0, p.sourcePort());
        } else if ((p.tcpFlags() & ACK) == 0) {
            pairs.asked(source, destination, p.timeNanos);
            is(FloodKind.SYN, p.tcpFlags(), p.destinationPort());
        } else {
            is(FloodKind.TCP_REST, 0, 0);
        }
    }

    private void udp(Packet p, long source, long destination) {
        if (rules.amplifiers().reflects(p.sourcePort())) {
            if (pairs.wasAsked(source, destination, p.timeNanos)) {
                is(FloodKind.ASKED, 0, 0);
            } else {
                is(FloodKind.UDP_ANSWER, ServiceNumber.pack(Protocol.UDP, p.sourcePort()), p.destinationPort() + 1);
            }
        } else {
            pairs.asked(source, destination, p.timeNanos);
            is(FloodKind.UDP, 0, p.destinationPort());
        }
    }

    /** An error about a packet that the destination is said to have sent belongs to the answers of that service. */
    private void error(Verdict v) {
        int port = (v.service & (1 << ServiceNumber.BITS) - 1) - 1;
        if (v.service == ServiceNumber.pack(Protocol.TCP, port)) {
            is(FloodKind.TCP_ANSWER, 0, Math.max(0, port));
        } else if (v.service == ServiceNumber.pack(Protocol.UDP, port)
                && port >= 0
                && rules.amplifiers().reflects(port)) {
            is(FloodKind.UDP_ANSWER, v.service, 0);
        } else {
            is(FloodKind.ICMP, 0, 0);
        }
    }

    void forget(long nanos) {
        watch.forget(nanos);
    }

    void merge(FloodWatch other) {
        gate.drain();
        other.gate.drain();
        watch.merge(other.watch);
        unnamed += other.unnamed;
    }

    List<Event> events() {
        gate.drain();
        return watch.events();
    }

    long evicted() {
        return unnamed + gate.evicted() + watch.evicted();
    }
}
