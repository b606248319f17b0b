package yochi.node.event;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.classify.Mark;
import yochi.node.classify.Rules;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Flow;
import yochi.node.observation.Nanos;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;
import yochi.node.summary.Addresses;

/**
 * Horizontal scans (Durumeric et al. 2014): one source meets at least 100 distinct addresses on one port, at 10
 * packets/s or more when extrapolated to all of IPv4, and is forgotten after 480 s of silence. Distinct targets are
 * exact where the sensor watches no more than 256 addresses, else linear counting in 256 cells (Whang et al. 1990;
 * standard error 5 % at the threshold). Two watches of consecutive parts merge.
 */
final class ScanWatch {
    static final int LEAST_TARGETS = 100;
    static final double LEAST_PER_SECOND = 10;
    static final long IDLE_NANOS = 480_000_000_000L;

    private static final double IPV4 = 1L << 32;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int DESTINATION = Field.DESTINATION.bit();
    private static final int SERVICE_BITS = 20;
    private static final int CELLS = ScanTable.CELLS;
    private static final int CELL_SHIFT = Integer.SIZE - 8;
    private static final int MIXER = 0x9E37_79B1;

    /** An episode: key, first, last, packets, tools that all packets fit, marks and watch, four words of targets. */
    private static final int WORDS = 9;

    private static final long NO_KEY = -1;
    private static final int KEY = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int PACKETS = 3;
    private static final int ABOUT = 4;
    private static final int TARGETS = 5;
    private static final long ALL_TOOLS = 0xFF;
    private static final long INVESTIGATIVE = 1L << 8;
    private static final int WATCH_SHIFT = 9;
    private static final int MOST_WATCHES = 1 << (ScanTable.ABOUT_BITS - WATCH_SHIFT);
    /** Packets that wait to be looked up together. */
    private static final int BATCH = 32;

    private final Addresses addresses;
    private final Rules rules;
    private final ScanTable table;
    private final List<long[]> finished = new ArrayList<>();
    private boolean nothingBefore;
    private long start = Long.MAX_VALUE;
    private long latest;
    private long evicted;

    private final long[] keys = new long[BATCH];
    private final long[] times = new long[BATCH];
    /** What is told about a packet, above it the cell of its target. */
    private final long[] told = new long[BATCH];
    private int waiting;
    @SuppressWarnings("UnusedVariable") // so that nothing may leave the reading out
    private long read;

    /** Numbers of addresses watched, by sensors; 0 where it is not known. */
    private final List<Long> watches = new ArrayList<>(List.of(0L));
    private Sensor lastSensor = Sensor.of("none", Country.UNKNOWN);
    private long lastWatch;
    private boolean lastIsSmall;

    ScanWatch(Addresses addresses, Rules rules, int most) {
        this.addresses = addresses;
        this.rules = rules;
        this.table = new ScanTable(most);
    }

    /** Nothing came before the first packet here: what begins there need not be kept for another part. */
    void nothingBefore() {
        nothingBefore = true;
    }

    void packet(Packet p, Verdict v) {
        if ((p.known & DESTINATION) == 0) {
            return;
        }
        long source = addresses.of(p.ipVersion, p.sourceHigh(), p.sourceLow());
        if (source == Addresses.NONE) {
            evicted++;
            return;
        }
        keys[waiting] = source << SERVICE_BITS | v.service;
        times[waiting] = p.timeNanos;
        told[waiting] = told(v, p.origin.sensor(), (int) (p.destinationLow() ^ p.destinationHigh()));
        if (++waiting == BATCH) {
            settle();
        }
    }

    /** Packets of one flow: its source met one address. */
    void flow(Flow flow, Verdict v) {
        settle();
        long source = addresses.of(v.countedVersion, v.countedHigh, v.countedLow);
        if (source == Addresses.NONE) {
            evicted += flow.packets();
            return;
        }
        long about = told(v, flow.origin().sensor(), folded(flow.destination()));
        int r = count(source << SERVICE_BITS | v.service, Nanos.of(flow.start()), flow.packets(), about);
        long end = Nanos.of(flow.end());
        latest = Math.max(latest, end);
        table.reaches(r, end);
    }

    /** The address's words, each over the other. */
    static int folded(InetAddress address) {
        IntBuffer words = ByteBuffer.wrap(address.getAddress()).asIntBuffer();
        int out = 0;
        while (words.hasRemaining()) {
            out ^= words.get();
        }
        return out;
    }

