package yochi.node.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import yochi.node.classify.Rules;

/**
 * Floods where they arrive, per vector, by ten-second counts; the first that holds names the rule:
 *
 * <ul>
 *   <li>{@code flood-volume}: at least 2,000 packets/s of a vector that no host gets in bulk in peace (a tenth of
 *       FastNetMon's default threshold of 20,000 packets/s for a host, since such packets are a small part of all), or
 *       20,000 packets/s of any other; over the slot's own span, at least one second.
 *   <li>{@code flood-syn-sources}: in 60 s moved by 10 s at least 1,000 connection attempts from at least 500
 *       sources, and more attempts than packets of connections that stand. Background radiation is 4 to 5 packets a
 *       minute and address (NICTER 2024: 21.7 k packets/s on about 290,000 addresses), so 1,000 are 200 times as much.
 *   <li>{@code flood-answers}: in such 60 s at least 100 answers that were not asked for (AmpPot's 100, seen from
 *       the other side), from at least 5 reflectors, that mostly go to one port, while resolvers choose theirs at
 *       random (RFC 5452), or have 1,000 bytes on average.
 * </ul>
 */
final class FloodRule implements VictimRule {
    static final int QUIET_PER_SECOND = 2_000;
    static final int BUSY_PER_SECOND = 20_000;
    static final int SYNS = 1_000;
    static final int SYN_SOURCES = 500;
    static final int ANSWERS = 100;
    static final int REFLECTORS = 5;
    static final int LARGE_BYTES = 1_000;
    /** Silence of the vector that ends a flood: the same as for backscatter. */
    static final long IDLE_NANOS = BackscatterRule.IDLE_NANOS;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double CELLS = 1 << FloodWatch.SOURCE_BITS;
    private static final double HALF = 0.5;
    /** Ports too many to be told apart; no port is as large. */
    static final long MANY = 1 << 17;

    private final FloodName name;

    FloodRule(Rules rules) {
        this.name = new FloodName(rules);
    }

    @Override
    public EventKind kind() {
        return EventKind.FLOOD;
    }

    @Override
    public long idleNanos() {
        return IDLE_NANOS;
    }

    @Override
    public int part(int service) {
        return 0;
    }

    /** Cells of sources are a set. */
    @Override
    public long join(long key, long a, long b) {
        return FloodKind.of(key) == FloodKind.SOURCE ? a | b : a + b;
    }

    /** Ports become "many", sources of fragments the cell of their hash, so that a reflector's still meet it. */
    @Override
    public long folded(long key, long other) {
        return switch (FloodKind.of(key)) {
            case SYN, UDP, TCP_ANSWER, UDP_ANSWER, ASKED -> MANY;
            case FRAGMENT, REFLECTOR -> cell(other);
            case SOURCE, ICMP, TCP_REST, OTHER -> other;
        };
    }

    /** The cell of a hash; a cell is its own. */
    private static long cell(long hash) {
        return hash > MANY && hash <= MANY + CELLS ? hash : MANY + 1 + (hash & (long) (CELLS - 1));
    }

    /** One vector's packets per slot number. */
    private record Series(TreeMap<Integer, List<Slot>> bySlot) {
        long packets(int from, int to) {
            return bySlot.subMap(from, to).values().stream().mapToLong(Episode::total).sum();
        }

        /** Packets per second of a slot, over its own span but at least one second. */
        double rate(int slot) {
            List<Slot> slots = bySlot.subMap(slot, slot + 1).firstEntry().getValue();
            long first = slots.stream().mapToLong(Slot::first).min().orElseThrow();
            long last = slots.stream().mapToLong(Slot::last).max().orElseThrow();
            return Episode.total(slots) / Math.max(1, (last - first) / NANOS_PER_SECOND);
        }
    }

    private static Series series(List<Slot> slots) {
        TreeMap<Integer, List<Slot>> out = new TreeMap<>();
        slots.forEach(s -> out.computeIfAbsent(s.number(), n -> new ArrayList<>()).add(s));
        return new Series(out);
    }

