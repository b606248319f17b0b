package yochi.analysis.pooling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Statistic;

/**
 * Adds the packets per keyed victim and ten seconds that many nodes report, and tells where the sum passes the rule for
 * floods, though no node alone need have seen enough. The threshold falls in proportion to the addresses watched
 * together (algorithms §1.2). Reports in any order give the same attacks; counts under different keys never meet, so an
 * attack across a change of key is told in two parts here. Not for several threads.
 */
public final class VictimPool {
    /** Counts of ten seconds held, 100 bytes each; what finds no room is counted. */
    public static final int MOST = 1 << 21;

    private final int most;
    private final Map<Victim, Track> tracks = new HashMap<>();
    private final Map<Victim, Track> changed = new LinkedHashMap<>();
    private int held;
    private long notHeld;

    /**
     * A victim as the nodes name it.
     *
     * @param type how it answers
     * @param keyId key of the token
     * @param token a keyed hash
     */
    public record Victim(AttackType type, String keyId, long token) {}

    /** What each node saw, by slot. */
    private static final class Track {
        private final Map<NodeId, TreeMap<Long, Long>> byNode = new HashMap<>();

        private boolean isEmpty() {
            return byNode.isEmpty();
        }

        private NavigableMap<Long, Long> sum() {
            TreeMap<Long, Long> out = new TreeMap<>();
            byNode.values().forEach(slots -> slots.forEach((slot, n) -> out.merge(slot, n, Long::sum)));
            return out;
        }
    }

    public VictimPool() {
        this(MOST);
    }

    /** A pool that holds so many counts. */
    public VictimPool(int most) {
        this.most = most;
    }

    /** Takes one stored report; a correction replaces what its node had said of the window. */
    public void add(EpochReport report) {
        if (report.revision() > 0 && !report.late()) {
            replace(report.node(), report.window());
        }
        for (Statistic cell : report.cells()) {
            if (cell.measures().get(Metric.VICTIMS) instanceof Measure.FrequentItems items
                    && cell.key().epoch().seconds() == PoolRule.SLOT_SECONDS) {
                long slot = Math.floorDiv(cell.key().epoch().startSecond(), (long) PoolRule.SLOT_SECONDS);
                items.items()
                        .counts()
                        .forEach((token, n) -> add(
                                new Victim(cell.key().attackType(), report.keyId(), token), report.node(), slot, n));
            }
        }
    }

    private void add(Victim victim, NodeId node, long slot, long n) {
        Track track = tracks.computeIfAbsent(victim, v -> new Track());
        TreeMap<Long, Long> slots = track.byNode.computeIfAbsent(node, x -> new TreeMap<>());
        if (!slots.containsKey(slot)) {
            if (held >= most) {
                notHeld += n;
                tidy(victim, track, node);
                return;
            }
            held++;
        }
        slots.merge(slot, n, Long::sum);
        changed.put(victim, track);
    }

    private void tidy(Victim victim, Track track, NodeId node) {
        track.byNode.computeIfPresent(node, (x, slots) -> slots.isEmpty() ? null : slots);
        if (track.isEmpty()) {
            tracks.remove(victim);
        }
    }

    private void replace(NodeId node, Epoch window) {
        long from = Math.floorDiv(window.startSecond(), (long) PoolRule.SLOT_SECONDS);
        long until = Math.floorDiv(window.endSecond(), (long) PoolRule.SLOT_SECONDS);
        new ArrayList<>(tracks.entrySet()).forEach(e -> {
            TreeMap<Long, Long> slots = e.getValue().byNode.getOrDefault(node, new TreeMap<>());
            int before = slots.size();
            slots.subMap(from, until).clear();
            if (slots.size() < before) {
                held -= before - slots.size();
                changed.put(e.getKey(), e.getValue());
                tidy(e.getKey(), e.getValue(), node);
            }
        });
    }

    /** The attacks of each victim of whom something came since the last call; some have none. */
    public Map<Victim, List<PooledAttack>> take() {
        Map<Victim, List<PooledAttack>> out = new LinkedHashMap<>();
        changed.forEach((victim, track) -> out.put(victim, attacks(victim, track)));
        changed.clear();
        return out;
    }

    /** All attacks, by time. */
    public List<PooledAttack> attacks() {
        return tracks.entrySet().stream()
                .flatMap(e -> attacks(e.getKey(), e.getValue()).stream())
                .sorted(Comparator.comparing(PooledAttack::from).thenComparingLong(PooledAttack::token))
                .toList();
    }

    private static List<PooledAttack> attacks(Victim victim, Track track) {
        List<PooledAttack> out = new ArrayList<>();
        for (PoolRule.Spell s : PoolRule.attacks(track.sum())) {
            TreeSet<NodeId> nodes = new TreeSet<>();
            track.byNode.forEach((node, slots) -> {
                if (!slots.subMap(s.first(), true, s.last(), true).isEmpty()) {
                    nodes.add(node);
                }
            });
            boolean alone = track.byNode.values().stream()
                    .anyMatch(slots -> !PoolRule.attacks(slots.subMap(s.first(), true, s.last(), true)).isEmpty());
            out.add(new PooledAttack(
                    victim.type(),
                    victim.keyId(),
                    victim.token(),
                    Instant.ofEpochSecond(s.first() * PoolRule.SLOT_SECONDS),
                    Instant.ofEpochSecond((s.last() + 1) * PoolRule.SLOT_SECONDS),
                    s.packets(),
                    s.mostInMinute(),
                    nodes,
                    alone));
        }
        return out;
    }

    /** Forgets counts of before then, and with them the tokens of victims of whom nothing newer came. */
    public void forget(Instant before) {
        long slot = Math.floorDiv(before.getEpochSecond(), (long) PoolRule.SLOT_SECONDS);
        tracks.values().forEach(track -> {
            track.byNode.values().forEach(slots -> {
                int size = slots.size();
                slots.headMap(slot).clear();
                held -= size - slots.size();
            });
            track.byNode.values().removeIf(TreeMap::isEmpty);
        });
        tracks.values().removeIf(Track::isEmpty);
        changed.values().removeIf(Track::isEmpty);
    }

    /** Packets that found no room. */
    public long notHeld() {
        return notHeld;
    }
}