    @SuppressWarnings("ReferenceEquality") // the same object in nearly every packet
    private long told(Verdict v, Sensor sensor, int d) {
        if (sensor != lastSensor) {
            lastSensor = sensor;
            long many = Math.min(sensor.monitoredAddresses(), Integer.MAX_VALUE);
            lastWatch = watch(many) << WATCH_SHIFT;
            lastIsSmall = many > 0 && many <= CELLS;
        }
        long cell = lastIsSmall ? (d ^ (d >>> 8) ^ (d >>> 16) ^ (d >>> 24)) & (CELLS - 1) : mixed(d) >>> CELL_SHIFT;
        return cell << ScanTable.ABOUT_BITS
                | lastWatch
                | (v.has(Mark.INVESTIGATIVE) ? INVESTIGATIVE : 0)
                | (v.relations & ALL_TOOLS);
    }

    /** Neighbours far apart, as linear counting wants them. */
    private static int mixed(int d) {
        int h = d * MIXER;
        h = (h ^ h >>> 15) * 0x85EB_CA6B;
        return h ^ h >>> 13;
    }

    private long watch(long watched) {
        int known = watches.indexOf(watched);
        if (known < 0 && watches.size() < MOST_WATCHES) {
            watches.add(watched);
            known = watches.size() - 1;
        }
        return Math.max(0, known);
    }

    private long watched(long about) {
        return watches.get((int) (about >>> WATCH_SHIFT) & (MOST_WATCHES - 1));
    }

    /** Of two notes about one key the larger watch; a key may come from several sensors. */
    private long largerWatch(long a, long b) {
        long mask = (MOST_WATCHES - 1L) << WATCH_SHIFT;
        return (watched(a) >= watched(b) ? a : b) & mask;
    }

    /** Counts the packets that wait. */
    private void settle() {
        read ^= table.touch(keys, waiting);
        for (int i = 0; i < waiting; i++) {
            count(keys[i], times[i], 1, told[i]);
        }
        waiting = 0;
    }

    /** Counts packets of one key; its record. */
    private int count(long key, long now, long packets, long about) {
        latest = Math.max(latest, now);
        start = Math.min(start, now);
        int r = table.find(key);
        if (r < 0) {
            if (table.full()) {
                makeRoom();
            }
            r = table.add(key, now, ALL_TOOLS);
        } else if (now - table.last(r) > IDLE_NANOS) {
            finish(r);
            table.begin(r, key, now, ALL_TOOLS);
        }
        long more = (about & INVESTIGATIVE) | largerWatch(table.about(r), about);
        int cell = (int) (about >>> ScanTable.ABOUT_BITS);
        table.count(r, now, packets, cell, (about & ALL_TOOLS) | INVESTIGATIVE, more);
        return r;
    }

    /** Drops what has been silent; grows if that frees too little; at the bound drops the longer silent half. */
    private void makeRoom() {
        int before = table.size();
        table.keep(latest - IDLE_NANOS, this::finish);
        if (4L * table.size() > 3L * before && !table.grow() && table.full()) {
            long[] lasts = new long[table.size()];
            Arrays.setAll(lasts, table::last);
            Arrays.sort(lasts);
            evicted += table.keep(lasts[lasts.length / 2] + 1, this::finish);
        }
    }

    /** Keeps an episode that is an event, or that an earlier part of the capture might still continue. */
    private void finish(int record) {
        boolean mayGoOn = !nothingBefore && table.first(record) - start <= IDLE_NANOS;
        if (mayGoOn || targets(record) >= LEAST_TARGETS) {
            finished.add(episode(record));
        }
    }

    private long[] episode(int record) {
        long[] e = new long[WORDS];
        e[KEY] = table.key(record);
        e[FIRST] = table.first(record);
        e[LAST] = table.last(record);
        e[PACKETS] = table.packets(record);
        e[ABOUT] = table.about(record);
        table.cells(record, e, TARGETS);
        return e;
    }

    private double targets(int record) {
        return targets(table.cells(record), watched(table.about(record)), table.packets(record));
    }

    private double targets(long[] e) {
        int taken = 0;
        for (int w = TARGETS; w < WORDS; w++) {
            taken += Long.bitCount(e[w]);
        }
        return targets(taken, watched(e[ABOUT]), e[PACKETS]);
    }

    private static double targets(int taken, long watched, long packets) {
        if (watched > 0 && watched <= CELLS) {
            return taken;
        }
        double estimate = -CELLS * Math.log(Math.max(0.5, CELLS - taken) / CELLS);
        return Math.min((double) packets, estimate);
    }