    @Override
    public List<Attack> judge(Episode episode) {
        Map<Long, List<Slot>> byVector = new TreeMap<>();
        List<Slot> busy = busy(episode.slots());
        for (Slot slot : busy) {
            byVector.computeIfAbsent(slot.key() & VictimKey.WITHOUT_ADDRESS, v -> new ArrayList<>()).add(slot);
        }
        List<Attack> out = new ArrayList<>();
        byVector.forEach((vector, slots) -> {
            if (FloodKind.of(vector).counts()) {
                attacks(vector, slots, byVector, busy, out);
            }
        });
        return out;
    }

    /** Without the slots in which a destination got so few packets that the gate may have held others back. */
    private static List<Slot> busy(List<Slot> slots) {
        Map<Long, Long> totals = new HashMap<>();
        for (Slot s : slots) {
            if (FloodKind.of(s.key()).counts()) {
                totals.merge(place(s), s.packets(), Long::sum);
            }
        }
        return slots.stream().filter(s -> totals.getOrDefault(place(s), 0L) >= FloodGate.HOT).toList();
    }

    private static long place(Slot s) {
        return VictimKey.address(s.key()) << 30 | s.number();
    }

    private void attacks(
            long vector, List<Slot> slots, Map<Long, List<Slot>> all, List<Slot> busy, List<Attack> out) {
        FloodKind kind = FloodKind.of(vector);
        List<Slot> sources = all.getOrDefault(FloodKind.SOURCE.in(vector), List.of());
        List<Slot> standing = all.getOrDefault(VictimKey.pack(0, 0, FloodKind.TCP_REST.number()), List.of());
        Series series = series(slots);
        TreeMap<Integer, Double> byVolume = new TreeMap<>();
        TreeMap<Integer, Double> byWindow = new TreeMap<>();
        boolean quiet = switch (kind) {
            case SYN, TCP_ANSWER, UDP_ANSWER, FRAGMENT, ICMP -> true;
            case UDP, TCP_REST, OTHER -> false;
            case ASKED, SOURCE, REFLECTOR -> false;
        };
        if (kind == FloodKind.ASKED) {
            return;
        }
        for (int slot : series.bySlot().keySet()) {
            double odds = series.rate(slot) / (quiet ? QUIET_PER_SECOND : BUSY_PER_SECOND);
            if (odds >= 1) {
                byVolume.put(slot, odds);
            }
            double ofWindow = switch (kind) {
                case SYN -> syns(series, slot, series(sources), series(standing));
                case UDP_ANSWER -> answers(series, slot, series(sources));
                default -> 0;
            };
            for (int s = slot; ofWindow >= 1 && s < slot + Slot.WINDOW; s++) {
                byWindow.merge(s, ofWindow, Math::max);
            }
        }
        Set<Integer> told = new HashSet<>();
        TreeMap<Integer, Double> odds = new TreeMap<>(byWindow);
        byVolume.forEach((slot, o) -> {
            for (int s = slot - 1; s <= slot + 1; s++) {
                odds.merge(s, o, Math::max);
            }
            told.add(slot);
        });
        String windowRule = kind == FloodKind.SYN ? "flood-syn-sources" : "flood-answers";
        List<Slot> hit = slots.stream().filter(s -> odds.containsKey(s.number())).toList();
        for (Episode e : Episode.split(own(kind, hit, all, busy), IDLE_NANOS)) {
            boolean volume = e.slots().stream().anyMatch(s -> told.contains(s.number()));
            double most = e.slots().stream()
                    .mapToDouble(s -> odds.getOrDefault(s.number(), 0.0))
                    .max()
                    .orElseThrow();
            long packets = Episode.total(between(busy, e.first(), e.last()));
            String text = name.of(vector, e.slots());
            out.add(new Attack(
                    volume ? "flood-volume" : windowRule,
                    text,
                    e.first(),
                    e.last(),
                    Math.max(packets, e.packets()),
                    e.slots(),
                    most,
                    List.of()));
        }
    }

