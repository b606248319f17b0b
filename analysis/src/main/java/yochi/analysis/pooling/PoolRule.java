package yochi.analysis.pooling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * CAIDA's rule for floods seen as backscatter (algorithms §1.2; Corsaro 2 and 3): at least 25 packets, 60 s, 30 packets
 * in 60 seconds moved by 10, over after 300 s of silence; here on counts of ten seconds, so that spans are exact to ten
 * seconds.
 */
final class PoolRule {
    static final int LEAST_PACKETS = 25;
    static final int LEAST_IN_MINUTE = 30;
    /** Slots of ten seconds from the first to the last: 60 s. */
    static final int LEAST_SLOTS = 6;
    /** A longer way from one slot to the next is 300 s of silence. */
    static final int IDLE_SLOTS = 30;

    static final int SLOT_SECONDS = 10;
    private static final int MINUTE = 6;

    private PoolRule() {}

    /** A stretch without a longer silence. */
    record Spell(long first, long last, long packets, long mostInMinute) {
        boolean isAttack() {
            return mostInMinute >= LEAST_IN_MINUTE
                    && packets >= LEAST_PACKETS
                    && last - first >= LEAST_SLOTS;
        }
    }

    /** The attacks in counts by slot. */
    static List<Spell> attacks(NavigableMap<Long, Long> counts) {
        List<Spell> out = new ArrayList<>();
        TreeMap<Long, Long> spell = new TreeMap<>();
        counts.forEach((slot, n) -> {
            if (!spell.isEmpty() && slot - spell.lastKey() > IDLE_SLOTS) {
                out.add(of(spell));
                spell.clear();
            }
            spell.put(slot, n);
        });
        if (!spell.isEmpty()) {
            out.add(of(spell));
        }
        out.removeIf(s -> !s.isAttack());
        return out;
    }

    private static Spell of(NavigableMap<Long, Long> spell) {
        long all = 0;
        long most = 0;
        for (Map.Entry<Long, Long> e : spell.entrySet()) {
            all += e.getValue();
            long minute = spell.subMap(e.getKey(), true, e.getKey() + MINUTE, false).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            most = Math.max(most, minute);
        }
        return new Spell(spell.firstKey(), spell.lastKey(), all, most);
    }
}
