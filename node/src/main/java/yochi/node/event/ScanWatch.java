package yochi.node.event;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
 * packets/s or more when extrapolated to all of IPv4, and is forgotten after 480 s of silence. One cache line for
 * each pair of source and service. Distinct targets are exact where the sensor watches no more than 256 addresses,
 * else linear counting in 256 cells (Whang et al. 1990; standard error 5 % at the threshold). Two watches of
 * consecutive parts merge.
 */
final class ScanWatch {
    static final int LEAST_TARGETS = 100;
    static final double LEAST_PER_SECOND = 10;
    static final long IDLE_NANOS = 480_000_000_000L;

    private static final double IPV4 = 1L << 32;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int DESTINATION = Field.DESTINATION.bit();
    private static final int SERVICE_BITS = 20;
    private static final int CELLS = 256;
    private static final int CELL_SHIFT = Integer.SIZE - 8;
    private static final int MIXER = 0x9E37_79B1;
    private static final int SMALLEST = 1 << 10;

    /**
     * Key, first, last, packets, tools that all packets fit with marks and watched addresses, four words of targets.
     */
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
    private static final int WATCHED_SHIFT = 16;

    private final Addresses addresses;
    private final Rules rules;
    private final int most;
    private int[] index = new int[2 * SMALLEST];
    private long[] table = new long[SMALLEST * WORDS];
    private int size;
    private final List<long[]> finished = new ArrayList<>();
    private long start = Long.MAX_VALUE;
    private long latest;
    private long evicted;

    ScanWatch(Addresses addresses, Rules rules, int most) {
        this.addresses = addresses;
        this.rules = rules;
        this.most = most;
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
        long key = source << SERVICE_BITS | v.service;
        long now = p.timeNanos;
        int at = at(key, now);
        table[at + LAST] = Math.max(table[at + LAST], now);
        count(at, v, p.origin.sensor(), 1, (int) (p.destinationLow() ^ p.destinationHigh()));
    }

    /** Packets of one flow: its source met one address. */
    void flow(Flow flow, Verdict v) {
        long source = addresses.of(v.countedVersion, v.countedHigh, v.countedLow);
        if (source == Addresses.NONE) {
            evicted += flow.packets();
            return;
        }
        int at = at(source << SERVICE_BITS | v.service, Nanos.of(flow.start()));
        long end = Nanos.of(flow.end());
        latest = Math.max(latest, end);
        table[at + LAST] = Math.max(table[at + LAST], end);
        count(at, v, flow.origin().sensor(), flow.packets(), folded(flow.destination()));
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

    /** Where the episode of the key stands that goes on at that time. */
    private int at(long key, long now) {
        latest = Math.max(latest, now);
        start = Math.min(start, now);
        int at = find(key, now);
        if (now - table[at + LAST] > IDLE_NANOS) {
            finish(at);
            begin(at, key, now);
        }
        table[at + FIRST] = Math.min(table[at + FIRST], now);
        return at;
    }

    private void count(int at, Verdict v, Sensor sensor, long packets, int d) {
        long[] t = table;
        t[at + PACKETS] += packets;
        t[at + ABOUT] = (t[at + ABOUT] & (v.relations | ~ALL_TOOLS))
                | (v.has(Mark.INVESTIGATIVE) ? INVESTIGATIVE : 0)
                | watched(sensor);
        int cell = lastIsSmall ? (d ^ d >>> 8 ^ d >>> 16 ^ d >>> 24) & CELLS - 1 : mixed(d) >>> CELL_SHIFT;
        t[at + TARGETS + (cell >>> 6)] |= 1L << cell;
    }

    /** Neighbours far apart, as linear counting wants them. */
    private static int mixed(int d) {
        int h = d * MIXER;
        h = (h ^ h >>> 15) * 0x85EB_CA6B;
        return h ^ h >>> 13;
    }

    private Sensor lastSensor = Sensor.of("none", yochi.core.model.Country.UNKNOWN);
    private long lastWatched;
    private boolean lastIsSmall;

    @SuppressWarnings("ReferenceEquality") // the same object in nearly every packet
    private long watched(Sensor sensor) {
        if (sensor != lastSensor) {
            lastSensor = sensor;
            long many = Math.min(sensor.monitoredAddresses(), Integer.MAX_VALUE);
            lastWatched = many << WATCHED_SHIFT;
            lastIsSmall = many > 0 && many <= CELLS;
        }
        return lastWatched;
    }

    private static int place(long key) {
        long h = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h ^ (h >>> 32));
    }

    /** Where the key's record begins, a new one where it has none. */
    private int find(long key, long now) {
        int mask = index.length - 1;
        int i = place(key) & mask;
        while (index[i] != 0) {
            int at = (index[i] - 1) * WORDS;
            if (table[at] == key) {
                return at;
            }
            i = (i + 1) & mask;
        }
        if (size * WORDS == table.length) {
            makeRoom();
            return find(key, now);
        }
        index[i] = ++size;
        begin((size - 1) * WORDS, key, now);
        return (size - 1) * WORDS;
    }