    private static List<Slot> between(List<Slot> slots, long first, long last) {
        return slots.stream()
                .filter(s -> FloodKind.of(s.key()).counts() && s.last() >= first && s.first() <= last)
                .toList();
    }

    /** The attack's own packets: answers to one port if most go there, and the later fragments of their reflectors. */
    private static List<Slot> own(FloodKind kind, List<Slot> hit, Map<Long, List<Slot>> all, List<Slot> busy) {
        if (kind != FloodKind.UDP_ANSWER || hit.isEmpty()) {
            return hit;
        }
        long port = FloodName.topOther(hit);
        boolean onePort = isOnePort(hit, port);
        List<Slot> out = new ArrayList<>();
        hit.stream().filter(s -> !onePort || s.other() == port || s.other() == 0).forEach(out::add);
        Reflectors reflectors = new Reflectors(new HashSet<>(), new HashSet<>(), new HashSet<>());
        Set<Integer> numbers = new HashSet<>();
        out.forEach(s -> numbers.add(s.number()));
        all.getOrDefault(FloodKind.REFLECTOR.in(hit.getFirst().key() & VictimKey.WITHOUT_ADDRESS), List.of())
                .forEach(s -> reflectors.add(s.other()));
        busy.stream()
                .filter(s -> FloodKind.of(s.key()) == FloodKind.FRAGMENT
                        && numbers.contains(s.number())
                        && reflectors.sent(s.other()))
                .forEach(out::add);
        return out;
    }

    /** Hashes of reflectors, all their cells, and the cells of which nothing else is kept. */
    private record Reflectors(Set<Long> hashes, Set<Long> cells, Set<Long> folded) {
        void add(long reflector) {
            (reflector == cell(reflector) ? folded : hashes).add(reflector);
            cells.add(cell(reflector));
        }

        boolean sent(long source) {
            return source == cell(source) ? cells.contains(source)
                    : hashes.contains(source) || folded.contains(cell(source));
        }
    }

    private static boolean isOnePort(List<Slot> slots, long port) {
        long all = slots.stream().filter(s -> s.other() > 0).mapToLong(Slot::packets).sum();
        long there = slots.stream().filter(s -> s.other() == port).mapToLong(Slot::packets).sum();
        return port > 0 && port != MANY && there >= HALF * all;
    }

    /** The least quotient of what is measured in the window from the slot on and what is asked for. */
    private static double syns(Series syns, int slot, Series sources, Series standing) {
        double packets = syns.packets(slot, slot + Slot.WINDOW);
        if (packets < SYNS || standing.packets(slot, slot + Slot.WINDOW) >= packets) {
            return 0;
        }
        return Math.min(packets / SYNS, distinct(sources, slot) / SYN_SOURCES);
    }

    private static double answers(Series answers, int slot, Series sources) {
        List<Slot> window = answers.bySlot().subMap(slot, slot + Slot.WINDOW).values().stream()
                .flatMap(List::stream)
                .toList();
        double packets = Episode.total(window);
        if (packets < ANSWERS) {
            return 0;
        }
        double bytes = window.stream().mapToLong(Slot::bytes).sum() / packets;
        boolean told = isOnePort(window, FloodName.topOther(window)) || bytes >= LARGE_BYTES;
        return told ? Math.min(packets / ANSWERS, distinct(sources, slot) / REFLECTORS) : 0;
    }

    /** Distinct sources by linear counting; the table's number of cells at least where all are taken. */
    private static double distinct(Series sources, int slot) {
        Map<Long, Long> cells = new HashMap<>();
        sources.bySlot().subMap(slot, slot + Slot.WINDOW).values().stream()
                .flatMap(List::stream)
                .forEach(s -> cells.merge(s.other(), s.bytes(), (a, b) -> a | b));
        long taken = cells.values().stream().mapToLong(Long::bitCount).sum();
        double free = Math.max(1, CELLS - taken);
        return taken < REFLECTORS ? (double) taken : Math.max((double) taken, -CELLS * Math.log(free / CELLS));
    }
}
