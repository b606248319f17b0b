package yochi.analysis.locality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** One cell at one region, with all that is known of it. */
final class Place {
    /** A source of a burst sends so many times as much as usual (own choice). */
    private static final double MANY_TIMES = 5;

    private static final double LEAST_FACTOR = 1e-3;

    private final Search in;
    private final int r;
    private final int c;
    private final Region region;
    private final Cell cell;
    private final Epoch past;
    private final Evidence evidence;
    /** Whether the region has a past to hold this against. */
    private final boolean known;

    Place(Search in, int r, int c) {
        this.in = in;
        this.r = r;
        this.c = c;
        this.region = in.fit.regions.get(r);
        this.cell = in.fit.cells.get(c);
        this.past = new Epoch(in.window.startSecond() - in.scale.past(), (int) in.scale.past());
        this.known = !Double.isNaN(in.fit.whole[1][r][c]);
        this.evidence = Evidence.of(
                in.cube,
                region,
                cell,
                in.fit.regions.stream()
                        .filter(o -> !o.equals(region)
                                && in.cube.operator(region).isPresent()
                                && in.cube.operator(o).equals(in.cube.operator(region)))
                        .toList());
    }

    /** Very many packets of hardly more sources than usual. */
    boolean burst() {
        double sent = in.fit.packets.count(r, c);
        double scatter = known ? in.fit.whole[1][r][c] * in.fit.whole[2][r][c] : 0;
        boolean large = sent >= in.settings.burstShare() * in.fit.packets.total(r);
        return sent >= in.settings.burstPackets()
                && excess() <= in.settings.burstSources() + 2 * Math.sqrt(scatter)
                && (large ? !(packetsPerSource() <= MANY_TIMES) : packetsPerSource() > 2 * MANY_TIMES);
    }

    /** Sources beyond what the own past lets expect; beyond the margins where it has none. */
    private double excess() {
        return known
                ? in.fit.whole[0][r][c] - in.fit.whole[1][r][c]
                : in.fit.sources.count(r, c) - in.fit.sources.expected(r, c);
    }

    /** Packets of a source in the window by those of the four weeks before, or of other regions. */
    private double packetsPerSource() {
        double sent = Cube.number(in.cube.packets(region, cell, past));
        double came = Cube.number(in.cube.sources(region, cell, past));
        if (!(came > 0)) {
            sent = 0;
            came = 0;
            for (int o = 0; o < in.fit.regions.size(); o++) {
                sent += o == r ? 0 : in.fit.packets.count(o, c);
                came += o == r ? 0 : in.fit.sources.count(o, c);
            }
        }
        double own = in.fit.packets.count(r, c) / Math.max(1, in.fit.sources.count(r, c));
        return came > 0 ? own / (sent / came) : Double.NaN;
    }

    /** Over the days (or hours) since it came here, at most twice the longest window. */
    private Growth growth() {
        double[] counts = in.panel.counts(c)[r];
        double[] exposure = in.panel.exposure(c)[r];
        long start = in.window.endSecond() - (long) counts.length * in.scale.seconds();
        long first = Math.floorDiv(evidence.firstHere().getEpochSecond() - start, in.scale.seconds());
        long latest = Math.max(0, counts.length - 2L * in.scale.longest());
        return Growth.of(counts, exposure, (int) Math.max(latest, first)).times(in.scale.perDay());
    }

    Signs signs() {
        int others = in.fit.regions.size() - 1;
        RiseWatch.Risen rise = in.fit.risen.get(c);
        double together = rise == null ? 0 : rise.rise().regions().size() - (rise.rise().holds(r) ? 1 : 0);
        Cube.Reach now = in.cube.reach(region, cell, in.window);
        return new Signs(
                (in.window.endSecond() - evidence.firstHere().getEpochSecond()) / (double) Epoch.DAY,
                evidence.fromFirstDay(),
                evidence.daysBefore(),
                evidence.atOnce(),
                evidence.others() == 0 ? Double.NaN : (double) evidence.othersWith() / evidence.others(),
                others == 0 ? 0 : together / others,
                growth(),
                known
                        ? in.fit.pastPrior
                                .after(Math.rint(in.fit.quasi(0, r, c)), in.fit.quasi(1, r, c))
                                .geometricMean()
                        : Double.NaN,
                in.fit.prior.after(in.fit.sources.count(r, c), in.fit.sources.expected(r, c)).geometricMean(),
                packetsPerSource(),
                excess(),
                burst(),
                own(),
                addresses(),
                now,
                now == Cube.Reach.CLOSED || in.cube.reach(region, cell, past) == Cube.Reach.CLOSED);
    }

