package yochi.node.event;

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
    private static final int SMALLEST = 1 << 10;
    private static final long FREE = -1;

    /**
     * Key, first, last, packets, tools that all packets fit with marks and watched addresses, four words of targets.
     */
    private static final int WORDS = 9;

    private static final int COLUMNS = 16;
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
    private long[] table = empty(SMALLEST);
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

    private static long[] empty(int capacity) {
        long[] out = new long[capacity * COLUMNS];
        Arrays.fill(out, FREE);
        return out;
    }

    void packet(Packet p, Verdict v) {
        if ((p.known & DESTINATION) == 0) {
            return;
        }
        long source = addresses.of(p.ipVersion, p.sourceHigh, p.sourceLow);
        long key = source << SERVICE_BITS | v.service;
        long now = p.timeNanos;
        latest = Math.max(latest, now);
        start = Math.min(start, now);
        long[] t = table;
        int mask = t.length - COLUMNS;
        int at = place(key) & mask;
        while (t[at] != key) {
            if (t[at] == FREE) {
                at = insert(key, at, now);
                t = table;
                break;
            }
            at = at + COLUMNS & mask;
        }
        if (now - t[at + LAST] > IDLE_NANOS) {
            finish(t, at);
            begin(at, key, now);
        }
        t[at + FIRST] = Math.min(t[at + FIRST], now);
        t[at + LAST] = Math.max(t[at + LAST], now);
        t[at + PACKETS]++;
        t[at + ABOUT] = (t[at + ABOUT] & (v.relations | ~ALL_TOOLS))
                | (v.has(Mark.INVESTIGATIVE) ? INVESTIGATIVE : 0)
                | watched(p);
        int d = (int) (p.destinationLow ^ p.destinationHigh);
        int cell = (d ^ d >>> 8 ^ d >>> 16 ^ d >>> 24) & CELLS - 1;
        t[at + TARGETS + (cell >>> 6)] |= 1L << cell;
    }

    private Sensor lastSensor = Sensor.of("none", yochi.core.model.Country.UNKNOWN);
    private long lastWatched;

    @SuppressWarnings("ReferenceEquality") // the same object in nearly every packet
    private long watched(Packet p) {
        Sensor sensor = p.origin.sensor();
        if (sensor != lastSensor) {
            lastSensor = sensor;
            lastWatched = Math.min(sensor.monitoredAddresses(), Integer.MAX_VALUE) << WATCHED_SHIFT;
        }
        return lastWatched;
    }

    private static int place(long key) {
        long h = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h >>> 32 ^ h >>> 12) * COLUMNS;
    }

    private void begin(int at, long key, long now) {
        Arrays.fill(table, at, at + WORDS, 0);
        table[at + KEY] = key;
        table[at + FIRST] = now;
        table[at + LAST] = now;
        table[at + ABOUT] = ALL_TOOLS;
    }

    private int insert(long key, int free, long now) {
        int at = free;
        if (2 * ++size * COLUMNS > table.length) {
            makeRoom();
            int mask = table.length - COLUMNS;
            at = place(key) & mask;
            while (table[at] != FREE) {
                at = at + COLUMNS & mask;
            }
        }
        begin(at, key, now);
        return at;
    }

    /**
     * Drops what has been silent; grows if that is not enough; at the bound drops the longer silent half and counts
     * it.
     */
    private void makeRoom() {
        long idle = latest - IDLE_NANOS;
        int live = keep(idle, false);
        if (live > most / 2) {
            long[] times = new long[live];
            int n = 0;
            for (int at = 0; at < table.length; at += COLUMNS) {
                if (table[at] != FREE) {
                    times[n++] = table[at + LAST];
                }
            }
            Arrays.sort(times);
            live = keep(times[n / 2], true);
        }
        size = live + 1;
    }

    /** Keeps what was heard of since then, in a table that it fills to a quarter. */
    private int keep(long since, boolean evict) {
        long[] old = table;
        int live = 0;
        for (int at = 0; at < old.length; at += COLUMNS) {
            if (old[at] != FREE && old[at + LAST] >= since) {
                live++;
            }
        }
        table = empty(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, live)) << 3));
        int mask = table.length - COLUMNS;
        for (int at = 0; at < old.length; at += COLUMNS) {
            if (old[at] == FREE) {
                continue;
            }
            if (old[at + LAST] < since) {
                evicted += evict ? old[at + PACKETS] : 0;
                finish(old, at);
                continue;
            }
            int to = place(old[at]) & mask;
            while (table[to] != FREE) {
                to = to + COLUMNS & mask;
            }
            System.arraycopy(old, at, table, to, WORDS);
        }
        return live;
    }

    /** Keeps an episode that is an event, or that an earlier part of the capture might still continue. */
    private void finish(long[] t, int at) {
        if (t[at + FIRST] - start <= IDLE_NANOS || targets(t, at) >= LEAST_TARGETS) {
            finished.add(Arrays.copyOfRange(t, at, at + WORDS));
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

    void merge(ScanWatch other) {
        other.episodes().forEach(e -> {
            long source = addresses.adopt(other.addresses, e[KEY] >>> SERVICE_BITS);
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
        for (int at = 0; at < table.length; at += COLUMNS) {
            if (table[at] != FREE) {
                all.add(Arrays.copyOfRange(table, at, at + WORDS));
            }
        }
        all.sort(Comparator.comparingLong((long[] e) -> e[KEY]).thenComparingLong(e -> e[FIRST]));
        List<long[]> out = new ArrayList<>();
        for (long[] e : all) {
            long[] before = out.isEmpty() ? new long[] {FREE} : out.getLast();
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
                VictimWatch.instant(e[FIRST]),
                VictimWatch.instant(e[LAST]),
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
