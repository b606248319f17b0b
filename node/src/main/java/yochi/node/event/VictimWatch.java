package yochi.node.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
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
    /** A table begins with room for so many and grows where forgetting what is over does not free a quarter. */
    private static final int SMALL = 1 << 17;
    /** Of so many addresses on the other side of one key in one slot the light ones are folded into one record. */
    private static final int MANY_OTHERS = 64;

    private static final List<VictimRule.Attack> NO_ATTACK = List.of();

    private final VictimRule rule;
    private final Addresses addresses;
    private final Blocks blocks;
    private final int most;
    private final SlotTable table;
    private final List<Event> finished = new ArrayList<>();
    private boolean nothingBefore;
    private long start = Long.MAX_VALUE;
    private long evicted;

    VictimWatch(VictimRule rule, Addresses addresses, Blocks blocks, int mostRecords) {
        this.rule = rule;
        this.addresses = addresses;
        this.blocks = blocks;
        this.most = mostRecords;
        this.table = new SlotTable(Math.min(mostRecords, SMALL), rule::join);
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
        units().forEach(unit -> true, slots -> find(slots, 0, out));
        return out;
    }

    /** Address and part of a record, at the widest block. */
    private long unit(long key) {
        long wide = blocks.around(0, VictimKey.address(key)).first();
        return wide << PART_BITS | rule.part(VictimKey.service(key));
    }

    private Units units() {
        return new Units(table, this::unit);
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
     * still continue. Forgets what is settled, then the table grows while it may. Only a table at its bound loses
     * anything: many others of one key are folded; groups without an attack forget what is older than the idle time;
     * and the lightest groups go, so that a heavy one is never turned away by light ones. What was forgotten early is
     * counted.
     */
    private void makeRoom() {
        long now = table.latest();
        long idle = rule.idleNanos() + Slot.NANOS;
        Units units = units();
        finish(units, u -> now - units.last(u) > idle && (nothingBefore || units.first(u) - start > idle));
        if (isTight() && rule.leastOfOne() > 0) {
            forgetSettled(now - idle, nothingBefore ? Long.MIN_VALUE : start + idle);
        }
        if (isTight() && table.capacity() < most) {
            table.widen(Math.min(most, table.capacity() + table.capacity() / 2));
        }
        if (isTight()) {
            fold();
        }
        if (isTight()) {
            forgetQuiet(now - idle);
        }
        if (isTight()) {
            shed(table.size() - table.capacity() / 2);
        }
    }

    private boolean isTight() {
        return 4L * table.size() > 3L * table.capacity();
    }

    private long finish(Units units, IntPredicate over) {
        units.forEach(over, slots -> find(slots, 0, finished));
        return table.removeIf(r -> over.test(units.of(r)));
    }

    /** One unit and one other address, as a number; two that share one are kept for longer, never less. */
    private static long chain(long unit, long other) {
        long h = (unit * 0x9E37_79B9_7F4A_7C15L ^ Long.rotateLeft(other, 32)) * 0xC2B2_AE3D_27D4_EB4FL;
        return (h ^ h >>> 29) >>> 1;
    }

    /**
     * Forgets records of other addresses that have been silent since then and had too few packets to be an attack
     * or part of one, as far as they lie before all of their unit that may still become one: no event changes.
     */
    private void forgetSettled(long since, long from) {
        Units units = units();
        LongCounts packets = new LongCounts(table.size());
        LongCounts open = new LongCounts(16);
        for (int r = 0; r < table.size(); r++) {
            long chain = chain(units.of(r), table.other(r));
            packets.add(chain, table.packets(r));
            if (table.last(r) >= since || table.first(r) <= from) {
                open.raise(chain, 1);
            }
        }
        Set<Long> attacks = attackers(units, packets, open);
        int[] horizon = new int[units.size()];
        Arrays.fill(horizon, Integer.MAX_VALUE);
        for (int r = 0; r < table.size(); r++) {
            int u = units.of(r);
            long chain = chain(u, table.other(r));
            if (open.get(chain) > 0 || attacks.contains(chain)) {
                horizon[u] = Math.min(horizon[u], table.slot(r));
            }
        }
        table.removeIf(r -> table.slot(r) < horizon[units.of(r)]);
    }

    /** The chains that are over and were an attack. */
    private Set<Long> attackers(Units units, LongCounts packets, LongCounts open) {
        Map<Long, List<Slot>> heavy = new HashMap<>();
        for (int r = 0; r < table.size(); r++) {
            long chain = chain(units.of(r), table.other(r));
            if (packets.get(chain) >= rule.leastOfOne() && open.get(chain) == 0) {
                heavy.computeIfAbsent(chain, c -> new ArrayList<>()).add(table.get(r));
            }
        }
        Set<Long> out = new HashSet<>();
        heavy.forEach((chain, slots) -> {
            for (Episode episode : Episode.split(slots, rule.idleNanos())) {
                if (!rule.judge(episode).isEmpty()) {
                    out.add(chain);
                }
            }
        });
        return out;
    }

    /** Makes one record of the light ones where a key met very many others in a slot; no packet is lost. */
    private void fold() {
        LongCounts records = new LongCounts(table.size());
        LongCounts packets = new LongCounts(table.size());
        for (int r = 0; r < table.size(); r++) {
            long place = chain(table.key(r), table.slot(r));
            records.add(place, 1);
            packets.add(place, table.packets(r));
        }
        SlotTable folded = new SlotTable(table.size(), rule::join);
        table.removeIf(r -> {
            long other = rule.folded(table.key(r), table.other(r));
            long place = chain(table.key(r), table.slot(r));
            boolean light = records.get(place) > MANY_OTHERS
                    && (long) table.packets(r) * MANY_OTHERS <= packets.get(place);
            if (other == table.other(r) || !light) {
                return false;
            }
            Slot s = table.get(r);
            folded.add(s.key(), other, s.number(), s.first(), s.last(), (int) s.packets(), s.bytes());
            return true;
        });
        for (int r = 0; r < folded.size(); r++) {
            Slot s = folded.get(r);
            table.add(s.key(), s.other(), s.number(), s.first(), s.last(), (int) s.packets(), s.bytes());
        }
    }

    /** Finishes the units of the fewest packets that together hold so many records. */
    private void shed(int wanted) {
        Units units = units();
        int[] records = new int[Long.SIZE];
        for (int u = 0; u < units.size(); u++) {
            records[magnitude(units.packets(u))] += units.records(u);
        }
        int bound = 0;
        for (int sum = records[0]; sum < wanted; sum += records[bound]) {
            bound++;
        }
        int light = bound;
        evicted += finish(units, u -> magnitude(units.packets(u)) <= light);
    }

    private static int magnitude(long packets) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, packets));
    }

    /** Drops what is older, but of groups with an attack that goes on. */
    private void forgetQuiet(long since) {
        Instant still = Nanos.instant(since);
        Units units = units();
        boolean[] attacked = new boolean[units.size()];
        for (int u = 0; u < attacked.length; u++) {
            if (units.packets(u) < AmplificationRule.SUSPECT_PACKETS) {
                continue;
            }
            List<Event> found = new ArrayList<>();
            find(units.slots(u), 0, found);
            if (found.stream().anyMatch(e -> !e.end().isBefore(still))) {
                attacked[u] = true;
            } else {
                finished.addAll(found);
                evicted -= found.stream().mapToLong(Event::attackPackets).sum();
            }
        }
        evicted += table.removeIf(r -> table.last(r) < since && !attacked[units.of(r)]);
    }
}
