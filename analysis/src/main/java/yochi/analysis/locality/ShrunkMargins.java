package yochi.analysis.locality;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import yochi.analysis.cube.Cell;
import yochi.core.model.AttackType;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * The Gamma-Poisson shrinker by the margins alone (DuMouchel 1999): what region and signature together let expect,
 * without a past. A rival of the scan, and a part of the findings.
 */
public final class ShrunkMargins {
    /** Quotients that shrinkage leaves below it are not reckoned: they can be no peculiarity (own choice). */
    private static final double LEAST = 1.5;

    private final Prior prior;

    private ShrunkMargins(Prior prior) {
        this.prior = prior;
    }

    /** Learns the prior from counts of region by signature. */
    public static ShrunkMargins learnt(double[][] counts) {
        return new ShrunkMargins(PriorFit.of(table(counts).observed()));
    }

    /** The 5 % quantile of each shrunk quotient; 0 where the plain one is hardly above 1. */
    public double[][] lower5(double[][] counts) {
        Table table = table(counts);
        double[][] out = new double[counts.length][];
        for (int r = 0; r < out.length; r++) {
            out[r] = new double[counts[r].length];
            for (int c = 0; c < out[r].length; c++) {
                double expected = table.expected(r, c);
                boolean much = expected > 0 && counts[r][c] > LEAST * expected;
                out[r][c] = much ? prior.after(counts[r][c], expected).quantile(.05) : 0;
            }
        }
        return out;
    }

    private static Table table(double[][] counts) {
        List<Region> regions = Stream.iterate(0, r -> r + 1)
                .limit(counts.length)
                .map(r -> new Region("r" + r))
                .toList();
        List<Cell> cells = IntStream.range(0, counts.length == 0 ? 0 : counts[0].length)
                .mapToObj(c -> new Cell(AttackType.SCAN_SYN, Service.tcp(1 + c)))
                .toList();
        return Table.at(regions, cells, (r, c) -> counts[r][c], (r, c) -> 1, 1);
    }
}
