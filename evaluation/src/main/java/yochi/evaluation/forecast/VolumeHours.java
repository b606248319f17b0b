package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.forecast.Rivals;
import yochi.analysis.forecast.SeriesForecast;
import yochi.analysis.score.Crps;
import yochi.analysis.score.Scores;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Region;
import yochi.evaluation.Evaluation;

/**
 * The next 24 hours of all origins at home, and of each attack type, forecast every midnight from the four weeks
 * before; a day's loss is the mean over its hours.
 */
final class VolumeHours {
    private static final int HOURS = 24;
    private static final int PAST_HOURS = 28 * HOURS;
    /** An hour watched less is not known. */
    private static final double LEAST_UPTIME = 0.95;

    private static final List<String> MEASURES = List.of(
            "volume.hourlyMase", "volume.hourlyCrps", "volume.hourlyIntervalScore90", "volume.hourlyCoverage90");

    /** A day of a total judged: by measure the losses of all methods. */
    record Judged(Cell cell, long day, Map<String, Map<String, Double>> losses, List<String> missing) {}

    private VolumeHours() {}

    static List<Evaluation.Measured> measures(Cube cube, Country home, long seed, Consumer<Line> dump) {
        long first = cube.days().getFirst().startSecond() / Epoch.DAY;
        int days = cube.days().size();
        long late = first + days - days / 3;
        List<Evaluation.Measured> out = new ArrayList<>();
        for (Cell cell : totals(cube, home)) {
            double[] hours = hours(cube, home, cell);
            List<Judged> all = new ArrayList<>();
            for (int at = PAST_HOURS; at + HOURS <= hours.length; at += HOURS) {
                double[] window = Arrays.copyOfRange(hours, at - PAST_HOURS, at + HOURS);
                judge(cell, first + at / HOURS, window).ifPresent(all::add);
            }
            all.forEach(j -> j.losses().forEach((measure, losses) -> dump.accept(line(j, measure, losses))));
            List<Judged> last = all.stream().filter(j -> j.day() >= late).toList();
            String head = cell.equals(Cell.ALL_ORIGIN) ? "" : cell.attackType() + ", ";
            for (String measure : MEASURES) {
                figure(measure, head + "whole", all, seed).ifPresent(out::add);
                figure(measure, head + "last third", last, seed).ifPresent(out::add);
            }
        }
        return out;
    }

    /** All origins first, then the attack types of which home saw a source a day in the first weeks. */
    private static List<Cell> totals(Cube cube, Country home) {
        Epoch early = new Epoch(cube.days().getFirst().startSecond(), PAST_HOURS * Epoch.HOUR);
        TreeSet<Cell> types = new TreeSet<>();
        for (Region region : cube.regionsOf(home)) {
            cube.cells(region, early).stream()
                    .filter(c -> c.total() && !c.attackType().isTotal() && !c.attackType().isRest())
                    .filter(c -> Cube.number(cube.sources(region, c, early)) * Epoch.DAY >= early.seconds())
                    .forEach(types::add);
        }
        List<Cell> out = new ArrayList<>(List.of(Cell.ALL_ORIGIN));
        out.addAll(types);
        return out;
    }

    /** Hourly sources of a total, summed over home's regions; NaN where one did not watch. */
    private static double[] hours(Cube cube, Country home, Cell cell) {
        List<Region> regions = cube.regionsOf(home);
        double[] sum = new double[regions.isEmpty() ? 0 : cube.days().size() * HOURS];
        for (Region region : regions) {
            ExposedCounts own = cube.hourlyExposedSources(
                    region, cell, cube.lastDays(cube.days().size()));
            double[] counts = own.counts();
            double[] exposure = own.exposure();
            Arrays.setAll(sum, t -> exposure[t] >= LEAST_UPTIME ? sum[t] + counts[t] : Double.NaN);
        }
        return sum;
    }

    /** The last 24 hours of a window from those before; empty where one was not watched, or nothing ever changes. */
    static Optional<Judged> judge(Cell cell, long day, double[] window) {
        double[] known = Arrays.copyOf(window, window.length - HOURS);
        double scale = Scores.maseScale(known, HOURS);
        boolean watched = Arrays.stream(window, known.length, window.length).noneMatch(Double::isNaN);
        Rivals rivals = new Rivals(known, HOURS);
        if (!watched || !(scale > 0) || rivals.answers(1).size() < Rivals.ALL) {
            return Optional.empty();
        }
        SeriesForecast ours = new SeriesForecast(known, new double[0][], SeriesForecast.hourly(HOURS));
        Map<String, Map<String, Double>> losses = new TreeMap<>();
        for (int h = 1; h <= HOURS; h++) {
            double came = window[known.length + h - 1];
            Map<Double, Double> told = ours.quantiles(h);
            add(losses, Days.OURS, told, at(told, .5), ours.held90(h, came), came, scale);
            for (Rivals.Answer r : rivals.answers(h)) {
                boolean in = came >= at(r.quantiles(), .05) && came <= at(r.quantiles(), .95);
                add(losses, r.name(), r.quantiles(), r.point(), in ? 1 : 0, came, scale);
            }
        }
        return Optional.of(new Judged(cell, day, losses, ours.missing()));
    }

    private static void add(
            Map<String, Map<String, Double>> losses,
            String method,
            Map<Double, Double> told,
            double point,
            double held,
            double came,
            double scale) {
        double[] of = {
            Math.abs(point - came) / scale,
            Crps.quantiles(told, came) / scale,
            Scores.interval(at(told, .05), at(told, .95), .1, came) / scale,
            held
        };
        for (int i = 0; i < of.length; i++) {
            losses.computeIfAbsent(MEASURES.get(i), m -> new TreeMap<>()).merge(method, of[i] / HOURS, Double::sum);
        }
    }

    private static double at(Map<Double, Double> quantiles, double level) {
        return quantiles.getOrDefault(level, Double.NaN);
    }

    private static Optional<Evaluation.Measured> figure(String measure, String group, List<Judged> of, long seed) {
        if (of.isEmpty()) {
            return Optional.empty();
        }
        Days days = new Days(seed);
        of.forEach(j -> days.add(j.day(), j.losses().getOrDefault(measure, Map.of())));
        if (!measure.endsWith("Coverage90")) {
            return Optional.of(days.measured(
                    measure, group, "mean steps over 24 hours", Evaluation.Better.LOWER, Optional.empty()));
        }
        return Optional.of(days.coverage(
                measure,
                group,
                share -> Double.isNaN(share.low())
                        ? Days.TOO_FEW
                        : share.low() <= .9 && share.high() >= .9 ? "as told" : "not as told"));
    }

    private static Line line(Judged j, String measure, Map<String, Double> losses) {
        Instant from = Instant.ofEpochSecond(j.day() * Epoch.DAY);
        Instant to = from.plusSeconds(Epoch.DAY);
        Map<String, Object> rivals = new TreeMap<>(losses);
        rivals.remove(Days.OURS);
        return new Line(
                measure + " " + j.cell() + " " + from,
                from,
                from,
                from,
                to,
                "mean over 24 hours",
                j.cell().toString(),
                measure,
                Optional.empty(),
                Map.of(),
                Optional.of(losses.getOrDefault(Days.OURS, Double.NaN)),
                rivals,
                0,
                to,
                j.missing(),
                ForecastAnalysis.HOURLY_METHOD,
                "");
    }
}
