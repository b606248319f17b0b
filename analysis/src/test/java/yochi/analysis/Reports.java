package yochi.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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

/** Makes one sensor's daily reports from packets given as (hour, source, type, service), for tests. */
public final class Reports {
    private final Country country;
    private final String sensor;
    private final NodeId node;
    private final TreeMap<Epoch, List<Packet>> days = new TreeMap<>();
    private final TreeMap<Epoch, Double> uptime = new TreeMap<>();
    private final Map<Epoch, List<Service>> filtered = new HashMap<>();
    private final TreeMap<Epoch, Integer> addresses = new TreeMap<>();
    private final Map<Epoch, List<Service>> closed = new HashMap<>();
    private String operator = "";
    private long sequence;

    private record Packet(long second, long source, AttackType type, Service service) {}

    public Reports(String country, String sensor) {
        this.country = new Country(country);
        this.sensor = sensor;
        this.node = NodeId.of(1_000_000L, new Random(sensor.hashCode()));
    }

    /** The sensor watched on that day, with whatever packets are added. */
    public Reports day(Epoch day) {
        days.computeIfAbsent(day, d -> new ArrayList<>());
        return this;
    }

    /** Who runs it. */
    public Reports operator(String name) {
        operator = name;
        return this;
    }

    /** The node's filter left the service out on that day, whatever packets are added. */
    public Reports filtered(Epoch day, Service service) {
        day(day);
        filtered.computeIfAbsent(day, d -> new ArrayList<>()).add(service);
        return this;
    }

    /** It watched only this share of the day. */
    public Reports watched(Epoch day, double share) {
        day(day);
        uptime.put(day, share);
        return this;
    }

    /** From that day on it monitors so many addresses; before the first such day, one. */
    public Reports addresses(Epoch day, int many) {
        addresses.put(day, many);
        return this;
    }

    /** Its network lets the service not through on that day, as its operator says. */
    public Reports closed(Epoch day, Service service) {
        day(day);
        closed.computeIfAbsent(day, d -> new ArrayList<>()).add(service);
        return this;
    }

    public Reports packet(long second, long source, AttackType type, Service service) {
        Epoch day = Epoch.containing(second, Epoch.DAY);
        days.computeIfAbsent(day, d -> new ArrayList<>()).add(new Packet(second, source, type, service));
        return this;
    }

    public List<EpochReport> all() {
        return days.keySet().stream().map(this::report).toList();
    }

    public EpochReport report(Epoch day) {
        return report(day, ++sequence, 0, false);
    }

    /** The report of a day under a week's key; hourly packets and sources, daily sketches, brightness of the total. */
    public EpochReport report(Epoch day, long number, int revision, boolean late) {
        Map<CellKey, Map<Metric, Measure>> cells = new TreeMap<>();
        Map<CellKey, DistinctSketch> sets = new HashMap<>();
        Map<Long, Integer> bright = new HashMap<>();
        for (Packet p : days.getOrDefault(day, List.of())) {
            Epoch hour = Epoch.containing(p.second, Epoch.HOUR);
            CellKey fine = key(hour, p.type, p.service);
            cells.computeIfAbsent(fine, k -> new TreeMap<>())
                    .merge(Metric.PACKETS, new Measure.Count(1), Measure::merge);
            for (CellKey k : List.of(
                    fine,
                    key(hour, AttackType.ALL_ORIGIN, Service.ANY),
                    key(day, p.type, p.service),
                    key(day, p.type, Service.ANY),
                    key(day, AttackType.ALL_ORIGIN, Service.ANY))) {
                sets.computeIfAbsent(k, x -> DistinctSketch.empty()).add(p.source);
            }
            bright.merge(p.source, 1, Integer::sum);
        }
        sets.forEach((k, set) -> {
            Measure measure = new Measure.DistinctSet(set);
            Measure seen = k.epoch().equals(day) ? measure : ((Measure.DistinctSet) measure).bounds();
            cells.computeIfAbsent(k, x -> new TreeMap<>()).put(Metric.SOURCES, seen);
        });
        Map<Integer, DistinctSketch> strata = new TreeMap<>();
        bright.forEach((source, packets) -> strata.computeIfAbsent(
                        31 - Integer.numberOfLeadingZeros(packets), s -> DistinctSketch.empty())
                .add(source));
        strata.forEach((stratum, set) -> cells.computeIfAbsent(
                        key(day, AttackType.ALL_ORIGIN, Service.ANY), x -> new TreeMap<>())
                .put(Metric.sourcesOfBrightness(stratum), new Measure.DistinctSet(set)));
        leftOut(day, cells);
        Map.Entry<Epoch, Integer> size = addresses.floorEntry(day);
        double share = uptime.getOrDefault(day, 1.0);
        return new EpochReport(
                node,
                sensor,
                country,
                1,
                number,
                day,
                revision,
                late,
                "test",
                "00",
                Epoch.week(day.startSecond()).toString(),
                "1",
                cells.entrySet().stream()
                        .map(e -> new Statistic(e.getKey(), e.getValue()))
                        .toList(),
                List.of(new Uptime(
                        sensor, day, share, size == null ? 1 : size.getValue(), share < 1 ? "sensor was down" : "")),
                Suppressed.NOTHING,
                operator.isEmpty() ? Map.of() : Map.of(sensor, operator));
    }

    private void leftOut(Epoch day, Map<CellKey, Map<Metric, Measure>> cells) {
        Measure missing = new Measure.Missing("filtered: for the test");
        filtered.getOrDefault(day, List.of())
                .forEach(s -> cells.put(
                        key(day, AttackType.ALL_ORIGIN, s),
                        Map.of(Metric.PACKETS, missing, Metric.SOURCES, missing)));
        closed.getOrDefault(day, List.of())
                .forEach(s -> cells.put(
                        key(day, AttackType.ALL_ORIGIN, s),
                        Map.of(Metric.SENSORS, new Measure.Count(0), Metric.MONITORED, new Measure.Count(0))));
    }

    private CellKey key(Epoch epoch, AttackType type, Service service) {
        return new CellKey(epoch, sensor, type, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
    }
}
