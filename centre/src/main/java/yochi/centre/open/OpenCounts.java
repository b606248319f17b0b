package yochi.centre.open;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/**
 * The cube's days that are old enough, as counts that may be told to everybody. Only totals of kinds are told, of
 * distinct addresses, which do not add up over kinds; so that a withheld count does not follow from others.
 */
public final class OpenCounts {
    private static final int LAST = 7;
    private static final int BEFORE = 28;
    /** Fewer usual days make no usual (own choice, stated). */
    private static final int LEAST_BEFORE = 7;

    private final OpenSettings settings;

    public OpenCounts(OpenSettings settings) {
        this.settings = settings;
    }

    /** The days of the cube that end at least the delay before its end. */
    List<Epoch> days(Cube cube) {
        Instant latest = cube.until().minus(settings.delay());
        List<Epoch> old = cube.days().stream()
                .filter(day -> !day.end().isAfter(latest))
                .toList();
        return old.subList(Math.max(0, old.size() - settings.days()), old.size());
    }

    /** The last day that may be told. */
    public Optional<LocalDate> until(Cube cube) {
        List<Epoch> days = days(cube);
        return days.isEmpty() ? Optional.empty() : Optional.of(date(days.getLast()));
    }

    /** By day, country and kind, oldest first. */
    public List<OpenStatistics.Count> of(Cube cube) {
        List<Epoch> days = days(cube);
        List<OpenStatistics.Count> out = new ArrayList<>();
        for (Country country : countries(cube)) {
            List<Region> regions = cube.regionsOf(country);
            for (Cell cell : kinds(cube, regions)) {
                double[] values = most(cube, regions, cell, days);
                for (int i = 0; i < values.length; i++) {
                    out.add(count(days.get(i), country, cell.attackType(), values[i], regions.size() > 1));
                }
            }
        }
        out.sort(java.util.Comparator.comparing(OpenStatistics.Count::day));
        return out;
    }

    /** Of the last week beside the weeks before it, where both were watched. */
    public List<OpenStatistics.Usual> usual(Cube cube) {
        List<Epoch> days = days(cube);
        List<OpenStatistics.Usual> out = new ArrayList<>();
        for (Country country : countries(cube)) {
            double[] values = most(cube, cube.regionsOf(country), Cell.ALL_ORIGIN, days);
            int cut = Math.max(0, values.length - LAST);
            double[] last = known(values, cut, values.length);
            double[] before = known(values, Math.max(0, cut - BEFORE), cut);
            if (last.length == 0 || before.length < LEAST_BEFORE) {
                continue;
            }
            double median = before[before.length / 2];
            if (median >= settings.smallest()) {
                double mean = Arrays.stream(last).average().orElseThrow();
                out.add(new OpenStatistics.Usual(country, Math.round(10 * mean / median) / 10.0));
            }
        }
        return out;
    }

    private static NavigableSet<Country> countries(Cube cube) {
        NavigableSet<Country> out = new TreeSet<>(java.util.Comparator.comparing(Country::code));
        cube.regions().forEach(region -> out.add(cube.country(region)));
        return out;
    }

    private static NavigableSet<Cell> kinds(Cube cube, List<Region> regions) {
        NavigableSet<Cell> out = new TreeSet<>();
        for (Region region : regions) {
            cube.cells(region).stream()
                    .filter(cell -> cell.total() && !cell.attackType().isRest())
                    .filter(cell -> cell.attackType() != AttackType.ATTACK_ORDER)
                    .forEach(out::add);
        }
        return out;
    }

    /** Of several sensors the largest: addresses that were at both count once, so that sums would be too high. */
    private static double[] most(Cube cube, List<Region> regions, Cell cell, List<Epoch> days) {
        double[] out = new double[days.size()];
        Arrays.fill(out, Double.NaN);
        int skip = days.isEmpty() ? 0 : cube.days().indexOf(days.getFirst());
        for (Region region : regions) {
            double[] values = cube.dailySources(region, cell);
            for (int i = 0; i < out.length; i++) {
                double value = values[skip + i];
                if (!Double.isNaN(value)) {
                    out[i] = Double.isNaN(out[i]) ? value : Math.max(out[i], value);
                }
            }
        }
        return out;
    }

    private static double[] known(double[] values, int from, int to) {
        return Arrays.stream(values, from, to)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
    }

    private OpenStatistics.Count count(Epoch day, Country country, AttackType kind, double value, boolean several) {
        boolean watched = !Double.isNaN(value);
        boolean enough = watched && value >= settings.smallest();
        return new OpenStatistics.Count(
                date(day),
                country,
                kind,
                enough ? OptionalLong.of(rounded(value)) : OptionalLong.empty(),
                enough
                        ? Optional.empty()
                        : Optional.of(watched ? OpenStatistics.Why.FEW : OpenStatistics.Why.UNWATCHED),
                several);
    }

    private long rounded(double value) {
        return Math.max(settings.smallest(), settings.rounding() * Math.round(value / settings.rounding()));
    }

    private static LocalDate date(Epoch day) {
        return LocalDate.ofInstant(day.start(), ZoneOffset.UTC);
    }
}
