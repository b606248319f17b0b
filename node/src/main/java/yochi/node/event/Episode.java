package yochi.node.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Slots of one key without a longer silence between them than its idle time. */
final class Episode {
    private final List<Slot> slots;
    private long packets;
    private long bytes;
    private long last = Long.MIN_VALUE;

    private Episode(List<Slot> slots) {
        this.slots = slots;
        for (Slot slot : slots) {
            packets += slot.packets();
            bytes += slot.bytes();
            last = Math.max(last, slot.last());
        }
    }

    /** The episodes of slots in any order. */
    static List<Episode> split(List<Slot> slots, long idleNanos) {
        List<Slot> sorted = new ArrayList<>(slots);
        sorted.sort(Comparator.comparingLong(Slot::first).thenComparingLong(Slot::last));
        List<Episode> out = new ArrayList<>();
        int from = 0;
        long end = Long.MIN_VALUE;
        for (int i = 0; i < sorted.size(); i++) {
            if (i > from && sorted.get(i).first() - end > idleNanos) {
                out.add(new Episode(sorted.subList(from, i)));
                from = i;
            }
            end = Math.max(end, sorted.get(i).last());
        }
        if (from < sorted.size()) {
            out.add(new Episode(sorted.subList(from, sorted.size())));
        }
        return out;
    }

    List<Slot> slots() {
        return slots;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    long first() {
        return slots.getFirst().first();
    }

    long last() {
        return last;
    }

    /** The slots of the 60 seconds, moved by 10 s, with the most packets. */
    List<Slot> busiest() {
        List<Slot> byNumber = new ArrayList<>(slots);
        byNumber.sort(Comparator.comparingInt(Slot::number));
        int bestFrom = 0;
        int bestTo = 0;
        long best = -1;
        long sum = 0;
        int from = 0;
        for (int to = 0; to < byNumber.size(); to++) {
            sum += byNumber.get(to).packets();
            while (byNumber.get(to).number() - byNumber.get(from).number() >= Slot.WINDOW) {
                sum -= byNumber.get(from++).packets();
            }
            if (sum > best) {
                best = sum;
                bestFrom = from;
                bestTo = to + 1;
            }
        }
        return byNumber.subList(bestFrom, bestTo);
    }

    /** Packets of the busiest such window. */
    long mostInWindow() {
        return total(busiest());
    }

    static long total(List<Slot> slots) {
        return slots.stream().mapToLong(Slot::packets).sum();
    }

    /** Packets of the largest group. */
    static long largest(List<Slot> slots, ToLongFunction<Slot> group) {
        return slots.stream()
                .collect(Collectors.groupingBy(group::applyAsLong, Collectors.summingLong(Slot::packets)))
                .values()
                .stream()
                .mapToLong(n -> n)
                .max()
                .orElse(0);
    }
}
