package yochi.node.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import yochi.node.observation.Nanos;
import yochi.node.summary.Addresses;
import yochi.node.summary.LongCounts;

/**
 * Attacks on victims by one rule: ten-second counts per victim, and at the end the rule on announced block, /20, /24
 * and address. A block is attacked as such (carpet bombing, algorithms §1.4) if it passes the rule while no address
 * has half of the packets of its busiest minute and at least {@value #LEAST_ADDRESSES} addresses were hit then; what
 * lies inside is then one event. Exact, and mergeable in any order, as long as nothing was evicted.
 */
final class VictimWatch {
    /** Fewer addresses are attacks on single hosts; own value: a /28 behind one customer's line has 14. */
    static final int LEAST_ADDRESSES = 10;

    private static final double MOST_ON_ONE_ADDRESS = 0.5;
    /** A block narrower by one level that holds so much of the packets names the attack better; own value. */
    private static final double MOST_ON_ONE_CHILD = 0.9;
    private static final long IPV4_END = 1L << 32;
    private static final int PART_BITS = 20;
    private static final List<VictimRule.Attack> NO_ATTACK = List.of();

    private final VictimRule rule;
    private final Addresses addresses;
    private final Blocks blocks;
    private final SlotTable table;
    private final List<Event> finished = new ArrayList<>();
    private boolean nothingBefore;
    private long start = Long.MAX_VALUE;
    private long evicted;

    VictimWatch(VictimRule rule, Addresses addresses, Blocks blocks, int mostRecords) {
        this.rule = rule;
        this.addresses = addresses;
        this.blocks = blocks;
        this.table = new SlotTable(mostRecords);
    }

    /** Nothing came before the first packet here: what begins there need not be kept for another part. */
    void nothingBefore() {
        nothingBefore = true;
    }

    void add(long key, long other, long nanos, long length) {
        add(key, other, nanos, 1, length);
    }

    void add(long key, long other, long nanos, int n, long length) {
        start = Math.min(start, nanos);
        if (!table.add(key, other, nanos, n, length)) {
            makeRoom();
            table.add(key, other, nanos, n, length);
        }
    }

    /** Adds packets that are taken as spread evenly over a time; those beyond an hour are counted as evicted. */
    void spread(long key, long other, long from, long to, int packets) {
        start = Math.min(start, from);
        evicted += EvenSpread.of(from, to, packets, (slot, first, last, n) -> {
            if (!table.add(key, other, slot, first, last, n, 0)) {
                makeRoom();
                table.add(key, other, slot, first, last, n, 0);
            }
        });
    }

    /** Packets that were forgotten before their silence was over, or whose episode was cut, for want of room. */
    long evicted() {
        return evicted;
    }

    /** Forgets what was last heard of before then, also of attacks that go on. */
    void forget(long nanos) {
        finished.removeIf(e -> Nanos.of(e.end()) < nanos);
        table.removeBefore(nanos);
    }

    void merge(VictimWatch other) {
        start = Math.min(start, other.start);
        finished.addAll(other.finished);
        evicted += other.evicted;
        for (int r = 0; r < other.table.size(); r++) {
            Slot s = other.table.get(r);
            long address = addresses.adopt(other.addresses, VictimKey.address(s.key()));
            if (address == Addresses.NONE) {
                evicted += s.packets();
                continue;
            }
            long key = VictimKey.pack(address, VictimKey.service(s.key()), VictimKey.kind(s.key()));
            long opposite = s.other() < IPV4_END ? s.other() : addresses.adopt(other.addresses, s.other());
            int n = (int) s.packets();
            if (!table.add(key, opposite, s.number(), s.first(), s.last(), n, s.bytes())) {
                makeRoom();
                table.add(key, opposite, s.number(), s.first(), s.last(), n, s.bytes());
            }
        }
    }

    /** All events so far; more packets may still come. */
    List<Event> events() {
        List<Event> out = new ArrayList<>(finished);
        groups().forEach((unit, slots) -> find(slots, 0, out));
        return out;
    }

    /** Address and part of a record, at the widest block. */
    private long unit(long key) {
        long wide = blocks.around(0, VictimKey.address(key)).first();
        return wide << PART_BITS | rule.part(VictimKey.service(key));
    }

    private Map<Long, List<Slot>> groups() {
        LongCounts packets = new LongCounts(table.size());
        for (int r = 0; r < table.size(); r++) {
            packets.add(unit(table.key(r)), table.packets(r));
        }
        Map<Long, List<Slot>> out = new LinkedHashMap<>();
        for (int r = 0; r < table.size(); r++) {
            long unit = unit(table.key(r));
            if (packets.get(unit) >= AmplificationRule.SUSPECT_PACKETS) {
                out.computeIfAbsent(unit, u -> new ArrayList<>()).add(table.get(r));
            }
        }
        return out;
    }

