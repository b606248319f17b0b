package yochi.analysis.spread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Region;

/**
 * On which day each kind of attack on a service that was new somewhere came to each region, by number of the day in the
 * cube. New is what nobody saw in the first week; what a region saw on the first day it reported may have come any
 * time before, so it takes no part in what came earlier.
 */
final class Courses {
    /** Days that all that is old needs to show itself (own choice: a week, the longest rhythm). */
    static final int OLD_DAYS = 7;
    /** Days for which something counts as new after its first sight anywhere. */
    static final int NEW_DAYS = 14;
    /** Kinds kept, the newest: a scan of all ports makes thousands of them (own choice). */
    private static final int MOST = 400;
    /** Days from a first sight on of which is known whether it was seen: a day that nobody asks of, and a week. */
    private static final int STAY_DAYS = 8;
    /** Never. */
    static final int NEVER = Integer.MAX_VALUE;

    private final List<Region> regions;
    private final int[] firstDays;
    private final int days;
    private final List<Course> all;

    /**
     * One kind's way.
     *
     * @param first day on which anybody saw it first
     * @param seen day on which each region did, {@link #NEVER} if not yet; {@link #days} on the day under way
     * @param stayed whether each region saw it that many days after its first sight, a bit a day
     * @param sources of all regions, added up, on each of the days from the first on
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers as they were counted, never compared
    record Course(Cell cell, int first, int[] seen, long[] stayed, double[] sources) {
        boolean young(int day) {
            return first < day && day - first <= NEW_DAYS;
        }

        /** Whether the region has not seen it before the day. */
        boolean open(int region, int day) {
            return seen[region] >= day;
        }

        /**
         * Whether the region, which had not seen it before the day, saw it within the span. What was first seen between
         * the day and the span has arrived before it, and counts only where it was seen in the span too: so the ledger
         * settles it, by the sources of the span.
         *
         * @param gap days from the day to the span
         * @param horizon days of the span
         */
        boolean came(int region, int day, int gap, int horizon) {
            int from = day + gap;
            int at = seen[region];
            if (at < day || at >= from + horizon) {
                return false;
            }
            return at >= from || (stayed[region] >>> (from - at) & (1L << horizon) - 1) != 0;
        }
    }

    private Courses(List<Region> regions, int[] firstDays, int days, List<Course> all) {
        this.regions = regions;
        this.firstDays = firstDays;
        this.days = days;
        this.all = all;
    }

    static Courses of(Cube cube) {
        List<Region> regions = cube.regions();
        List<Epoch> days = cube.days();
        List<Course> all = new ArrayList<>();
        if (days.isEmpty()) {
            return new Courses(regions, new int[regions.size()], 0, all);
        }
        long start = days.getFirst().startSecond();
        int[] firstDays = regions.stream()
                .mapToInt(r -> day(cube.firstDay(r).startSecond(), start))
                .toArray();
        SortedMap<Cell, int[]> fresh = new TreeMap<>();
        for (Cell cell : cube.cells()) {
            if (cell.party() == Party.ORIGIN && cell.single()) {
                int[] seen = regions.stream()
                        .mapToInt(r -> cube.firstSighting(r, cell)
                                .map(s -> day(s.startSecond(), start))
                                .orElse(NEVER))
                        .toArray();
                int first = first(seen);
                if (first >= OLD_DAYS && first < days.size()) {
                    fresh.put(cell, seen);
                }
            }
        }
        fresh.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<Cell, int[]> e) -> -first(e.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .forEach(e -> all.add(new Course(
                        e.getKey(),
                        first(e.getValue()),
                        e.getValue(),
                        stayed(cube, e.getKey(), e.getValue()),
                        sources(cube, e.getKey(), e.getValue()))));
        return new Courses(regions, firstDays, days.size(), all);
    }

    private static int first(int[] seen) {
        return Arrays.stream(seen).min().orElse(NEVER);
    }

    private static int day(long second, long start) {
        return (int) Math.floorDiv(second - start, (long) Epoch.DAY);
    }

    private static double[] sources(Cube cube, Cell cell, int[] seen) {
        int first = first(seen);
        int until = Math.min(cube.days().size(), first + NEW_DAYS + 1);
        double[] out = new double[until - first];
        for (int r = 0; r < seen.length; r++) {
            for (int d = seen[r]; d < until; d++) {
                out[d - first] += sources(cube, cell, r, d);
            }
        }
        return out;
    }

    private static long[] stayed(Cube cube, Cell cell, int[] seen) {
        long[] out = new long[seen.length];
        for (int r = 0; r < seen.length; r++) {
            for (int n = 0; n < STAY_DAYS && seen[r] < cube.days().size() - n; n++) {
                out[r] |= sources(cube, cell, r, seen[r] + n) > 0 ? 1L << n : 0;
            }
        }
        return out;
    }

    /** 0 where they are not known. */
    private static double sources(Cube cube, Cell cell, int region, int day) {
        double n = Cube.number(
                cube.sources(cube.regions().get(region), cell, cube.days().get(day)));
        return Double.isNaN(n) ? 0 : n;
    }

    List<Region> regions() {
        return regions;
    }

    /** Whole days of the cube. */
    int days() {
        return days;
    }

    /** Whether the kind is new on the day, and the region has not seen it though it reported before anybody had. */
    boolean eligible(Course course, int region, int day) {
        return course.young(day) && course.open(region, day) && firstDays[region] < course.first;
    }

    List<Course> all() {
        return all;
    }
}
