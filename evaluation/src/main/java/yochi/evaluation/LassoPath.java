package yochi.evaluation;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import yochi.analysis.onset.GraphicalLasso;
import yochi.analysis.onset.Precision;

/**
 * The graphical lasso alone, for {@code evaluation/bench/round.sh} (P6): reads a covariance and prints objective, the
 * bound of what is missing to the best one, and edges. The whole process is what is measured.
 */
public final class LassoPath {
    private LassoPath() {}

    /** {@code FILE VARIABLES RHO}; the file holds little-endian doubles row by row, gzip'd if its name ends in .gz. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: LassoPath FILE VARIABLES RHO");
            System.exit(2);
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .println(run(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Double.parseDouble(arguments[2])));
    }

    static String run(Path file, int variables, double rho) throws IOException {
        Precision fit = GraphicalLasso.usual().solve(read(file, variables), rho);
        return String.format(
                Locale.ROOT,
                "%.6f %.6f %d %d %b",
                fit.objective(),
                fit.gap(),
                fit.edges(),
                fit.groups(),
                fit.converged());
    }

    private static double[][] read(Path file, int p) throws IOException {
        double[][] out = new double[p][p];
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                DataInputStream numbers = new DataInputStream(new BufferedInputStream(in, 1 << 16))) {
            for (double[] row : out) {
                for (int j = 0; j < p; j++) {
                    row[j] = Double.longBitsToDouble(Long.reverseBytes(numbers.readLong()));
                }
            }
        }
        return out;
    }
}
