package yochi.analysis.spread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Measure;
import yochi.core.model.Region;

/**
 * How far each kind of attack on each service has spread in a window: prevalence, the regions where its rate is
 * more than twice its usual with a probability above 0.95; the effective number of regions, exp(H) of the rates' shares
 * (Hill 1973); and the order of arrival. Counts are distinct sources, or victims where the kind speaks of victims; all
 * are held against what was watched (K-9).
 */
public final class SpreadAnalysis {
    /** A rate is raised above this probability (algorithms §3.2). */
    private static final double SURE = 0.95;
    /** Days of a region's own past: four weeks, as for rates. */
    private static final int PAST_DAYS = 28;
    /** Distinct sources in the window at one region at least, below which a cell is not looked at. */
    private static final double LEAST_SOURCES = 5;
    /** Most lines, the widest spread first. */
    private static final int MOST = 500;

    /** Cells that are raised anywhere, or came anywhere within the window; the widest first. */
    public List<Finding.Spread> analyse(Cube cube, Epoch window) {
        TreeSet<Cell> cells = new TreeSet<>();
        for (Region region : cube.regions()) {
            for (Cell cell : cube.cells(region, window)) {
                boolean kind = !cell.attackType().isTotal() && !cell.attackType().isRest();
                if (kind && Cube.number(cube.sources(region, cell, window)) >= LEAST_SOURCES) {
                    cells.add(cell);
                }
            }
        }
        return cells.stream()
                .flatMap(cell -> of(cube, cell, window).stream())
                .sorted(Comparator.comparingInt((Finding.Spread s) -> -s.raised().size())
                        .thenComparingDouble(s -> -s.effectiveRegions())
                        .thenComparing(Finding.Spread::attackType)
                        .thenComparing(Finding.Spread::service))
                .limit(MOST)
                .toList();
    }

    private static Optional<Finding.Spread> of(Cube cube, Cell cell, Epoch window) {
        List<Region> raised = new ArrayList<>();
        List<double[]> watched = new ArrayList<>();
        Arrivals arrivals = new Arrivals(cube, cell);
        int judged = 0;
        int present = 0;
        int silent = 0;
        for (Region region : cube.regions()) {
            Measure measure = cube.sources(region, cell, window);
            double[] watch = cube.watched(region, cell, window);
            if (measure instanceof Measure.Missing
                    || !(watch[0] > 0)
                    || cube.uptime(region, window) < Cube.LEAST_UPTIME) {
                silent++;
                continue;
            }
            double n = Cube.number(measure);
            present += n > 0 ? 1 : 0;
            watched.add(new double[] {n, watch[0], watch[1]});
            Series series = new Series(cube, region, cell, window);
            OptionalDouble probability = series.probability();
            judged += probability.isPresent() ? 1 : 0;
            if (probability.orElse(0) > SURE) {
                raised.add(region);
            }
            arrivals.add(region, window, series.counts, series.exposure, probability);
        }
        if (present == 0 || (raised.isEmpty() && !arrivals.within(window))) {
            return Optional.empty();
        }
        return Optional.of(new Finding.Spread(
                cell.attackType(),
                cell.service(),
                window,
                raised,
                judged,
                present,
                watched.size(),
                effective(watched),
                arrivals.ordered(),
                missing(watched.size(), judged, silent)));
    }

    private static List<String> missing(int observing, int judged, int silent) {
        List<String> out = new ArrayList<>();
        if (judged < observing) {
            out.add("spread: " + (observing - judged) + " of " + observing + " regions have no past of "
                    + Raised.LEAST_DAYS + " days");
        }
        if (silent > 0) {
            out.add("spread: " + silent + " regions could not see it, or watched less than half of the window");
        }
        return out;
    }

    /** Exponential of the entropy of the rates' shares; by sensor where a number of addresses is not known. */
    private static double effective(List<double[]> watched) {
        boolean byAddress = watched.stream().allMatch(w -> w[2] > 0);
        double[] rates = watched.stream()
                .mapToDouble(w -> w[0] / (byAddress ? w[2] : w[1]))
                .sorted()
                .toArray();
        double all = Arrays.stream(rates).sum();
        double entropy = 0;
        for (double rate : rates) {
            entropy -= rate > 0 ? rate / all * Math.log(rate / all) : 0;
        }
        return Math.max(1, Math.exp(entropy));
    }

    /** A region's days up to the window's end. */
    private static final class Series {
        private final double[] counts;
        private final double[] exposure;
        private final int from;
        private final int to;

        Series(Cube cube, Region region, Cell cell, Epoch window) {
            List<Epoch> days = cube.days();
            int first = 0;
            int end = days.size();
            for (int d = 0; d < days.size(); d++) {
                first += days.get(d).endSecond() <= window.startSecond() ? 1 : 0;
                end -= days.get(d).startSecond() >= window.endSecond() ? 1 : 0;
            }
            int most = days.size() - Math.max(0, first - PAST_DAYS);
            ExposedCounts exposed = cube.dailyExposedSources(region, cell, most);
            this.counts = exposed.counts();
            this.exposure = exposed.exposure();
            int skipped = days.size() - counts.length;
            this.from = first - skipped;
            this.to = end - skipped;
        }

        OptionalDouble probability() {
            return Raised.probability(
                    Arrays.copyOf(counts, from),
                    Arrays.copyOf(exposure, from),
                    Arrays.copyOfRange(counts, from, to),
                    Arrays.copyOfRange(exposure, from, to));
        }
    }
}
