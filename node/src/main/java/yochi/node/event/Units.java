package yochi.node.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import yochi.node.summary.LongCounts;

/**
 * The records of a table by the unit they belong to, numbered as they come, so that one unit after the other can be
 * looked at without holding all of them as objects. Valid until the table changes.
 */
final class Units {
    private final SlotTable table;
    private final int[] unitOf;
    private final int[] order;
    private final int[] from;
    private final long[] packets;
    private final long[] first;
    private final long[] last;
    private final int size;

    Units(SlotTable table, LongUnaryOperator unit) {
        this.table = table;
        this.unitOf = new int[table.size()];
        LongCounts numbers = new LongCounts(16);
        int units = 0;
        for (int r = 0; r < unitOf.length; r++) {
            long name = unit.applyAsLong(table.key(r));
            int number = numbers.get(name);
            if (number == 0) {
                number = ++units;
                numbers.add(name, number);
            }
            unitOf[r] = number - 1;
        }
        this.size = units;
        this.from = new int[units + 1];
        this.packets = new long[units];
        this.first = new long[units];
        this.last = new long[units];
        Arrays.fill(first, Long.MAX_VALUE);
        Arrays.fill(last, Long.MIN_VALUE);
        for (int r = 0; r < unitOf.length; r++) {
            int u = unitOf[r];
            from[u + 1]++;
            packets[u] += table.packets(r);
            first[u] = Math.min(first[u], table.first(r));
            last[u] = Math.max(last[u], table.last(r));
        }
        for (int u = 0; u < units; u++) {
            from[u + 1] += from[u];
        }
        this.order = new int[unitOf.length];
        int[] next = from.clone();
        for (int r = 0; r < unitOf.length; r++) {
            order[next[unitOf[r]]++] = r;
        }
    }

    int size() {
        return size;
    }

    int of(int record) {
        return unitOf[record];
    }

    long packets(int unit) {
        return packets[unit];
    }

    /** Records of the unit. */
    int records(int unit) {
        return from[unit + 1] - from[unit];
    }

    long first(int unit) {
        return first[unit];
    }

    long last(int unit) {
        return last[unit];
    }

    List<Slot> slots(int unit) {
        List<Slot> out = new ArrayList<>(records(unit));
        for (int i = from[unit]; i < from[unit + 1]; i++) {
            out.add(table.get(order[i]));
        }
        return out;
    }

    /** Hands over the records of each unit that the test names and that may hold an attack, unit by unit. */
    void forEach(IntPredicate which, Consumer<List<Slot>> taker) {
        for (int u = 0; u < size; u++) {
            if (packets[u] >= AmplificationRule.SUSPECT_PACKETS && which.test(u)) {
                taker.accept(slots(u));
            }
        }
    }
}
