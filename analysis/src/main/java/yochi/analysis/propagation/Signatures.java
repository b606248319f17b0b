package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Region;

/**
 * The signatures (attack type and service) that were new somewhere while the regions watched, as cascades. New is what
 * nobody saw in the first week of the cube; a region that began to watch later than a cascade takes no part in it,
 * since what it saw on its first day may have come any time before.
 */
final class Signatures {
    /** Days that all that is old needs to show itself (own choice: a week, the longest rhythm). */
    private static final int OLD_DAYS = 7;
    /** For so long after a first sighting the rate is counted that tells how soon a telescope sees it. */
    private static final int RATE_DAYS = 7;
    /**
     * A cascade is played on for so many days after it began; later sightings are a story of their own (own choice).
     */
    static final int PLAYED_DAYS = 14;

    private final Cube cube;
    private final List<Region> regions;
    private final double origin;
    private final boolean byAddress;

    /** One signature and its way. */
    record Signature(Cell cell, Cascade cascade) {}

    Signatures(Cube cube) {
        this.cube = cube;
        this.regions = cube.regions();
        this.origin = cube.span().startSecond();
        this.byAddress = regions.stream().allMatch(r -> cube.watched(r, Cell.ALL_ORIGIN, cube.span())[1] > 0);
    }

    List<Region> regions() {
        return regions;
    }

    /** Hours since the cube's start. */
    double hours(long second) {
        return (second - origin) / Epoch.HOUR;
    }

    long second(double hours) {
        return Math.round(origin + hours * Epoch.HOUR);
    }

    /** The newest {@code most} that are new and were seen at two regions or more. */
    List<Signature> found(int most) {
        TreeMap<Cell, Long> fresh = new TreeMap<>();
        long oldUntil = cube.span().startSecond() + (long) OLD_DAYS * Epoch.DAY;
        for (Cell cell : cube.cells()) {
            if (cell.party() == Party.ORIGIN && cell.single()) {
                List<Long> seen = regions.stream()
                        .flatMap(r -> cube.firstSighting(r, cell).stream())
                        .map(Epoch::startSecond)
                        .toList();
                long first = seen.stream().mapToLong(Long::longValue).min().orElse(0);
                if (seen.size() >= 2 && first >= oldUntil) {
                    fresh.put(cell, first);
                }
            }
        }
        List<Map.Entry<Cell, Long>> newest = fresh.entrySet().stream()
                .sorted(Map.Entry.<Cell, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .sorted(Map.Entry.comparingByKey())
                .toList();
        List<Signature> out = new ArrayList<>();
        for (Map.Entry<Cell, Long> one : newest) {
            cascade(one.getKey(), one.getValue()).ifPresent(c -> out.add(new Signature(one.getKey(), c)));
        }
        return out;
    }

    private Optional<Cascade> cascade(Cell cell, long first) {
        int n = regions.size();
        long end = Math.min(cube.until().getEpochSecond(), first + (long) PLAYED_DAYS * Epoch.DAY);
        Epoch course = new Epoch(first, Math.toIntExact(Math.max(1, end - first)));
        double[] from = new double[n];
        double[] to = new double[n];
        boolean[] watched = new boolean[n];
        double[] hours = new double[n];
        double sources = 0;
        double exposed = 0;
        for (int i = 0; i < n; i++) {
            Region region = regions.get(i);
            Optional<Epoch> sighting = cube.firstSighting(region, cell);
            from[i] = Double.NaN;
            to[i] = Double.NaN;
            double[] reach = cube.watched(region, cell, around(course));
            hours[i] = reach[byAddress ? 1 : 0] / around(course).seconds() * Epoch.DAY;
            watched[i] = hours[i] > 0
                    && cube.firstDay(region).endSecond() <= first
                    && cube.uptime(region, around(course)) >= Cube.LEAST_UPTIME
                    && cube.observable(region, cell, around(course)) >= Cube.LEAST_UPTIME;
            if (sighting.isPresent() && sighting.get().startSecond() < end) {
                from[i] = hours(sighting.get().startSecond());
                to[i] = hours(Math.min(sighting.get().endSecond(), cube.until().getEpochSecond()));
                if (watched[i]) {
                    Epoch after = after(sighting.get());
                    double counted = Cube.number(cube.sources(region, cell, after));
                    sources += Double.isNaN(counted) ? 0 : counted;
                    exposed += cube.watched(region, cell, after)[byAddress ? 1 : 0] * 24;
                }
            }
        }
        double perHour = exposed > 0 ? sources / exposed : 0;
        double[] rate = new double[n];
        for (int i = 0; i < n; i++) {
            rate[i] = perHour * hours[i];
            watched[i] &= rate[i] > 0;
        }
        Cascade out = new Cascade(cell.toString(), hours(first), hours(end), from, to, rate, watched);
        return out.spread() >= 2 ? Optional.of(out) : Optional.empty();
    }

    /** The whole days around a span, since reports are of days. */
    private static Epoch around(Epoch span) {
        long start = Epoch.containing(span.startSecond(), Epoch.DAY).startSecond();
        long end = Epoch.containing(span.endSecond() - 1, Epoch.DAY).endSecond();
        return new Epoch(start, Math.toIntExact(end - start));
    }

    private Epoch after(Epoch sighting) {
        long start = Epoch.containing(sighting.startSecond(), Epoch.DAY).startSecond();
        long until = Epoch.containing(cube.until().getEpochSecond(), Epoch.DAY).startSecond();
        long end = Math.max(start + Epoch.DAY, Math.min(until, start + (long) RATE_DAYS * Epoch.DAY));
        return new Epoch(start, Math.toIntExact(end - start));
    }
}
