package yochi.analysis.cube;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import yochi.core.model.Measure;

/**
 * Numbers per cell as columns beside one sorted row of {@linkplain Cell#code codes}: read-only maps that take 12 bytes
 * a cell, where a table of objects takes 100. Two maps in a row of the same cells share it.
 */
final class Columns {
    private int[] row = new int[0];

    /** Whole numbers. */
    Map<Cell, Long> longs(Map<Cell, Long> from) {
        int[] codes = row(from.keySet());
        long[] values = values(codes, from, n -> n);
        return new Packed<>(codes, i -> values[i]);
    }

    /** Numbers from 0 to 126 of the cells of the last row, one byte each; -1 where there is none. */
    Map<Cell, Integer> small(Map<Cell, Integer> from) {
        int[] codes = row;
        byte[] values = new byte[codes.length];
        Arrays.fill(values, (byte) -1);
        from.forEach((cell, value) -> {
            int at = Arrays.binarySearch(codes, cell.code());
            if (at >= 0 && value >= 0 && value <= 126) {
                values[at] = value.byteValue();
            }
        });
        return new Packed<>(codes, i -> (int) values[i]);
    }

    /** Distinct counts; those without an error take no more room than whole numbers. */
    Map<Cell, Measure.DistinctCount> counts(Map<Cell, Measure.DistinctCount> from) {
        int[] codes = row(from.keySet());
        long[] estimate = values(codes, from, Measure.DistinctCount::estimate);
        long[] lower = values(codes, from, Measure.DistinctCount::lower);
        long[] upper = values(codes, from, Measure.DistinctCount::upper);
        if (Arrays.equals(estimate, lower) && Arrays.equals(estimate, upper)) {
            return new Packed<>(codes, i -> Measure.DistinctCount.exactly(estimate[i]));
        }
        return new Packed<>(codes, i -> new Measure.DistinctCount(estimate[i], lower[i], upper[i]));
    }

    private static <V> long[] values(int[] codes, Map<Cell, V> from, ToLongFunction<V> number) {
        long[] out = new long[codes.length];
        from.forEach((cell, value) -> out[Arrays.binarySearch(codes, cell.code())] = number.applyAsLong(value));
        return out;
    }

    private int[] row(Set<Cell> from) {
        int[] codes = from.stream().mapToInt(Cell::code).sorted().toArray();
        if (!Arrays.equals(codes, row)) {
            row = codes;
        }
        return row;
    }

    private static final class Packed<V> extends AbstractMap<Cell, V> {
        private final int[] codes;
        private final IntFunction<V> values;

        Packed(int[] codes, IntFunction<V> values) {
            this.codes = codes;
            this.values = values;
        }

        private int find(@Nullable Object cell) {
            return cell instanceof Cell c ? Arrays.binarySearch(codes, c.code()) : -1;
        }

        @Override
        public boolean containsKey(@Nullable Object cell) {
            return find(cell) >= 0;
        }

        @Override
        public @Nullable V get(@Nullable Object cell) {
            int i = find(cell);
            return i < 0 ? null : values.apply(i);
        }

        @Override
        public int size() {
            return codes.length;
        }

        @Override
        public Set<Entry<Cell, V>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Cell, V>> iterator() {
                    return new Entries();
                }

                @Override
                public int size() {
                    return codes.length;
                }
            };
        }

        private final class Entries implements Iterator<Entry<Cell, V>> {
            private int next;

            @Override
            public boolean hasNext() {
                return next < codes.length;
            }

            @Override
            public Entry<Cell, V> next() {
                if (next == codes.length) {
                    throw new NoSuchElementException();
                }
                int i = next++;
                return Map.entry(Cell.of(codes[i]), values.apply(i));
            }
        }
    }
}
