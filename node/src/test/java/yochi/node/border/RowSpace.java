package yochi.node.border;

import java.util.ArrayList;
import java.util.List;

/** What sums can be computed from given sums: the space of their rows, over the integers modulo a prime. */
final class RowSpace {
    private static final long PRIME = (1L << 31) - 1;

    private final List<long[]> basis = new ArrayList<>();
    private final List<Integer> pivots = new ArrayList<>();

    /** Adds a row of coefficients. */
    void add(long[] row) {
        long[] rest = reduced(row);
        for (int i = 0; i < rest.length; i++) {
            if (rest[i] != 0) {
                long inverse = power(rest[i], PRIME - 2);
                for (int j = 0; j < rest.length; j++) {
                    rest[j] = rest[j] * inverse % PRIME;
                }
                basis.add(rest);
                pivots.add(i);
                return;
            }
        }
    }

    /** Whether the row's sum follows from those added. */
    boolean holds(long[] row) {
        for (long rest : reduced(row)) {
            if (rest != 0) {
                return false;
            }
        }
        return true;
    }

    private long[] reduced(long[] row) {
        long[] out = row.clone();
        for (int b = 0; b < basis.size(); b++) {
            long factor = out[pivots.get(b)];
            for (int i = 0; factor != 0 && i < out.length; i++) {
                out[i] = Math.floorMod(out[i] - factor * basis.get(b)[i], PRIME);
            }
        }
        return out;
    }

    private static long power(long base, long exponent) {
        long out = 1;
        long square = base;
        for (long e = exponent; e > 0; e >>= 1) {
            out = (e & 1) == 1 ? out * square % PRIME : out;
            square = square * square % PRIME;
        }
        return out;
    }
}
