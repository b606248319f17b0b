package yochi.analysis.cube;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;

/** Cuts a report into one {@link Slice} per region. */
final class Slicer {
    private final Grouping grouping;

    Slicer(Grouping grouping) {
        this.grouping = grouping;
    }

    List<Slice> cut(EpochReport report) {
        SortedMap<Region, List<Statistic>> cells = new TreeMap<>();
        SortedMap<Region, List<Uptime>> uptimes = new TreeMap<>();
        SortedMap<Region, SortedSet<String>> sensors = new TreeMap<>();
        Map<String, Region> named = new HashMap<>();
        for (Statistic cell : report.cells()) {
            if (isFinding(cell)) {
                continue; // what a node found stands under its own name, which is no sensor's
            }
            Region region = named.computeIfAbsent(cell.key().sensorGroup(), name -> grouping.region(report, name));
            cells.computeIfAbsent(region, r -> new ArrayList<>()).add(cell);
            sensors.computeIfAbsent(region, r -> new TreeSet<>())
                    .add(cell.key().sensorGroup());
        }
        for (Uptime uptime : report.uptime()) {
            Region region = grouping.region(report, uptime.sensor());
            uptimes.computeIfAbsent(region, r -> new ArrayList<>()).add(uptime);
            sensors.computeIfAbsent(region, r -> new TreeSet<>()).add(uptime.sensor());
        }
        uptimes.forEach((region, told) -> { // the group that a node's cells stand under is no sensor of its own
            SortedSet<String> own = new TreeSet<>();
            told.forEach(u -> own.add(u.sensor()));
            sensors.put(region, own);
        });
        List<Slice> out = new ArrayList<>();
        sensors.forEach((region, names) -> out.add(slice(
                report,
                region,
                names,
                cells.getOrDefault(region, List.of()),
                uptimes.getOrDefault(region, List.of()))));
        return out;
    }

    private static boolean isFinding(Statistic cell) {
        for (Metric metric : cell.measures().keySet()) {
            if (!metric.isFinding()) {
                return false;
            }
        }
        return !cell.measures().isEmpty();
    }

    private static Slice slice(
            EpochReport report, Region region, SortedSet<String> names, List<Statistic> cells, List<Uptime> uptimes) {
        Epoch window = report.window();
        PacketTable packets = new PacketTable(window);
        SourceTable sources = new SourceTable(window);
        TreeSet<String> reasons = new TreeSet<>();
        TreeMap<Service, String> unwatched = new TreeMap<>();
        for (Statistic cell : cells) {
            packets.add(cell);
            sources.add(cell);
            cell.measures().forEach((metric, measure) -> {
                if (measure instanceof Measure.Missing m && metric.equals(Metric.SOURCES)) {
                    boolean service = leftOut(cell);
                    reasons.add(service ? cell.key().service() + " " + m.reason() : m.reason());
                    if (service) {
                        unwatched.put(cell.key().service(), m.reason());
                    }
                }
            });
        }
        for (Uptime uptime : uptimes) {
            if (uptime.share() < 1 && !uptime.reason().isEmpty()) {
                reasons.add(uptime.reason());
            }
        }
        TreeMap<String, String> operators = new TreeMap<>();
        names.forEach(name -> operators.put(name, report.operators().getOrDefault(name, "")));
        Column perWindow = packets.perWindow();
        Map<Cell, TokenSet> sets = sources.sets();
        CountColumn counts = sources.counts(perWindow.cells());
        Watch watch = report.late() ? Watch.none(window) : Watch.of(window, names, uptimes);
        return new Slice(
                region,
                report.country(),
                window,
                report.keyId(),
                report.policy(),
                watch.sensors(),
                report.late() || !uptimes.isEmpty(),
                watch.hourlyShare(),
                watch.hourlyAddresses(),
                sets,
                Cells.union(List.of(perWindow.cells(), counts.cells(), Cells.of(sets.keySet()))),
                counts,
                perWindow,
                packets.perHour(),
                sources.perHour(),
                sources.brightness(),
                reasons,
                operators,
                unwatched,
                packets.firstHours(perWindow),
                report.late() ? Exposure.none() : Exposure.of(window, names.size(), cells, uptimes));
    }

    /** The total of one service over all kinds is only ever told as missing: the service was not counted. */
    private static boolean leftOut(Statistic cell) {
        return cell.key().attackType().isTotal() && !cell.key().service().equals(Service.ANY);
    }
}
