package yochi.node.event;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import yochi.core.model.Service.Protocol;
import yochi.node.classify.Mark;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Flow;
import yochi.node.observation.Nanos;
import yochi.node.observation.Packet;
import yochi.node.summary.Addresses;

/**
 * Vertical scans: one source tries at least 15 different ports of one address (the default of Zeek's policy/misc/scan;
 * it counts within 5 minutes, here 5 minutes of silence end a scan). One record for each pair of source and address in
 * a small table: pairs of a single port, which are nearly all of a darknet's, make room for the next one, pairs of two
 * ports and more stay until they are silent. Ports are exact up to 16, then linear counting in 256 cells. Exact and
 * mergeable as long as the table had room. Not for use by two threads at a time.
 */
final class PortScanWatch {
    static final int LEAST_PORTS = 15;
    static final long IDLE_NANOS = 300_000_000_000L;

    private static final int SMALLEST_BITS = 8;
    private static final int LARGEST_BITS = 14;
    private static final int WAYS = 2;
    private static final int DESTINATION = Field.DESTINATION.bit() | Field.PORTS.bit();

    /** Key, first, last, packets, number of exact ports with marks, four words of ports. */
    private static final int WORDS = 9;

    private static final int KEY = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int PACKETS = 3;
    private static final int ABOUT = 4;
    private static final int PORTS = 5;

    private static final int EXACT = 16;
    private static final long COUNT = 0xFF;
    private static final long INVESTIGATIVE = 1L << 8;
    private static final int CELLS = 256;
    private static final int TARGET_BITS = 30;
    private static final long TCP = 1;
    /** What {@link Addresses#NONE} is in a key. */
    private static final long NOBODY = -1L >>> (TARGET_BITS + 1);

    private static final int TCP_FAMILY = ServiceNumber.pack(Protocol.TCP, 0) >>> ServiceNumber.BITS;

    private final Addresses addresses;
    private int bits = SMALLEST_BITS;
    private long[] table = new long[WORDS << SMALLEST_BITS];
    private final List<long[]> finished = new ArrayList<>();
    private long start = Long.MAX_VALUE;
    private long evicted;

    PortScanWatch(Addresses addresses) {
        this.addresses = addresses;
    }

    void packet(Packet p, Verdict v) {
        if ((p.known & DESTINATION) == DESTINATION) {
            long source = addresses.of(p.ipVersion, p.sourceHigh(), p.sourceLow());
            long key = key(source, p.destinationHigh(), p.destinationLow(), v.service);
            add(key, p.timeNanos, p.timeNanos, 1, p.destinationPort(), v);
        }
    }

    void flow(Flow flow, Verdict v) {
        if (flow.destinationPort().isPresent()) {
            long source = addresses.of(v.countedVersion, v.countedHigh, v.countedLow);
            ByteBuffer target = ByteBuffer.wrap(flow.destination().getAddress());
            long high = target.remaining() == Integer.BYTES ? 0 : target.getLong();
            long low = high == 0 && target.remaining() == Integer.BYTES
                    ? Integer.toUnsignedLong(target.getInt())
                    : target.getLong();
            int port = flow.destinationPort().getAsInt();
            long key = key(source, high, low, v.service);
            add(key, Nanos.of(flow.start()), Nanos.of(flow.end()), flow.packets(), port, v);
        }
    }

    /** Source, hash of the target, whether TCP; never 0. */
    private static long key(long source, long high, long low, int service) {
        long target = high * 0xC2B2_AE3D_27D4_EB4FL + low;
        long hash = (target * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - TARGET_BITS);
        return (source << TARGET_BITS | hash) << 1 | (service >>> ServiceNumber.BITS == TCP_FAMILY ? TCP : 0);
    }

    private void add(long key, long from, long to, long packets, int port, Verdict v) {
        start = Math.min(start, from);
        int at = key >>> (TARGET_BITS + 1) == NOBODY ? -1 : find(key, from);
        if (at < 0) {
            evicted += packets;
            return;
        }
        long[] t = table;
        if (t[at + KEY] == key && from - t[at + LAST] > IDLE_NANOS) {
            finish(at);
            t[at + KEY] = 0;
        }
        if (t[at + KEY] != key) {
            Arrays.fill(t, at, at + WORDS, 0);
            t[at + KEY] = key;
            t[at + FIRST] = from;
            t[at + LAST] = to;
        }
        t[at + FIRST] = Math.min(t[at + FIRST], from);
        t[at + LAST] = Math.max(t[at + LAST], to);
        t[at + PACKETS] += packets;
        t[at + ABOUT] |= v.has(Mark.INVESTIGATIVE) ? INVESTIGATIVE : 0;
        met(t, at, port);
    }

