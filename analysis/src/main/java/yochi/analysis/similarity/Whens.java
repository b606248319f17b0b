package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/** When attacks come: each region's hourly series, as it is and without its rhythm. */
final class Whens {
    /** Days before the window's end from which the rhythm is learnt: four weeks. */
    private static final int RHYTHM_DAYS = 28;

    private static final int MOST_LAG_HOURS = 24;

    private final List<double[]> shapes = new ArrayList<>();
    private final List<double[]> counts = new ArrayList<>();
    private final int[] blockOf;
    private final int blocks;

    Whens(Cube cube, List<Region> regions, Epoch window, List<Epoch> pieces) {
        long first = cube.days().get(0).startSecond();
        long learnt = window.endSecond() - RHYTHM_DAYS * (long) Epoch.DAY;
        long from = Math.max(first, Math.min(window.startSecond(), learnt));
        Epoch history = new Epoch(from, Math.toIntExact(window.endSecond() - from));
        int hours = Math.min(window.seconds(), history.seconds()) / Epoch.HOUR;
        for (Region region : regions) {
            double[] full = cube.hourlyExposedActivity(region, Cell.ALL_ORIGIN, history)
                    .atFullWatch();
            double[] rest = Rhythm.removed(full);
            shapes.add(Arrays.copyOfRange(rest, rest.length - hours, rest.length));
            counts.add(Arrays.copyOfRange(full, full.length - hours, full.length));
        }
        this.blocks = pieces.size();
        this.blockOf = new int[hours];
        for (int h = 0; h < hours; h++) {
            long second = window.endSecond() - (long) (hours - h) * Epoch.HOUR;
            while (blockOf[h] < blocks - 1 && !pieces.get(blockOf[h]).contains(second)) {
                blockOf[h]++;
            }
        }
    }

    Optional<ShapeMatch.Sums> pair(int i, int j) {
        return ShapeMatch.sums(shapes.get(i), shapes.get(j), MOST_LAG_HOURS, blockOf, blocks);
    }

    /** Plain correlation at lag 0; NaN where one does not vary. */
    double correlation(int i, int j) {
        return ShapeMatch.correlation(counts.get(i), counts.get(j));
    }
}
