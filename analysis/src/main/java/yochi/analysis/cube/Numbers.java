package yochi.analysis.cube;

import java.util.Arrays;

/** A row of whole numbers, in as few bytes each as the farthest from zero needs. */
@FunctionalInterface
interface Numbers {
    long at(int i);

    static Numbers of(long[] values) {
        long low = Arrays.stream(values).min().orElse(0);
        long high = Arrays.stream(values).max().orElse(0);
        if (low == (byte) low && high == (byte) high) {
            byte[] own = new byte[values.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = (byte) values[i];
            }
            return i -> own[i];
        }
        if (low == (short) low && high == (short) high) {
            short[] own = new short[values.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = (short) values[i];
            }
            return i -> own[i];
        }
        if (low == (int) low && high == (int) high) {
            int[] own = new int[values.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = (int) values[i];
            }
            return i -> own[i];
        }
        long[] own = values.clone();
        return i -> own[i];
    }
}
