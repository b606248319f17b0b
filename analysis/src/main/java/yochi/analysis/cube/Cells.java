package yochi.analysis.cube;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cells in order as a row of their {@linkplain Cell#code codes}: a read-only set that takes four bytes a cell. */
@SuppressWarnings("JdkObsolete") // who asks for cells wants them in order, and no more
final class Cells extends AbstractSet<Cell> implements SortedSet<Cell> {
    static final Cells NONE = new Cells(new int[0]);
    /** Rows of fewer codes than a so manieth of their range are joined by sorting, others as bits (own choice). */
    private static final int SPARSE = 64;

    private final int[] codes;

    private Cells(int[] codes) {
        this.codes = codes;
    }

    static Cells of(Collection<Cell> cells) {
        return of(cells.stream().mapToInt(Cell::code));
    }

    static Cells of(IntStream codes) {
        return new Cells(distinct(codes.toArray()));
    }

    /** In order, each once. */
    private static int[] distinct(int[] codes) {
        Arrays.sort(codes);
        int n = 0;
        for (int code : codes) {
            if (n == 0 || codes[n - 1] != code) {
                codes[n++] = code;
            }
        }
        return n == codes.length ? codes : Arrays.copyOf(codes, n);
    }

    /** Every cell of any row; the largest row itself where it holds all others. */
    static Cells union(List<Cells> rows) {
        Cells most = NONE;
        int low = Integer.MAX_VALUE;
        int high = 0;
        long all = 0;
        for (Cells row : rows) {
            most = row.size() > most.size() ? row : most;
            if (row.codes.length > 0) {
                low = Math.min(low, row.codes[0]);
                high = Math.max(high, row.codes[row.codes.length - 1]);
                all += row.codes.length;
            }
        }
        if (all == most.size()) {
            return most;
        }
        int[] joined = high - low > SPARSE * all ? sorted(rows, (int) all) : set(rows, low, high);
        return joined.length == most.size() ? most : new Cells(joined);
    }

    private static int[] sorted(List<Cells> rows, int size) {
        int[] all = new int[size];
        int n = 0;
        for (Cells row : rows) {
            System.arraycopy(row.codes, 0, all, n, row.codes.length);
            n += row.codes.length;
        }
        return distinct(all);
    }

    private static int[] set(List<Cells> rows, int low, int high) {
        BitSet bits = new BitSet(high - low + 1);
        for (Cells row : rows) {
            for (int code : row.codes) {
                bits.set(code - low);
            }
        }
        int[] out = new int[bits.cardinality()];
        int n = 0;
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            out[n++] = i + low;
        }
        return out;
    }

    /** Those of which the place is wanted. */
    Cells where(boolean[] wanted) {
        return new Cells(IntStream.range(0, codes.length)
                .filter(i -> wanted[i])
                .map(i -> codes[i])
                .toArray());
    }

    /** Whether both hold the same cells. */
    boolean same(Cells other) {
        return Arrays.equals(codes, other.codes);
    }

    int code(int i) {
        return codes[i];
    }

    /** The place of a cell, below 0 where it is not there. */
    int find(Cell cell) {
        return Arrays.binarySearch(codes, cell.code());
    }

    /** The place of a code that stands at {@code from} or after it; the place where it would stand. */
    int seek(int code, int from) {
        int i = from;
        while (i < codes.length && codes[i] < code) {
            i++;
        }
        return i;
    }

    @Override
    public boolean contains(@Nullable Object cell) {
        return cell instanceof Cell c && find(c) >= 0;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public Iterator<Cell> iterator() {
        return Arrays.stream(codes).mapToObj(Cell::of).iterator();
    }

    @Override
    public @Nullable Comparator<? super Cell> comparator() {
        return null;
    }

    @Override
    public SortedSet<Cell> subSet(Cell from, Cell to) {
        int start = place(from);
        return new Cells(Arrays.copyOfRange(codes, start, Math.max(start, place(to))));
    }

    @Override
    public SortedSet<Cell> headSet(Cell to) {
        return new Cells(Arrays.copyOf(codes, place(to)));
    }

    @Override
    public SortedSet<Cell> tailSet(Cell from) {
        return new Cells(Arrays.copyOfRange(codes, place(from), codes.length));
    }

    private int place(Cell cell) {
        int i = find(cell);
        return i < 0 ? -i - 1 : i;
    }

    @Override
    public Cell first() {
        return at(0);
    }

    @Override
    public Cell last() {
        return at(codes.length - 1);
    }

    private Cell at(int i) {
        if (codes.length == 0) {
            throw new NoSuchElementException("no cells");
        }
        return Cell.of(codes[i]);
    }
}
