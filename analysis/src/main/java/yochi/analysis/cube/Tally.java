package yochi.analysis.cube;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Rows of whole numbers per cell while they are still added up: an open table of {@linkplain Cell#code codes}. */
final class Tally {
    /** Spreads neighbouring codes over the table: 2^32 by the golden ratio. */
    private static final int SPREAD = 0x9E37_79B9;

    private final long[] fresh;
    /** Row of a code, counted from 1; 0 is free. At most half full. */
    private int[] places = new int[64];

    private int[] codes = new int[32];
    private long[][] columns;
    private int rows;

    /** With one column per number, which a new row begins with. */
    Tally(long... fresh) {
        this.fresh = fresh.clone();
        this.columns = new long[fresh.length][codes.length];
    }

    int rows() {
        return rows;
    }

    int code(int row) {
        return codes[row];
    }

    long get(int column, int row) {
        return columns[column][row];
    }

    void set(int column, int row, long value) {
        columns[column][row] = value;
    }

    void add(int column, int row, long value) {
        columns[column][row] = Math.addExact(columns[column][row], value);
    }

    /** The row of a code, made where there is none. */
    int row(int code) {
        int at = place(code);
        if (places[at] == 0) {
            if (rows == codes.length) {
                grow();
                at = place(code);
            }
            codes[rows] = code;
            for (int c = 0; c < fresh.length; c++) {
                columns[c][rows] = fresh[c];
            }
            places[at] = ++rows;
        }
        return places[at] - 1;
    }

    /** The row of a code, or -1. */
    int find(int code) {
        return places[place(code)] - 1;
    }

    private int place(int code) {
        int at = (code * SPREAD) >>> Integer.numberOfLeadingZeros(places.length - 1);
        while (places[at] != 0 && codes[places[at] - 1] != code) {
            at = (at + 1) & (places.length - 1);
        }
        return at;
    }

    private void grow() {
        codes = Arrays.copyOf(codes, 2 * rows);
        for (int c = 0; c < columns.length; c++) {
            columns[c] = Arrays.copyOf(columns[c], 2 * rows);
        }
        places = new int[2 * places.length];
        for (int row = 0; row < rows; row++) {
            places[place(codes[row])] = row + 1;
        }
    }

    /** The cells of the codes that are wanted. */
    Cells cells(IntPredicate wanted) {
        return Cells.of(Arrays.stream(codes, 0, rows).filter(wanted));
    }

    /** A column in the order of the cells; {@code otherwise} where there is no row. */
    long[] column(int column, Cells cells, long otherwise) {
        long[] out = new long[cells.size()];
        for (int i = 0; i < out.length; i++) {
            int row = find(cells.code(i));
            out[i] = row < 0 ? otherwise : columns[column][row];
        }
        return out;
    }
}