    private void find(List<Slot> slots, int depth, List<Event> out) {
        long address = VictimKey.address(slots.getFirst().key());
        if (depth == Blocks.ADDRESS) {
            EventKey key = EventKey.address(addresses, address);
            for (Episode episode : Episode.split(slots, rule.idleNanos())) {
                rule.judge(episode).forEach(attack -> out.add(event(key, attack, 0)));
            }
            return;
        }
        Blocks.Block block = blocks.around(depth, address);
        if (block.equals(blocks.around(depth + 1, address))) {
            find(slots, depth + 1, out);
            return;
        }
        for (Episode episode : Episode.split(slots, rule.idleNanos())) {
            Set<Slot> told = new HashSet<>();
            for (VictimRule.Attack attack : hits(episode.slots()) ? rule.judge(episode) : NO_ATTACK) {
                if (isSpread(attack, depth)) {
                    long hit = attack.slots().stream().map(VictimWatch::address).distinct().count();
                    out.add(event(blocks.key(block), attack, hit));
                    told.addAll(attack.slots());
                }
            }
            children(episode, told, depth + 1).values().forEach(inside -> find(inside, depth + 1, out));
        }
    }

    private static long address(Slot slot) {
        return VictimKey.address(slot.key());
    }

    private static boolean hits(List<Slot> slots) {
        return slots.stream().mapToLong(VictimWatch::address).distinct().limit(LEAST_ADDRESSES).count()
                == LEAST_ADDRESSES;
    }

    private boolean isSpread(VictimRule.Attack attack, int depth) {
        List<Slot> busiest = Episode.split(attack.slots(), Long.MAX_VALUE).getFirst().busiest();
        long all = Episode.total(busiest);
        return hits(busiest)
                && Episode.largest(busiest, VictimWatch::address) < MOST_ON_ONE_ADDRESS * all
                && (depth == Blocks.ADDRESS - 1
                        || Episode.largest(busiest, s -> blocks.around(depth + 1, address(s)).first())
                                < MOST_ON_ONE_CHILD * all);
    }

    private Map<Long, List<Slot>> children(Episode episode, Set<Slot> told, int depth) {
        Map<Long, List<Slot>> out = new TreeMap<>();
        for (Slot slot : episode.slots()) {
            if (!told.contains(slot)) {
                out.computeIfAbsent(blocks.around(depth, address(slot)).first(), b -> new ArrayList<>()).add(slot);
            }
        }
        return out;
    }

    private Event event(EventKey key, VictimRule.Attack attack, long hit) {
        List<String> marks = new ArrayList<>(attack.marks());
        if (hit > 0) {
            marks.add(Event.CARPET);
        }
        return new Event(
                rule.kind(),
                attack.vector(),
                Nanos.instant(attack.first()),
                Nanos.instant(attack.last()),
                attack.packets(),
                Episode.total(attack.slots()),
                Event.confidence(attack.odds()),
                key,
                attack.rule(),
                hit,
                marks);
    }

    /**
     * Finishes the groups that have been silent for longer than the idle time; not those that an earlier part might
     * still continue. If that does not free a quarter, the others forget what is older than the idle time, unless an
     * attack of theirs goes on; if that does not either, all are finished. What was forgotten early is counted.
     */
    private void makeRoom() {
        long now = table.latest();
        Map<Long, long[]> spans = new HashMap<>();
        for (int r = 0; r < table.size(); r++) {
            long at = table.last(r);
            long[] span = spans.computeIfAbsent(unit(table.key(r)), u -> new long[] {at, at});
            span[0] = Math.min(span[0], at);
            span[1] = Math.max(span[1], at);
        }
        long idle = rule.idleNanos() + Slot.NANOS;
        finish(spans, span -> now - span[1] > idle && (nothingBefore || span[0] - start > idle));
        if (4L * table.size() > 3L * table.capacity()) {
            forgetQuiet(now - idle);
        }
        if (4L * table.size() > 3L * table.capacity()) {
            evicted += finish(spans, span -> true);
        }
    }

    private long finish(Map<Long, long[]> spans, Predicate<long[]> over) {
        groups().forEach((unit, slots) -> {
            if (over.test(spans.get(unit))) {
                find(slots, 0, finished);
            }
        });
        return table.removeIf(r -> over.test(spans.get(unit(table.key(r)))));
    }

    /** Drops what is older, but of groups with an attack that goes on. */
    private void forgetQuiet(long since) {
        Instant still = Nanos.instant(since);
        Set<Long> attacked = new HashSet<>();
        groups().forEach((unit, slots) -> {
            List<Event> found = new ArrayList<>();
            find(slots, 0, found);
            if (found.stream().anyMatch(e -> !e.end().isBefore(still))) {
                attacked.add(unit);
            } else {
                finished.addAll(found);
                evicted -= found.stream().mapToLong(Event::attackPackets).sum();
            }
        });
        evicted += table.removeIf(r -> table.last(r) < since && !attacked.contains(unit(table.key(r))));
    }
}
