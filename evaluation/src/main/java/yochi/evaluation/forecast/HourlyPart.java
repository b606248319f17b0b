package yochi.evaluation.forecast;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import yochi.analysis.forecast.SeriesForecast;
import yochi.analysis.number.Median;
import yochi.analysis.score.Scores;
import yochi.core.model.Epoch;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.evaluation.CpuClock;
import yochi.evaluation.Evaluation;

/**
 * The last 24 hours of each made hourly series from the hours before (P7): error by MASE beside the seasonal naive and
 * R's {@code ets}, coverage, and processor time with the intervals.
 */
final class HourlyPart implements Part {
    static final int HOURS = 24;
    private static final String NAIVE = "seasonal naive";
    private static final String STEPS = "mean steps over 24 hours";
    private static final String METHOD = "mean of Theta, damped ETS and NB-INGARCH, hourly/1";
    /** Series of which R's {@code ets} is known, with its figures on the reading as integers (PROVENANCE). */
    private static final int OF_R = 40;

    private static final double MEAN_OF_R = 2.0263;
    private static final double MEDIAN_OF_R = .9224;
    private static final String R = "R forecast 8.20 ets";
    private static final double MOST_CPU_SECONDS = 60;
    private static final int DRAWS = 2000;

    /** One series judged: errors by method, and how many of its hours the 90 % interval held. */
    record Judged(int series, double hours, Map<String, Double> mase, double held, double unbounded) {}

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        List<Evaluation.Measured> out = new ArrayList<>();
        inputs.series().map(HourlyPart::read).ifPresent(file -> file.readings().forEach(reading -> {
            long begun = CpuClock.nanos();
            List<Judged> all = new ArrayList<>();
            for (int i = 0; i < file.size(); i++) {
                judge(i, file.series(i, reading)).ifPresent(all::add);
            }
            double seconds = (CpuClock.nanos() - begun) / 1e9;
            all.forEach(j -> inputs.dump().accept(line(j, reading)));
            figures(all, reading, seconds, inputs.seed(), out);
        }));
        return out;
    }

    private static SeriesFile read(Path path) {
        SeriesFile file = SeriesFile.read(path);
        if (file.steps() < 2 * HOURS) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    path.getFileName() + " holds series of " + file.steps() + " hours; the last day is judged by those"
                            + " before, so that " + 2 * HOURS + " are needed");
        }
        return file;
    }

    /** Forecasts the last day of a series from what was before; empty where that never changes. */
    static Optional<Judged> judge(int i, double[] whole) {
        double[] known = Arrays.copyOf(whole, whole.length - HOURS);
        double scale = Scores.maseScale(known, HOURS);
        if (!(scale > 0)) {
            return Optional.empty();
        }
        SeriesForecast ours = new SeriesForecast(known, new double[0][], SeriesForecast.hourly(HOURS));
        double error = 0;
        double naive = 0;
        double held = 0;
        double unbounded = 0;
        for (int h = 1; h <= HOURS; h++) {
            double came = whole[known.length + h - 1];
            Map<Double, Double> quantiles = ours.quantiles(h);
            error += Math.abs(quantiles.getOrDefault(.5, Double.NaN) - came) / HOURS / scale;
            naive += Math.abs(known[known.length - HOURS + h - 1] - came) / HOURS / scale;
            held += ours.held90(h, came) / HOURS;
            unbounded += quantiles.values().stream().allMatch(Double::isFinite) ? 0 : 1;
        }
        return Optional.of(
                new Judged(i, known.length, Map.of(Days.OURS, error, NAIVE, naive), held, unbounded));
    }

    private static void figures(
            List<Judged> all, SeriesFile.Reading reading, double seconds, long seed, List<Evaluation.Measured> out) {
        if (all.isEmpty()) {
            return;
        }
        boolean known = reading == SeriesFile.Reading.INTEGERS;
        out.add(error("hourly.mase", reading.toString(), all, HourlyPart::mean, Optional.empty(), seed));
        out.add(error("hourly.medianMase", reading.toString(), all, Median::of, Optional.empty(), seed));
        if (all.size() > OF_R) {
            List<Judged> first = all.subList(0, OF_R);
            String group = reading + ", first " + OF_R;
            out.add(error("hourly.mase", group, first, HourlyPart::mean, of(known, MEAN_OF_R), seed));
            out.add(error("hourly.medianMase", group, first, Median::of, of(known, MEDIAN_OF_R), seed));
        }
        double[] held = all.stream().mapToDouble(Judged::held).toArray();
        double coverage = Arrays.stream(held).average().orElse(Double.NaN);
        double half = 1.96 * Math.sqrt(Arrays.stream(held).map(h -> (h - coverage) * (h - coverage)).sum())
                / held.length;
        out.add(measured("hourly.coverage90", reading.toString(), "share", Evaluation.Better.TARGET, Optional.of(.9),
                new Evaluation.Difference(coverage, coverage - half, coverage + half), all, List.of(),
                Optional.empty(), ""));
        out.add(measured("hourly.cpuSeconds", reading.toString(), "CPU seconds", Evaluation.Better.LOWER,
                Optional.of(MOST_CPU_SECONDS), new Evaluation.Difference(seconds, seconds, seconds), all, List.of(),
                Optional.empty(), seconds <= MOST_CPU_SECONDS ? "within the target" : "above the target"));
    }

    private static Optional<Double> of(boolean known, double value) {
        return known ? Optional.of(value) : Optional.empty();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** A figure of the errors with intervals by drawing series again, which were made independently. */
    private static Evaluation.Measured error(
            String name,
            String group,
            List<Judged> all,
            ToDoubleFunction<double[]> figure,
            Optional<Double> ofR,
            long seed) {
        double[] ours = errors(all, Days.OURS);
        double[] naive = errors(all, NAIVE);
        Evaluation.Difference own = drawn(d -> figure.applyAsDouble(pick(ours, d)), all.size(), seed);
        List<Evaluation.Rival> rivals = new ArrayList<>();
        rivals.add(new Evaluation.Rival(NAIVE, figure.applyAsDouble(naive)));
        ofR.ifPresent(value -> rivals.add(new Evaluation.Rival(R, value)));
        Evaluation.Difference difference = drawn(
                d -> figure.applyAsDouble(pick(ours, d)) - figure.applyAsDouble(pick(naive, d)), ours.length, seed);
        String beside = ofR.map(value -> own.value() <= value ? "; not above " + R : "; above " + R).orElse("");
        return measured(name, group, STEPS, Evaluation.Better.LOWER, Optional.empty(), own, all, rivals,
                Optional.of(difference), Days.verdict(difference, true, NAIVE) + beside);
    }

    private static Evaluation.Measured measured(
            String name,
            String group,
            String unit,
            Evaluation.Better better,
            Optional<Double> target,
            Evaluation.Difference value,
            List<Judged> all,
            List<Evaluation.Rival> rivals,
            Optional<Evaluation.Difference> difference,
            String verdict) {
        return new Evaluation.Measured(
                name, group, unit, better.word(), target, value.value(), value.low(), value.high(), all.size(),
                all.size(), rivals, difference, verdict);
    }

    private static double[] errors(List<Judged> all, String method) {
        return all.stream()
                .mapToDouble(j -> j.mase().getOrDefault(method, Double.NaN))
                .toArray();
    }

    private static double[] pick(double[] values, int[] drawn) {
        return Arrays.stream(drawn).mapToDouble(i -> values[i]).toArray();
    }

    private static Evaluation.Difference drawn(Function<int[], Double> figure, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[DRAWS];
        Arrays.setAll(values, draw -> figure.apply(random.ints(n, 0, n).toArray()));
        Arrays.sort(values);
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        return new Evaluation.Difference(
                figure.apply(all), values[(int) (.025 * (DRAWS - 1))], values[(int) Math.ceil(.975 * (DRAWS - 1))]);
    }

    private static Line line(Judged j, SeriesFile.Reading reading) {
        Instant from = Instant.EPOCH.plusSeconds((long) (j.hours() * Epoch.HOUR));
        Instant to = from.plusSeconds(Epoch.DAY);
        return new Line(
                "hourly " + reading + " " + j.series(),
                from,
                from,
                from,
                to,
                STEPS,
                "series " + j.series() + ", " + reading,
                "hourly.mase",
                Optional.empty(),
                Map.of(),
                Optional.of(j.mase().getOrDefault(Days.OURS, Double.NaN)),
                new TreeMap<>(Map.of(NAIVE, j.mase().getOrDefault(NAIVE, Double.NaN))),
                0,
                to,
                List.of("made series: hours are counted from 1970"),
                METHOD,
                "");
    }

    @Override
    public List<String> limits() {
        return List.of(
                "Hourly: the series are made, good for exactness and speed, not for claims about attacks.",
                "Hourly: the file is named for integers and R's figures were made by reading it so, but its bytes are"
                        + " single-precision floats: read as integers, a count of 1 is 1,065,353,216. Both readings are"
                        + " judged; R's ets is known of the integers only.",
                "Hourly: the method was chosen on the day before the judged one, on the first 600 series.");
    }
}
