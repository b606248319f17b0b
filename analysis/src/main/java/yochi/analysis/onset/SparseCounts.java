package yochi.analysis.onset;

import java.util.Arrays;

/**
 * Counts of rows (sources) by columns (service and hour), the most of them 0: by row, each with its columns ascending.
 */
public final class SparseCounts {
    private final int columns;
    private final int[][] column;
    private final double[][] value;

    private SparseCounts(int columns, int[][] column, double[][] value) {
        this.columns = columns;
        this.column = column;
        this.value = value;
    }

    /**
     * Takes the counts by row.
     *
     * @param column of each row, ascending, 0..columns-1
     * @param value of each row, beside them
     */
    public static SparseCounts of(int columns, int[][] column, double[][] value) {
        for (int row = 0; row < column.length; row++) {
            int last = -1;
            for (int c : column[row]) {
                if (c <= last || c >= columns) {
                    throw new IllegalArgumentException("column " + c + " after " + last + " in row " + row);
                }
                last = c;
            }
            if (column[row].length != value[row].length) {
                throw new IllegalArgumentException("row " + row + ": columns without values");
            }
        }
        return new SparseCounts(columns, column, value);
    }

    int rows() {
        return column.length;
    }

    int columns() {
        return columns;
    }

    int[] columnsOf(int row) {
        return column[row];
    }

    double[] valuesOf(int row) {
        return value[row];
    }

    /**
     * Positive pointwise mutual information less log k: log(p(r,c) / (p(r) q(c))) − log k, where that is above 0. The
     * columns' distribution q is that of their counts to a power below 1, which keeps rare ones from standing out
     * (Levy, Goldberg and Dagan 2015: k = 5, power 0.75).
     */
    SparseCounts positiveInformation(double k, double power) {
        double[] ofColumn = new double[columns];
        double[] ofRow = new double[rows()];
        for (int r = 0; r < rows(); r++) {
            for (int i = 0; i < column[r].length; i++) {
                ofColumn[column[r][i]] += value[r][i];
                ofRow[r] += value[r][i];
            }
        }
        double smoothed = 0;
        for (int c = 0; c < columns; c++) {
            ofColumn[c] = Math.pow(ofColumn[c], power);
            smoothed += ofColumn[c];
        }
        int[][] kept = new int[rows()][];
        double[][] told = new double[rows()][];
        for (int r = 0; r < rows(); r++) {
            int[] of = new int[column[r].length];
            double[] is = new double[of.length];
            int n = 0;
            for (int i = 0; i < of.length; i++) {
                double expected = ofRow[r] * (ofColumn[column[r][i]] / smoothed);
                double information = Math.log(value[r][i] / expected) - Math.log(k);
                if (information > 0) {
                    of[n] = column[r][i];
                    is[n++] = information;
                }
            }
            kept[r] = Arrays.copyOf(of, n);
            told[r] = Arrays.copyOf(is, n);
        }
        return new SparseCounts(columns, kept, told);
    }

    /** This times a dense matrix of {@link #columns} rows. */
    double[][] times(double[][] right, int width) {
        double[][] out = new double[rows()][width];
        for (int r = 0; r < rows(); r++) {
            for (int i = 0; i < column[r].length; i++) {
                add(out[r], value[r][i], right[column[r][i]]);
            }
        }
        return out;
    }

    /** This transposed times a dense matrix of {@link #rows} rows. */
    double[][] transposedTimes(double[][] right, int width) {
        double[][] out = new double[columns][width];
        for (int r = 0; r < rows(); r++) {
            for (int i = 0; i < column[r].length; i++) {
                add(out[column[r][i]], value[r][i], right[r]);
            }
        }
        return out;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * what[j];
        }
    }
}