    private static int place(long key, int bits) {
        return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - bits));
    }

    /** Where the key's record is or may be; -1 where pairs that are being scanned hold both places. */
    private int find(long key, long now) {
        int home = place(key, bits);
        int free = -1;
        for (int way = 0; way < WAYS; way++) {
            int at = (home ^ way) * WORDS;
            if (table[at] == key) {
                return at;
            }
            if (free < 0 && (table[at] == 0 || now - table[at + LAST] > IDLE_NANOS)) {
                free = at;
            }
        }
        if (free < 0 && bits < LARGEST_BITS) {
            grow();
            return find(key, now);
        }
        for (int way = 0; way < WAYS && free < 0; way++) {
            int at = (home ^ way) * WORDS;
            free = (table[at + ABOUT] & COUNT) <= 1 ? at : -1;
        }
        if (free >= 0 && table[free] != 0) {
            finish(free);
        }
        return free;
    }

    /** Records move to where the longer key sends them; one that finds its new place taken is finished. */
    private void grow() {
        long[] before = table;
        bits++;
        table = new long[WORDS << bits];
        for (int from = 0; from < before.length; from += WORDS) {
            if (before[from] != 0) {
                int home = place(before[from], bits);
                int at = table[home * WORDS] == 0 ? home : home ^ 1;
                System.arraycopy(before, from, table, at * WORDS, WORDS);
            }
        }
    }

    /** Adds a port: to the list while that holds, then as a cell of the hash. */
    private static void met(long[] t, int at, int port) {
        int count = (int) (t[at + ABOUT] & COUNT);
        if (count <= EXACT) {
            for (int i = 0; i < count; i++) {
                if (listed(t, at, i) == port) {
                    return;
                }
            }
            if (count < EXACT) {
                t[at + PORTS + (count >>> 2)] |= (long) port << (16 * (count & 3));
                t[at + ABOUT]++;
                return;
            }
            spread(t, at);
        }
        t[at + PORTS + (cell(port) >>> 6)] |= 1L << cell(port);
    }

    private static int listed(long[] t, int at, int number) {
        return (int) (t[at + PORTS + (number >>> 2)] >>> (16 * (number & 3))) & 0xFFFF;
    }

    private static int cell(int port) {
        return (port ^ port >>> 8) & CELLS - 1;
    }

    /** Turns the list of ports into cells, where it is one still. */
    private static void spread(long[] t, int at) {
        int count = (int) (t[at + ABOUT] & COUNT);
        if (count > EXACT) {
            return;
        }
        long[] cells = new long[WORDS - PORTS];
        for (int i = 0; i < count; i++) {
            int cell = cell(listed(t, at, i));
            cells[cell >>> 6] |= 1L << cell;
        }
        System.arraycopy(cells, 0, t, at + PORTS, cells.length);
        t[at + ABOUT] = (t[at + ABOUT] & ~COUNT) | (EXACT + 1);
    }

    private static double ports(long[] t, int at) {
        int count = (int) (t[at + ABOUT] & COUNT);
        if (count <= EXACT) {
            return count;
        }
        int taken = 0;
        for (int w = PORTS; w < WORDS; w++) {
            taken += Long.bitCount(t[at + w]);
        }
        double estimate = -CELLS * Math.log(Math.max(0.5, CELLS - taken) / CELLS);
        return Math.max(EXACT + 1.0, Math.min((double) t[at + PACKETS], estimate));
    }

    /** Keeps what is a scan, or what an earlier part of the capture may still make one. */
    private void finish(int at) {
        double ports = ports(table, at);
        if (ports >= LEAST_PORTS || (ports > 1 && table[at + FIRST] - start <= IDLE_NANOS)) {
            finished.add(Arrays.copyOfRange(table, at, at + WORDS));
        }
    }

    /** Forgets scans that ended before then; the table itself has a bound. */
    void forget(long nanos) {
        finished.removeIf(e -> e[LAST] < nanos);
    }

    void merge(PortScanWatch other) {
        other.episodes().forEach(e -> {
            long source = addresses.adopt(other.addresses, e[KEY] >>> (TARGET_BITS + 1));
            long rest = e[KEY] & (1L << (TARGET_BITS + 1)) - 1;
            if (source == Addresses.NONE) {
                evicted += e[PACKETS];
            } else {
                e[KEY] = source << (TARGET_BITS + 1) | rest;
                finished.add(e);
            }
        });
        start = Math.min(start, other.start);
        evicted += other.evicted;
    }

    /** Finished and running episodes, those of one pair joined where no more than the idle time lies between. */
    private List<long[]> episodes() {
        List<long[]> all = new ArrayList<>();
        finished.forEach(e -> all.add(e.clone()));
        for (int at = 0; at < table.length; at += WORDS) {
            if (table[at] != 0) {
                all.add(Arrays.copyOfRange(table, at, at + WORDS));
            }
        }
        all.sort(Comparator.comparingLong((long[] e) -> e[KEY]).thenComparingLong(e -> e[FIRST]));
        List<long[]> out = new ArrayList<>();
        for (long[] e : all) {
            boolean goesOn = !out.isEmpty()
                    && out.getLast()[KEY] == e[KEY]
                    && e[FIRST] - out.getLast()[LAST] <= IDLE_NANOS;
            if (goesOn) {
                join(out.getLast(), e);
            } else {
                out.add(e);
            }
        }
        return out;
    }

    private static void join(long[] e, long[] later) {
        e[FIRST] = Math.min(e[FIRST], later[FIRST]);
        e[LAST] = Math.max(e[LAST], later[LAST]);
        e[PACKETS] += later[PACKETS];
        e[ABOUT] |= later[ABOUT] & INVESTIGATIVE;
        int count = (int) (later[ABOUT] & COUNT);
        if (count <= EXACT) {
            for (int i = 0; i < count; i++) {
                met(e, 0, listed(later, 0, i));
            }
            return;
        }
        spread(e, 0);
        for (int w = PORTS; w < WORDS; w++) {
            e[w] |= later[w];
        }
    }

    /** One event for what a source did to any number of addresses at a time. */
    List<Event> events() {
        List<long[]> scans = new ArrayList<>(episodes());
        scans.removeIf(e -> ports(e, 0) < LEAST_PORTS);
        scans.sort(Comparator.comparingLong((long[] e) -> whom(e)).thenComparingLong(e -> e[FIRST]));
        List<Event> out = new ArrayList<>();
        for (int i = 0; i < scans.size(); ) {
            int from = i;
            long last = scans.get(i)[LAST];
            while (++i < scans.size()
                    && whom(scans.get(i)) == whom(scans.get(from))
                    && scans.get(i)[FIRST] - last <= IDLE_NANOS) {
                last = Math.max(last, scans.get(i)[LAST]);
            }
            out.add(event(scans.subList(from, i), last));
        }
        return out;
    }

    /** Source and whether TCP. */
    private static long whom(long[] e) {
        return e[KEY] >>> (TARGET_BITS + 1) << 1 | (e[KEY] & TCP);
    }

    private Event event(List<long[]> scans, long last) {
        long[] first = scans.getFirst();
        long packets = scans.stream().mapToLong(e -> e[PACKETS]).sum();
        double most = scans.stream().mapToDouble(e -> ports(e, 0)).max().orElseThrow();
        long targets = scans.stream().mapToLong(e -> e[KEY]).distinct().count();
        List<String> marks = new ArrayList<>(List.of("vertical", "ports-" + Math.round(most)));
        if (scans.stream().anyMatch(e -> (e[ABOUT] & INVESTIGATIVE) != 0)) {
            marks.add(Mark.INVESTIGATIVE.id());
        }
        String protocol = (first[KEY] & TCP) != 0 ? Protocol.TCP.name() : Protocol.UDP.name();
        return new Event(
                EventKind.SCAN,
                protocol.toLowerCase(Locale.ROOT) + "/* ports",
                Nanos.instant(first[FIRST]),
                Nanos.instant(last),
                packets,
                packets,
                Event.confidence(most / LEAST_PORTS),
                EventKey.address(addresses, first[KEY] >>> (TARGET_BITS + 1)),
                "scan-ports-15",
                targets,
                marks);
    }

    /** Packets of pairs that found no room. */
    long evicted() {
        return evicted;
    }
}