    /** The factor farthest from 1 by which all services of the region were off together. */
    private double own() {
        double out = 1;
        for (int w = 1; w <= in.scale.longest() && known; w++) {
            double factor = Math.max(in.watch.factor(r, w), LEAST_FACTOR);
            out = Math.abs(Math.log(factor)) > Math.abs(Math.log(out)) ? factor : out;
        }
        return out;
    }

    /** Addresses monitored by those of the four weeks before. */
    private double addresses() {
        double now = addresses(in.window);
        double before = addresses(past);
        return before > 0 ? now / before : Double.NaN;
    }

    private double addresses(Epoch window) {
        return in.cube.uptime(region, window) < Cube.LEAST_UPTIME
                ? Double.NaN
                : in.cube.watched(region, Cell.ALL_ORIGIN, window)[1] / window.seconds();
    }

    Finding.Strength strength() {
        Optional<RiseWatch.Risen> rise = Optional.ofNullable(in.fit.risen.get(c)).filter(x -> x.rise().holds(r));
        boolean hours = in.scale.hourly();
        int steps = hours ? in.scale.longest() : rise.map(x -> x.rise().steps()).orElse(in.scale.longest());
        AgainstPast signature = in.watch.signature(c);
        double counted = signature.counted(r, steps);
        double expected = signature.expected(r, steps);
        double scatter = signature.dispersion(r, steps);
        Growth growth = growth();
        Table both = in.fit.both;
        double lift = in.fit.sources.count(r, c) / in.fit.sources.expected(r, c);
        boolean same = known && both.expected(r, c) > 0;
        return new Finding.Strength(
                lift,
                Math.log(lift) / Math.log(2),
                hours ? 1 : steps,
                told(known, counted),
                told(known, expected),
                known ? lower5(in.fit.pastPrior, counted / scatter, expected / scatter) : OptionalDouble.empty(),
                told(same, both.expected(r, c) * in.fit.whole[2][r][c]),
                same ? lower5(in.fit.bothPrior, both.count(r, c), both.expected(r, c)) : OptionalDouble.empty(),
                told(known, signature.surprise(r, steps)),
                rise.map(x -> x.rise().regions().stream().map(in.fit.regions::get).toList())
                        .orElse(List.of()),
                told(rise.isPresent(), rise.map(RiseWatch.Risen::q).orElse(1.0)),
                told(growth.known(), growth.perDay()),
                told(growth.known(), growth.low()),
                told(growth.known(), growth.high()));
    }

    private static OptionalDouble lower5(Prior prior, double count, double expected) {
        return OptionalDouble.of(prior.after(Math.rint(count), expected).quantile(.05));
    }

    private static OptionalDouble told(boolean known, double value) {
        return known && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    String why(double lower5, Finding.Verdict verdict, Finding.Strength strength, Signs signs) {
        double observed = in.fit.sources.count(r, c);
        double expected = in.fit.sources.expected(r, c);
        String all = evidence.why(observed, expected, lower5, verdict, strength, signs.reach());
        return in.scale.hourly() ? all + "; " + hours() : all;
    }

    /** How long it has risen by the hour, of a rise that hours have shown. */
    private String hours() {
        int steps = Optional.ofNullable(in.fit.risen.get(c)).map(x -> x.rise().steps()).orElse(in.scale.longest());
        AgainstPast signature = in.watch.signature(c);
        return String.format(
                Locale.ROOT,
                "it rose in the last %d hours: %.0f came hour by hour, %.1f expected",
                steps,
                signature.counted(r, steps),
                signature.expected(r, steps));
    }
}
