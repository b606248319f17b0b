package yochi.analysis.spread;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * When a kind of attack came to each region. A small telescope sees late: where sources come at a rate of m a day, the
 * first is seen an exponential time of mean 1/m after the arrival (interval-censored; algorithms §3.4).
 */
final class Arrivals {
    /** Days after the first sight from which the rate is told. */
    private static final int RATE_DAYS = 7;
    /** The wait is longer than so many of its means with 5 %. */
    private static final double LATE = Math.log(20);

    private record Timed(Finding.Spread.Arrival arrival, double estimate) {}

    private final Cube cube;
    private final Cell cell;
    private final List<Timed> found = new ArrayList<>();

    Arrivals(Cube cube, Cell cell) {
        this.cube = cube;
        this.cell = cell;
    }

    /**
     * Notes a region, if it ever saw the cell by the end of the window.
     *
     * @param counts by day of the cube's last days, NaN where not measured
     * @param exposure what was watched on each
     */
    void add(Region region, Epoch window, double[] counts, double[] exposure, OptionalDouble probability) {
        Optional<Instant> seen = cube.firstSeen(region, cell);
        if (seen.isEmpty() || !seen.get().isBefore(window.end())) {
            return;
        }
        Epoch day = Epoch.containing(seen.get().getEpochSecond(), Epoch.DAY);
        Epoch born = cube.firstDay(region);
        boolean always = day.equals(born);
        double wait = 1 / rate(day, counts, exposure);
        long earliest = Math.max(born.startSecond(), day.startSecond() - Math.round(LATE * wait * Epoch.DAY));
        double estimate = always ? Double.NEGATIVE_INFINITY : day.startSecond() - wait * Epoch.DAY;
        found.add(new Timed(
                new Finding.Spread.Arrival(
                        region, Instant.ofEpochSecond(earliest), day.end(), always, probability),
                estimate));
    }

    /** Sources a day at full watch in the first days; days before the counts begin are not looked at. */
    private double rate(Epoch day, double[] counts, double[] exposure) {
        List<Epoch> days = cube.days();
        int first = days.size() - counts.length;
        int from = Math.max(0, days.indexOf(day) - first);
        double sum = 0.5;
        double watched = 0;
        for (int d = from; d < Math.min(counts.length, from + RATE_DAYS); d++) {
            if (!Double.isNaN(counts[d])) {
                sum += counts[d];
                watched += exposure[d];
            }
        }
        return watched == 0 ? sum : sum / watched;
    }

    /** Whether it came to any region within the window. */
    boolean within(Epoch window) {
        return found.stream()
                .anyMatch(t -> !t.arrival.always()
                        && t.arrival.latest().getEpochSecond() > window.startSecond());
    }

    /** Those that always had it first, then by the likely time of arrival. */
    List<Finding.Spread.Arrival> ordered() {
        return found.stream()
                .sorted(Comparator.comparingDouble(Timed::estimate)
                        .thenComparing(t -> t.arrival.region()))
                .map(Timed::arrival)
                .toList();
    }
}
