package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Statistic;
import yochi.core.model.Tool;

/**
 * A real report with planted sources in it: distinct sources (as numbers, or in sketches), packets and brightness of
 * the cells that count them, in every length of epoch that the report holds. Bytes, ports, targets and other measures
 * stay as they were.
 */
final class PlantedReport {
    private final EpochReport report;
    private final SortedMap<CellKey, Map<Metric, Measure>> cells = new TreeMap<>();

    private PlantedReport(EpochReport report) {
        this.report = report;
        report.cells().forEach(s -> cells.put(s.key(), new TreeMap<>(s.measures())));
    }

    static EpochReport of(EpochReport report, List<Visit> visits) {
        if (visits.isEmpty()) {
            return report;
        }
        PlantedReport planted = new PlantedReport(report);
        planted.makeRoom(visits);
        planted.cells.forEach((key, measures) -> {
            List<Visit> counted = visits.stream().filter(v -> v.countsIn(key)).toList();
            if (!counted.isEmpty()) {
                measures.replaceAll((metric, measure) -> added(metric, measure, counted));
                planted.brighten(key, measures, counted);
            }
        });
        return SimulatedReports.changed(
                report,
                planted.cells.entrySet().stream()
                        .map(e -> new Statistic(e.getKey(), e.getValue()))
                        .toList());
    }

    /** Empty cells for the planted signatures, of the forms in which the report tells others. */
    private void makeRoom(List<Visit> visits) {
        SortedMap<Integer, Map<Metric, Measure>> forms = forms();
        SortedSet<CellKey> wanted = new TreeSet<>();
        for (Visit v : visits) {
            for (int seconds : forms.keySet()) {
                Epoch epoch = seconds == report.window().seconds()
                        ? report.window()
                        : Epoch.containing(v.second(), seconds);
                wanted.add(new CellKey(
                        epoch,
                        v.sensor(),
                        v.cell().attackType(),
                        v.cell().service(),
                        Tool.NONE,
                        Country.UNKNOWN,
                        Asn.UNKNOWN));
            }
        }
        wanted.forEach(key ->
                cells.computeIfAbsent(key, k -> new TreeMap<>(forms.get(key.epoch().seconds()))));
    }

    /** What single cells hold, by length of epoch, at zero. */
    private SortedMap<Integer, Map<Metric, Measure>> forms() {
        SortedMap<Integer, Map<Metric, Measure>> out = new TreeMap<>();
        for (Statistic s : report.cells()) {
            Cell cell = new Cell(s.key().attackType(), s.key().service());
            if (cell.single() && Visit.undivided(s.key())) {
                s.measures()
                        .forEach((metric, measure) -> none(metric, measure)
                                .ifPresent(zero -> out.computeIfAbsent(
                                                s.key().epoch().seconds(), x -> new HashMap<>())
                                        .put(metric, zero)));
            }
        }
        return out;
    }

    private static Optional<Measure> none(Metric metric, Measure like) {
        if (metric.equals(Metric.PACKETS) && like instanceof Measure.Count) {
            return Optional.of(new Measure.Count(0));
        }
        if (metric.equals(Metric.SOURCES) && like instanceof Measure.DistinctSet) {
            return Optional.of(new Measure.DistinctSet(Visit.sketch(List.of())));
        }
        if (metric.equals(Metric.SOURCES) && like instanceof Measure.DistinctCount) {
            return Optional.of(Measure.DistinctCount.exactly(0));
        }
        return Optional.empty();
    }

    private static Measure added(Metric metric, Measure measure, List<Visit> counted) {
        return switch (measure) {
            case Measure.Count c when metric.equals(Metric.PACKETS) ->
                new Measure.Count(Math.addExact(c.value(), Visit.packets(counted)));
            case Measure.DistinctSet d when metric.equals(Metric.SOURCES) ->
                new Measure.DistinctSet(d.sketch().union(Visit.sketch(counted)));
            case Measure.DistinctCount d when metric.equals(Metric.SOURCES) -> {
                long more = Visit.sources(counted);
                yield new Measure.DistinctCount(d.estimate() + more, d.lower() + more, d.upper() + more);
            }
            case Measure other -> other;
        };
    }

    /** Where a total tells its sources by brightness, the planted ones stand among them. */
    private void brighten(CellKey key, Map<Metric, Measure> measures, List<Visit> counted) {
        boolean told = measures.keySet().stream().anyMatch(m -> m.brightness() >= 0);
        if (!told || key.attackType() != AttackType.ALL_ORIGIN) {
            return;
        }
        Map<Long, Long> packets = new TreeMap<>();
        counted.forEach(v -> packets.merge(v.token(), v.packets(), Long::sum));
        Map<Integer, List<Visit>> strata = new TreeMap<>();
        packets.forEach((token, sent) -> strata.computeIfAbsent(
                        63 - Long.numberOfLeadingZeros(Math.max(1, sent)), s -> new ArrayList<>())
                .add(new Visit("", counted.getFirst().cell(), token, 0, sent)));
        strata.forEach((stratum, of) -> measures.merge(
                Metric.sourcesOfBrightness(stratum),
                new Measure.DistinctSet(Visit.sketch(of)),
                Measure::merge));
    }
}
