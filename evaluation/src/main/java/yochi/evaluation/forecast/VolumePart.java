package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.hipparchus.distribution.continuous.BetaDistribution;
import yochi.analysis.cube.Cube;
import yochi.core.model.Country;
import yochi.evaluation.Evaluation;

/**
 * How many distinct sources come to each of the {@value #SERVICES} busiest services at home on the next day, the third
 * and the seventh: every day from the 29th on is an origin. The services are those of most sources in the first 28
 * days, so that the choice knows nothing of what is judged.
 */
final class VolumePart implements Part {
    static final int SERVICES = 13;
    static final int WARM_UP_DAYS = 28;
    /** The second day is the nearest that a centre seals whose round ends after the midnight. */
    static final List<Integer> AHEAD = List.of(1, 2, 3, 7);
    private static final String STEPS = "mean steps over seven days";
    private static final double LEAST_COVERAGE = .87;
    private static final double MOST_COVERAGE = .93;

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.captures().isEmpty()) {
            return List.of();
        }
        Cube cube = inputs.cubes().build(Instant.EPOCH);
        Country home = Country.parse(inputs.home());
        if (cube.days().isEmpty() || cube.regionsOf(home).isEmpty()) {
            return List.of();
        }
        List<VolumeForecast> all =
                forecasts(VolumeSeries.read(cube, home, SERVICES, WARM_UP_DAYS), inputs.seed());
        all.forEach(f -> f.dump(inputs.dump()));
        List<Evaluation.Measured> out = new ArrayList<>(figures(all, cube.days().size(), inputs.seed()));
        out.addAll(VolumeHours.measures(cube, home, inputs.seed(), inputs.dump()));
        return out;
    }

    /** One forecast per service, day and days ahead. */
    static List<VolumeForecast> forecasts(List<VolumeSeries> services, long seed) {
        List<VolumeForecast> out = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (VolumeSeries series : services) {
            for (int at = WARM_UP_DAYS; at < series.home().size(); at++) {
                out.addAll(VolumeForecast.of(series, at, AHEAD, random.nextDouble()));
            }
        }
        return out;
    }

    /** Figures of all days and of the last third of the data's days. */
    static List<Evaluation.Measured> figures(List<VolumeForecast> all, int days, long seed) {
        List<Evaluation.Measured> out = new ArrayList<>();
        if (all.isEmpty()) {
            return out;
        }
        long late = all.getFirst().series().firstDay() + days - days / 3;
        for (int ahead : AHEAD) {
            String suffix = ahead == 1 ? "" : ", " + ahead + " days ahead";
            List<VolumeForecast> of = all.stream().filter(f -> f.ahead() == ahead).toList();
            List<VolumeForecast> last = of.stream().filter(f -> f.day() >= late).toList();
            if (!of.isEmpty()) {
                group("whole" + suffix, of, seed, out);
            }
            if (!last.isEmpty()) {
                group("last third" + suffix, last, seed, out);
            }
        }
        List<VolumeForecast> next = all.stream().filter(f -> f.ahead() == 1).toList();
        next.stream().map(f -> f.series().cell()).distinct().sorted().forEach(cell -> out.add(coverage(
                cell + ", whole", next.stream().filter(f -> f.series().cell().equals(cell)).toList())));
        return out;
    }

    private static void group(String group, List<VolumeForecast> of, long seed, List<Evaluation.Measured> out) {
        Days mase = days(of, seed, VolumeForecast::mase);
        out.add(mase.measured("volume.mase", group, STEPS, Evaluation.Better.LOWER, Optional.empty()));
        out.add(relative(group, mase));
        Days crps = days(of, seed, f -> {
            Map<String, Double> losses = f.crps();
            losses.remove(VolumeForecast.ALONE);
            return losses;
        });
        out.add(crps.measured("volume.crps", group, STEPS, Evaluation.Better.LOWER, Optional.empty()));
        Days interval = days(of, seed, VolumeForecast::interval);
        out.add(interval.measured("volume.intervalScore90", group, STEPS, Evaluation.Better.LOWER, Optional.empty()));
        out.add(pooled(group, days(of, seed, VolumeForecast::covered)));
        out.add(abroad(group, days(of, seed, VolumeForecast::crps)));
        long unbounded = of.stream().filter(VolumeForecast::unbounded).count();
        out.add(new Evaluation.Measured(
                "volume.unboundedIntervals",
                group,
                "intervals",
                Evaluation.Better.LOWER.word(),
                Optional.of(0.),
                unbounded,
                unbounded,
                unbounded,
                of.size(),
                crps.blocks(),
                List.of(),
                Optional.empty(),
                unbounded == 0 ? "none" : "not as asked"));
    }

    private static Days days(
            List<VolumeForecast> of, long seed, Function<VolumeForecast, Map<String, Double>> losses) {
        Days days = new Days(seed);
        of.forEach(f -> days.add(f.day(), losses.apply(f)));
        return days;
    }

    /** The mean error beside the best rival's, as a share; asked for is an upper end of at most 3 %. */
    private static Evaluation.Measured relative(String group, Days mase) {
        String best = mase.best(true);
        Evaluation.Difference share = mase.figure(m -> m.of(Days.OURS) / m.of(best) - 1);
        return new Evaluation.Measured(
                "volume.mase",
                group + ", beside the best rival",
                "share of its error more",
                Evaluation.Better.LOWER.word(),
                Optional.of(.03),
                share.value(),
                share.low(),
                share.high(),
                mase.n(),
                mase.blocks(),
                List.of(new Evaluation.Rival(best, 0)),
                Optional.of(share),
                (Double.isNaN(share.high())
                                ? ""
                                : share.high() <= .03 ? "upper end within 3 %; " : "upper end above 3 %; ")
                        + Days.verdict(share, true, best));
    }

    private static Evaluation.Measured pooled(String group, Days covered) {
        return covered.coverage(
                "volume.coverage90",
                group,
                share -> share.value() >= LEAST_COVERAGE && share.value() <= MOST_COVERAGE
                        ? "within 0.87 to 0.93"
                        : "outside 0.87 to 0.93");
    }

    /** Of one service with its exact binomial interval (Clopper and Pearson 1934). */
    private static Evaluation.Measured coverage(String group, List<VolumeForecast> of) {
        int n = of.size();
        long held = of.stream().filter(VolumeForecast::held).count();
        double low = held == 0 ? 0 : new BetaDistribution(held, n - held + 1.0).inverseCumulativeProbability(.025);
        double high = held == n ? 1 : new BetaDistribution(held + 1.0, n - held).inverseCumulativeProbability(.975);
        return new Evaluation.Measured(
                "volume.coverage90",
                group,
                "share",
                Evaluation.Better.TARGET.word(),
                Optional.of(.9),
                (double) held / n,
                low,
                high,
                n,
                n,
                List.of(),
                Optional.empty(),
                low <= .9 && high >= .9 ? "not refuted" : "refuted");
    }

    /** What foreign observations save of the score, nil or not. */
    private static Evaluation.Measured abroad(String group, Days crps) {
        Evaluation.Difference saved = crps.figure(m -> 1 - m.of(Days.OURS) / m.of(VolumeForecast.ALONE));
        return new Evaluation.Measured(
                "volume.gainAbroad",
                group,
                "share of the CRPS saved",
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                saved.value(),
                saved.low(),
                saved.high(),
                crps.n(),
                crps.blocks(),
                List.of(new Evaluation.Rival(VolumeForecast.ALONE, 0)),
                Optional.of(saved),
                Days.verdict(saved, false, VolumeForecast.ALONE));
    }

    @Override
    public List<String> limits() {
        return List.of(
                "Volume: counts are those that the sample policy lets out, a service and day of fewer than 3 sources"
                        + " being 0; days are days of UTC, in which marx is taken to be written.",
                "Volume: ridges, weights and the number of waves were chosen on days before 2013-06-01; the last third"
                        + " of the days was looked at once, for the figures in its own group.",
                "Volume: rivals are told with the errors they made in counts, which is stronger on the early days than"
                        + " with errors of logarithms; in MASE each stands twice, by its point and by its median.");
    }
}
