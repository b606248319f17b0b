package yochi.node.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Stretches of time per key, made one where no more than the idle time lies between; in any order, with a bound. */
final class Spells<K extends Comparable<K>> {
    private final long idleNanos;
    private final int most;
    private final Map<K, TreeMap<Long, Spell>> byKey = new HashMap<>();
    private int size;
    private long evicted;

    /**
     * One stretch.
     *
     * @param count things in it
     * @param odds the largest of them
     * @param words what they said, each once
     */
    record Spell(long from, long to, long count, double odds, Set<String> words) {
        Spell with(Spell other) {
            Set<String> both = new TreeSet<>(words);
            both.addAll(other.words);
            return new Spell(
                    Math.min(from, other.from),
                    Math.max(to, other.to),
                    count + other.count,
                    Math.max(odds, other.odds),
                    both);
        }
    }

    Spells(long idleNanos, int most) {
        this.idleNanos = idleNanos;
        this.most = most;
    }

    void add(K key, Spell spell) {
        TreeMap<Long, Spell> there = byKey.get(key);
        if (there == null) {
            if (size >= most) {
                evicted += spell.count();
                return;
            }
            there = new TreeMap<>();
            byKey.put(key, there);
        }
        Spell all = spell;
        Map.Entry<Long, Spell> near = there.floorEntry(all.to() + idleNanos);
        while (near != null && near.getValue().to() + idleNanos >= all.from()) {
            all = all.with(near.getValue());
            there.remove(near.getKey());
            size--;
            near = there.floorEntry(all.to() + idleNanos);
        }
        there.put(all.from(), all);
        size++;
    }

    /** Forgets stretches that ended before then. */
    void forget(long nanos) {
        byKey.values().forEach(there -> there.values().removeIf(spell -> spell.to() < nanos));
        byKey.values().removeIf(TreeMap::isEmpty);
        size = byKey.values().stream().mapToInt(TreeMap::size).sum();
    }

    void merge(Spells<K> other) {
        other.forEach(this::add);
        evicted += other.evicted;
    }

    /** Things that found no room. */
    long evicted() {
        return evicted;
    }

    void forEach(java.util.function.BiConsumer<K, Spell> taker) {
        List<K> keys = new ArrayList<>(byKey.keySet());
        keys.sort(null);
        for (K key : keys) {
            byKey.getOrDefault(key, new TreeMap<>()).values().forEach(spell -> taker.accept(key, spell));
        }
    }
}