    /** Forgets scans that ended before then. */
    void forget(long nanos) {
        settle();
        table.keep(nanos, this::finish);
        finished.removeIf(e -> e[LAST] < nanos);
    }

    void merge(ScanWatch other) {
        settle();
        for (long[] e : other.episodes(true)) {
            long source = addresses.adopt(other.addresses, e[KEY] >>> SERVICE_BITS);
            if (source == Addresses.NONE) {
                evicted += e[PACKETS];
                continue;
            }
            e[KEY] = (source << SERVICE_BITS) | (e[KEY] & ((1L << SERVICE_BITS) - 1));
            long mask = (MOST_WATCHES - 1L) << WATCH_SHIFT;
            e[ABOUT] = (e[ABOUT] & ~mask) | watch(other.watched(e[ABOUT])) << WATCH_SHIFT;
            finished.add(e);
        }
        start = Math.min(start, other.start);
        latest = Math.max(latest, other.latest);
        evicted += other.evicted;
    }

    /**
     * Finished and running episodes, those of one key joined where no more than the idle time lies between them.
     *
     * @param all also those that are too small and have nothing to be joined with
     */
    private List<long[]> episodes(boolean all) {
        settle();
        Set<Long> continued = new HashSet<>();
        List<long[]> parts = new ArrayList<>();
        for (long[] e : finished) {
            parts.add(e.clone());
            continued.add(e[KEY]);
        }
        for (int r = 0; r < table.size(); r++) {
            if (all || targets(r) >= LEAST_TARGETS || continued.contains(table.key(r))) {
                parts.add(episode(r));
            }
        }
        parts.sort(Comparator.comparingLong((long[] e) -> e[KEY]).thenComparingLong(e -> e[FIRST]));
        List<long[]> out = new ArrayList<>();
        for (long[] e : parts) {
            long[] before = out.isEmpty() ? new long[] {NO_KEY} : out.getLast();
            if (before[KEY] == e[KEY] && e[FIRST] - before[LAST] <= IDLE_NANOS) {
                join(before, e);
            } else {
                out.add(e);
            }
        }
        return out;
    }

    private void join(long[] e, long[] later) {
        e[FIRST] = Math.min(e[FIRST], later[FIRST]);
        e[LAST] = Math.max(e[LAST], later[LAST]);
        e[PACKETS] += later[PACKETS];
        e[ABOUT] = (e[ABOUT] & later[ABOUT] & ALL_TOOLS)
                | ((e[ABOUT] | later[ABOUT]) & INVESTIGATIVE)
                | largerWatch(e[ABOUT], later[ABOUT]);
        for (int w = TARGETS; w < WORDS; w++) {
            e[w] |= later[w];
        }
    }

    List<Event> events() {
        List<Event> out = new ArrayList<>();
        for (long[] e : episodes(false)) {
            double targets = targets(e);
            double seconds = Math.max(1, (e[LAST] - e[FIRST]) / NANOS_PER_SECOND);
            long watched = watched(e[ABOUT]);
            double perSecond = watched == 0 ? Double.MAX_VALUE : e[PACKETS] / seconds * IPV4 / watched;
            if (targets >= LEAST_TARGETS && perSecond >= LEAST_PER_SECOND) {
                out.add(event(e, targets, Math.min(targets / LEAST_TARGETS, perSecond / LEAST_PER_SECOND)));
            }
        }
        return out;
    }

    private Event event(long[] e, double targets, double odds) {
        Service service = ServiceNumber.unpack((int) e[KEY] & (1 << SERVICE_BITS) - 1);
        List<String> marks = new ArrayList<>();
        for (Tool tool : Tool.values()) {
            if (tool != Tool.NONE && (e[ABOUT] & Verdict.bit(tool)) != 0) {
                marks.add("tool-" + tool);
            }
        }
        if ((e[ABOUT] & INVESTIGATIVE) != 0) {
            marks.add(Mark.INVESTIGATIVE.id());
        }
        String called = rules.names().of(service);
        return new Event(
                EventKind.SCAN,
                service.protocol().name().toLowerCase(Locale.ROOT) + "/"
                        + (service.number() < 0 ? "*" : Integer.toString(service.number()))
                        + (called.isEmpty() ? "" : " " + called),
                Nanos.instant(e[FIRST]),
                Nanos.instant(e[LAST]),
                e[PACKETS],
                e[PACKETS],
                Event.confidence(odds),
                EventKey.address(addresses, e[KEY] >>> SERVICE_BITS),
                "scan-100",
                Math.round(targets),
                marks);
    }

    long evicted() {
        settle();
        return evicted;
    }
}