    private void begin(int at, long key, long now) {
        Arrays.fill(table, at, at + WORDS, 0);
        table[at + KEY] = key;
        table[at + FIRST] = now;
        table[at + LAST] = now;
        table[at + ABOUT] = ALL_TOOLS;
    }

    /** Drops what has been silent; grows if that frees too little; at the bound drops the longer silent half. */
    private void makeRoom() {
        keep(latest - IDLE_NANOS);
        int capacity = table.length / WORDS;
        if (4L * size > 3L * capacity && 2L * capacity <= most) {
            table = Arrays.copyOf(table, 2 * table.length);
            index = new int[2 * index.length];
            reindex();
        } else if (size == capacity) {
            long[] times = new long[size];
            for (int r = 0; r < size; r++) {
                times[r] = table[r * WORDS + LAST];
            }
            Arrays.sort(times);
            evicted += keep(times[size / 2] + 1);
        }
    }

    /** Keeps what was heard of since then, and gives the packets of what was not. */
    private long keep(long since) {
        int kept = 0;
        long dropped = 0;
        for (int at = 0; at < size * WORDS; at += WORDS) {
            if (table[at + LAST] < since) {
                dropped += table[at + PACKETS];
                finish(at);
            } else {
                System.arraycopy(table, at, table, kept++ * WORDS, WORDS);
            }
        }
        size = kept;
        reindex();
        return dropped;
    }

    private void reindex() {
        Arrays.fill(index, 0);
        int mask = index.length - 1;
        for (int r = 0; r < size; r++) {
            int i = place(table[r * WORDS]) & mask;
            while (index[i] != 0) {
                i = (i + 1) & mask;
            }
            index[i] = r + 1;
        }
    }

    /** Keeps an episode that is an event, or that an earlier part of the capture might still continue. */
    private void finish(int at) {
        if (table[at + FIRST] - start <= IDLE_NANOS || targets(table, at) >= LEAST_TARGETS) {
            finished.add(Arrays.copyOfRange(table, at, at + WORDS));
        }
    }

    private static double targets(long[] e, int at) {
        int taken = 0;
        for (int w = TARGETS; w < WORDS; w++) {
            taken += Long.bitCount(e[at + w]);
        }
        long watched = e[at + ABOUT] >>> WATCHED_SHIFT;
        if (watched > 0 && watched <= CELLS) {
            return taken;
        }
        double estimate = -CELLS * Math.log(Math.max(0.5, CELLS - taken) / CELLS);
        return Math.min((double) e[at + PACKETS], estimate);
    }

    /** Forgets scans that ended before then. */
    void forget(long nanos) {
        keep(nanos);
        finished.removeIf(e -> e[LAST] < nanos);
    }

    void merge(ScanWatch other) {
        other.episodes().forEach(e -> {
            long source = addresses.adopt(other.addresses, e[KEY] >>> SERVICE_BITS);
            if (source == Addresses.NONE) {
                evicted += e[PACKETS];
                return;
            }
            e[KEY] = (source << SERVICE_BITS) | (e[KEY] & ((1L << SERVICE_BITS) - 1));
            finished.add(e);
        });
        start = Math.min(start, other.start);
        latest = Math.max(latest, other.latest);
        evicted += other.evicted;
    }

    /** Finished and running episodes, those of one key joined where no more than the idle time lies between them. */
    private List<long[]> episodes() {
        List<long[]> all = new ArrayList<>();
        finished.forEach(e -> all.add(e.clone()));
        for (int at = 0; at < size * WORDS; at += WORDS) {
            all.add(Arrays.copyOfRange(table, at, at + WORDS));
        }
        all.sort(Comparator.comparingLong((long[] e) -> e[KEY]).thenComparingLong(e -> e[FIRST]));
        List<long[]> out = new ArrayList<>();
        for (long[] e : all) {
            long[] before = out.isEmpty() ? new long[] {NO_KEY} : out.getLast();
            if (before[KEY] == e[KEY] && e[FIRST] - before[LAST] <= IDLE_NANOS) {
                join(before, e);
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
        e[ABOUT] = (e[ABOUT] & later[ABOUT] & ALL_TOOLS) | ((e[ABOUT] | later[ABOUT]) & ~ALL_TOOLS);
        for (int w = TARGETS; w < WORDS; w++) {
            e[w] |= later[w];
        }
    }

    List<Event> events() {
        List<Event> out = new ArrayList<>();
        for (long[] e : episodes()) {
            double targets = targets(e, 0);
            double seconds = Math.max(1, (e[LAST] - e[FIRST]) / NANOS_PER_SECOND);
            long watched = e[ABOUT] >>> WATCHED_SHIFT;
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
        return evicted;
    }
}
