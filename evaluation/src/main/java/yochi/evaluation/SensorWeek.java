package yochi.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.core.sketch.DistinctSketch;

/**
 * A week of sensors' sources as it comes to a centre under the policy of the samples: daily sketches by service, those
 * of fewer than k sources in the rest, hourly counts of all. So checks that deal sources anew go through the whole
 * analysis, small cells and all.
 */
final class SensorWeek {
    /** k of {@code samples/policies/research-replay.yaml}, and its least sketch. */
    private static final int LEAST = 3;

    private static final int DAYS = 7;
    private static final int HOURS = 24;
    private static final Cell REST = new Cell(AttackType.REST_ORIGIN, Service.ANY);

    private SensorWeek() {}

    /** A source under its token. */
    record Seen(long token, SourceWeeks.Source source) {}

    /** The centre's cube of the week, a region for each sensor. */
    static Cube cube(Epoch week, SortedMap<String, ? extends Collection<Seen>> sensors) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        sensors.forEach((sensor, own) -> {
            NodeId node = NodeId.of(1, new SplittableRandom(sensor.hashCode()));
            for (int day = 0; day < DAYS; day++) {
                builder.add(report(node, sensor, week, day, own));
            }
        });
        return builder.build(week.end(), Instant.EPOCH);
    }

    private static EpochReport report(NodeId node, String sensor, Epoch week, int day, Collection<Seen> sources) {
        Epoch window = new Epoch(week.startSecond() + (long) day * Epoch.DAY, Epoch.DAY);
        SortedMap<Cell, List<Long>> tokens = new TreeMap<>();
        SortedMap<Integer, List<Long>> bright = new TreeMap<>();
        TreeSet<Long> all = new TreeSet<>();
        long[] hourly = new long[HOURS];
        for (Seen seen : sources) {
            BitSet came = new BitSet();
            seen.source.hours().forEach((cell, hours) -> {
                BitSet own = hours.get(day * HOURS, (day + 1) * HOURS);
                if (!own.isEmpty()) {
                    tokens.computeIfAbsent(cell, c -> new ArrayList<>()).add(seen.token);
                    came.or(own);
                }
            });
            if (!came.isEmpty()) {
                all.add(seen.token);
                bright.computeIfAbsent(seen.source.stratum(), s -> new ArrayList<>()).add(seen.token);
                came.stream().forEach(hour -> hourly[hour]++);
            }
        }
        SortedMap<CellKey, Map<Metric, Measure>> cells = new TreeMap<>();
        TreeSet<Long> rest = new TreeSet<>();
        tokens.forEach((cell, own) -> {
            if (own.size() < LEAST) {
                rest.addAll(own);
            } else {
                cells.put(key(window, sensor, cell), Map.of(Metric.SOURCES, set(own)));
            }
        });
        if (rest.size() >= LEAST) {
            cells.put(key(window, sensor, REST), Map.of(Metric.SOURCES, set(rest)));
        }
        Map<Metric, Measure> total = new TreeMap<>(Map.of(Metric.SOURCES, set(all)));
        bright.forEach((stratum, own) -> total.put(Metric.sourcesOfBrightness(stratum), set(own)));
        cells.put(key(window, sensor, Cell.ALL_ORIGIN), total);
        for (int hour = 0; hour < HOURS; hour++) {
            Epoch epoch = new Epoch(window.startSecond() + (long) hour * Epoch.HOUR, Epoch.HOUR);
            Measure count = Measure.DistinctCount.exactly(hourly[hour]);
            cells.put(key(epoch, sensor, Cell.ALL_ORIGIN), Map.of(Metric.SOURCES, count));
        }
        return new EpochReport(
                node,
                sensor,
                Country.UNKNOWN,
                1,
                day + 1L,
                window,
                0,
                false,
                "dealt",
                "00",
                week.toString(),
                "1",
                cells.entrySet().stream()
                        .map(e -> new Statistic(e.getKey(), e.getValue()))
                        .toList(),
                List.of(new Uptime(sensor, window, 1, 1, "")),
                Suppressed.NOTHING);
    }

    private static Measure set(Collection<Long> tokens) {
        DistinctSketch sketch = DistinctSketch.empty();
        tokens.forEach(sketch::add);
        return new Measure.DistinctSet(sketch);
    }

    private static CellKey key(Epoch epoch, String sensor, Cell cell) {
        return new CellKey(
                epoch, sensor, cell.attackType(), cell.service(), Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
    }
}
