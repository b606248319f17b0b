package yochi.evaluation.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.forecast.Rivals;
import yochi.analysis.forecast.SeriesForecast;
import yochi.analysis.score.Crps;
import yochi.analysis.score.Scores;
import yochi.core.model.Epoch;

/**
 * One service's day, forecast from the days before the first of those ahead, with what came.
 *
 * @param day forecast, since 1970-01-01
 * @param ahead days from the last known one to it, 1 for the next
 * @param scale mean absolute step over seven days of the days before, by which errors of services become comparable
 * @param ours quantiles
 * @param alone quantiles without what was seen abroad
 * @param rivals naive answers
 * @param outcome what came
 * @param held whether our 90 % interval holds it, drawn where the outcome is an atom at its end
 * @param missing what the forecast did not have
 */
record VolumeForecast(
        VolumeSeries series,
        long day,
        int ahead,
        double scale,
        Map<Double, Double> ours,
        Map<Double, Double> alone,
        List<Rivals.Answer> rivals,
        double outcome,
        boolean held,
        List<String> missing) {
    static final String ALONE = "without foreign observations";
    private static final int WEEK = 7;
    private static final double MISS_RATE = .1;

    /**
     * The forecasts of the days ahead as the centre makes them: one fit for a week. A day is left out where its outcome
     * or scale is not known, or a rival has nothing to say.
     *
     * @param at index in the series of the first day that is not known
     * @param draw uniform, for an outcome at the end of the interval
     */
    static List<VolumeForecast> of(VolumeSeries series, int at, List<Integer> ahead, double draw) {
        double[] known = series.home(at);
        double scale = Scores.maseScale(known, WEEK);
        Rivals naive = new Rivals(known, WEEK);
        List<VolumeForecast> out = new ArrayList<>();
        Optional<SeriesForecast[]> fitted = Optional.empty();
        for (int h : ahead) {
            double outcome = at + h <= series.home().size() ? series.home().get(at + h - 1) : Double.NaN;
            List<Rivals.Answer> rivals = naive.answers(h);
            boolean spread = rivals.stream().allMatch(r -> r.quantiles().size() > 1);
            if (Double.isNaN(outcome) || !(scale > 0) || rivals.size() < Rivals.ALL || !spread) {
                continue;
            }
            SeriesForecast[] both = fitted.orElseGet(() -> new SeriesForecast[] {
                new SeriesForecast(known, series.abroad(at), SeriesForecast.daily(WEEK)),
                new SeriesForecast(known, new double[0][], SeriesForecast.daily(WEEK))
            });
            fitted = Optional.of(both);
            out.add(new VolumeForecast(
                    series,
                    series.firstDay() + at + h - 1,
                    h,
                    scale,
                    both[0].quantiles(h),
                    both[1].quantiles(h),
                    rivals,
                    outcome,
                    draw < both[0].held90(h, outcome),
                    both[0].missing()));
        }
        return out;
    }

    /** Errors of the points, by the scale: of the rivals' own points and of the medians of their errors. */
    Map<String, Double> mase() {
        Map<String, Double> out = new TreeMap<>();
        out.put(Days.OURS, Math.abs(median(ours) - outcome) / scale);
        for (Rivals.Answer r : rivals) {
            out.put(r.name(), Math.abs(r.point() - outcome) / scale);
            out.put(r.name() + ", median", Math.abs(median(r.quantiles()) - outcome) / scale);
        }
        return out;
    }

    Map<String, Double> crps() {
        Map<String, Double> out = losses(q -> Crps.quantiles(q, outcome));
        out.put(ALONE, Crps.quantiles(alone, outcome) / scale);
        return out;
    }

    Map<String, Double> interval() {
        return losses(q -> Scores.interval(end(q, .05), end(q, .95), MISS_RATE, outcome));
    }

    Map<String, Double> covered() {
        Map<String, Double> out = new TreeMap<>();
        out.put(Days.OURS, held ? 1. : 0.);
        rivals.forEach(r -> out.put(
                r.name(), outcome >= end(r.quantiles(), .05) && outcome <= end(r.quantiles(), .95) ? 1. : 0.));
        return out;
    }

    /** Whether the interval has an end that is no number. */
    boolean unbounded() {
        return ours.values().stream().anyMatch(v -> !Double.isFinite(v));
    }

    private Map<String, Double> losses(java.util.function.ToDoubleFunction<Map<Double, Double>> loss) {
        Map<String, Double> out = new LinkedHashMap<>();
        out.put(Days.OURS, loss.applyAsDouble(ours) / scale);
        rivals.forEach(r -> out.put(r.name(), loss.applyAsDouble(r.quantiles()) / scale));
        return out;
    }

    private static double median(Map<Double, Double> quantiles) {
        return end(quantiles, .5);
    }

    private static double end(Map<Double, Double> quantiles, double level) {
        return quantiles.getOrDefault(level, Double.NaN);
    }

    /** The distributions as one line, and a line for each loss. */
    void dump(Consumer<Line> to) {
        Map<String, Object> told = new TreeMap<>();
        rivals.forEach(r -> told.put(r.name(), new TreeMap<>(r.quantiles())));
        told.put(ALONE, new TreeMap<>(alone));
        to.accept(line("volume", "distinct sources per day", Optional.empty(), ours, told));
        String steps = "mean steps over seven days";
        to.accept(loss("volume.mase", steps, mase()));
        to.accept(loss("volume.crps", steps, crps()));
        to.accept(loss("volume.intervalScore90", steps, interval()));
        to.accept(loss("volume.coverage90", "share", covered()));
        to.accept(line("volume.scale", "distinct sources per day", Optional.of(scale), Map.of(), Map.of()));
    }

    private Line loss(String measure, String unit, Map<String, Double> losses) {
        Map<String, Object> others = new TreeMap<>(losses);
        others.remove(Days.OURS);
        return line(measure, unit, Optional.of(losses.getOrDefault(Days.OURS, Double.NaN)), Map.of(), others);
    }

    private Line line(
            String measure,
            String unit,
            Optional<Double> value,
            Map<Double, Double> quantiles,
            Map<String, Object> others) {
        Instant from = Instant.ofEpochSecond(day * Epoch.DAY);
        Instant to = from.plusSeconds(Epoch.DAY);
        Instant issued = from.minus(Duration.ofDays(ahead - 1L));
        String key = series.cell().toString();
        return new Line(
                measure + " " + key + " " + from + " of " + issued,
                issued,
                issued,
                from,
                to,
                unit,
                key,
                measure,
                Optional.empty(),
                quantiles,
                value,
                others,
                outcome,
                to,
                missing,
                ForecastAnalysis.METHOD,
                "");
    }
}
