package yochi.analysis.cube;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;

/** One region's days, put together once for analyses that ask for the days of every service. */
final class RegionDays {
    private final History of;
    private final List<Span> days;
    private final StepCounts counts;
    private final double[] share;
    /** Whether on every day each service could be observed, so that what was watched is the same for all. */
    private final boolean open;

    RegionDays(History of, List<Epoch> days) {
        this.of = of;
        this.days = days.stream().map(of::span).toList();
        this.counts = of.steps(days);
        this.share = this.days.stream().mapToDouble(Span::uptime).toArray();
        this.open = this.days.stream().allMatch(d -> d.exposure().reachesAll());
    }

    /** Distinct sources of the last days, NaN where they were not measured. */
    double[] sources(Cell cell, int most) {
        if (cell.total() || of.leftOut(cell).isPresent()) {
            return numbers(most, day -> day.sources(cell));
        }
        double[] all = counts.counts(cell); // the same as asking day by day, in one look
        return Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
    }

    /** The same with what was watched on each. */
    ExposedCounts exposedSources(Cell cell, int most) {
        double[] sources = sources(cell, most);
        int skipped = days.size() - sources.length;
        double[] sensors = new double[sources.length];
        double[] addresses = new double[sources.length];
        for (int d = 0; d < sources.length; d++) {
            Exposure exposure = days.get(skipped + d).exposure();
            double[] of = open ? new double[] {exposure.sensorSeconds(), exposure.addressSeconds()} : exposure.of(cell);
            sensors[d] = of[0] / Epoch.DAY;
            addresses[d] = of[1] / Epoch.DAY;
        }
        return ExposedCounts.of(sources, Arrays.copyOfRange(share, skipped, share.length), sensors, addresses);
    }

    /** What is asked of each of the last days, NaN where too little was watched. */
    double[] numbers(int most, Function<Span, Measure> read) {
        return days.subList(Math.max(0, days.size() - most), days.size()).stream()
                .mapToDouble(day -> day.uptime() < Cube.LEAST_UPTIME ? Double.NaN : Cube.number(read.apply(day)))
                .toArray();
    }
}
