package yochi.evaluation.world;

import java.util.Arrays;

/** Packets as they are drawn, sorted by time at the end; equal times keep the order of drawing. */
final class PacketBuffer {
    private static final int INDEX_BITS = 24;

    private long[] millis = new long[1024];
    private int[] sources = new int[1024];
    private int[] ports = new int[1024];
    private int size;

    void add(long at, int source, int port) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, 2 * size);
            sources = Arrays.copyOf(sources, 2 * size);
            ports = Arrays.copyOf(ports, 2 * size);
        }
        millis[size] = at;
        sources[size] = source;
        ports[size] = port;
        size++;
    }

    int size() {
        return size;
    }

    /** Order of time, as indices; times may lie up to twelve days apart. */
    private int[] order() {
        if (size >= 1 << INDEX_BITS) {
            throw new IllegalArgumentException("too many packets at once: " + size + "; take fewer sources or floods");
        }
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = millis[i] << INDEX_BITS | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(k -> (int) (k & ((1 << INDEX_BITS) - 1))).toArray();
    }

    /** All of them in order of time. */
    Packets sorted() {
        int[] order = order();
        return new Packets(
                Arrays.stream(order).mapToLong(i -> millis[i]).toArray(),
                Arrays.stream(order).map(i -> sources[i]).toArray(),
                Arrays.stream(order).map(i -> ports[i]).toArray());
    }

    /** In order of time. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packets(long[] millis, int[] sources, int[] ports) {
        /** First packet at or after that time. */
        int from(long at) {
            int low = 0;
            int high = millis.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (millis[middle] < at) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Hands on those of a span of time. */
        void into(PacketBuffer out, long from, long until) {
            for (int i = from(from); i < millis.length && millis[i] < until; i++) {
                out.add(millis[i], sources[i], ports[i]);
            }
        }
    }
}
