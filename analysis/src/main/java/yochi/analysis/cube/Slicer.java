package yochi.analysis.cube;

import java.util.ArrayList;
import java.util.Arrays;
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
        for (Statistic cell : report.cells()) {
            if (!cell.measures().isEmpty() && cell.measures().keySet().stream().allMatch(Metric::isFinding)) {
                continue; // what a node found stands under its own name, which is no sensor's
            }
            Region region = grouping.region(report, cell.key().sensorGroup());
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
            SortedSet<String> named = new TreeSet<>();
            told.forEach(u -> named.add(u.sensor()));
            sensors.put(region, named);
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

    private static Slice slice(
            EpochReport report, Region region, SortedSet<String> names, List<Statistic> cells, List<Uptime> uptimes) {
        Epoch window = report.window();
        Packets packets = new Packets(window);
        Sources sources = new Sources(window);
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
        Map<Cell, Long> perWindow = packets.perWindow();
        Cells row = Cells.of(perWindow.keySet());
        Map<Cell, TokenSet> sets = sources.sets();
        CountColumn counts = CountColumn.of(row, sources.counts());
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
                Cells.union(List.of(row, counts.cells(), Cells.of(sets.keySet()))),
                counts,
                Column.of(row, perWindow, 0),
                packets.perHour(),
                sources.perHour(),
                sources.brightness(),
                reasons,
                operators,
                unwatched,
                Column.of(row, packets.firstHours(), -1),
                report.late() ? Exposure.none() : Exposure.of(window, names.size(), cells, uptimes));
    }

    /** The total of one service over all kinds is only ever told as missing: the service was not counted. */
    private static boolean leftOut(Statistic cell) {
        return cell.key().attackType().isTotal() && !cell.key().service().equals(Service.ANY);
    }

    /** How well the sensors of one region watched. */
    private record Watch(
            SortedMap<String, Double> sensors, List<Double> hourlyShare, List<Double> hourlyAddresses) {
        /** A late report adds what came late; how well the window was watched stands in its release. */
        static Watch none(Epoch window) {
            List<Double> nothing = boxed(new double[Math.max(1, window.seconds() / Epoch.HOUR)]);
            return new Watch(new TreeMap<>(), nothing, nothing);
        }

        /** Where a report tells no uptime at all, its sensors count as up; otherwise what it does not tell is down. */
        static Watch of(Epoch window, SortedSet<String> names, List<Uptime> uptimes) {
            int hours = Math.max(1, window.seconds() / Epoch.HOUR);
            double[] hourly = new double[hours];
            double[] addresses = new double[hours];
            SortedMap<String, Double> sensors = new TreeMap<>();
            names.forEach(name -> sensors.put(name, uptimes.isEmpty() ? 1.0 : 0.0));
            if (uptimes.isEmpty()) {
                Arrays.fill(hourly, names.size());
                Arrays.fill(addresses, Double.NaN);
            }
            for (Uptime uptime : uptimes) {
                long from = Math.max(uptime.epoch().startSecond(), window.startSecond());
                long to = Math.min(uptime.epoch().endSecond(), window.endSecond());
                if (from >= to) {
                    continue;
                }
                sensors.merge(uptime.sensor(), uptime.share() * (to - from) / window.seconds(), Double::sum);
                for (int h = (int) ((from - window.startSecond()) / Epoch.HOUR); h < hours; h++) {
                    long hourStart = window.startSecond() + (long) h * Epoch.HOUR;
                    int length = Math.min(Epoch.HOUR, window.seconds());
                    long inside = Math.min(to, hourStart + length) - Math.max(from, hourStart);
                    if (inside <= 0) {
                        break;
                    }
                    double share = uptime.share() * inside / length;
                    hourly[h] += share;
                    if (share > 0) {
                        int many = uptime.monitoredAddresses();
                        addresses[h] += many == 0 ? Double.NaN : share * many;
                    }
                }
            }
            sensors.replaceAll((name, share) -> Math.min(1, share));
            return new Watch(sensors, boxed(hourly), boxed(addresses));
        }

        private static List<Double> boxed(double[] values) {
            return Arrays.stream(values).boxed().toList();
        }
    }

    /** Packets per cell, from the finest epochs that the report holds. */
    private static final class Packets {
        private final Epoch window;
        private final Map<Cell, Long> fine = new HashMap<>();
        private final Map<Cell, Long> coarse = new HashMap<>();
        private final Map<Cell, long[]> hourly = new HashMap<>();
        private final Map<Cell, Integer> first = new HashMap<>();

        Packets(Epoch window) {
            this.window = window;
        }

        void add(Statistic statistic) {
            if (!(statistic.measures().get(Metric.PACKETS) instanceof Measure.Count c)) {
                return;
            }
            Cell cell = new Cell(statistic.key().attackType(), statistic.key().service());
            Epoch epoch = statistic.key().epoch();
            boolean whole = epoch.seconds() >= window.seconds();
            (whole ? coarse : fine).merge(cell, c.value(), Long::sum);
            if (epoch.seconds() <= Epoch.HOUR) {
                if (!whole && cell.single() && c.value() > 0) {
                    long hour = (epoch.startSecond() - window.startSecond()) / Epoch.HOUR;
                    first.merge(cell, Math.toIntExact(hour), Math::min);
                }
                spread(hourly, window, cell, epoch, c.value());
            }
        }

        Map<Cell, Long> perWindow() {
            Map<Cell, Long> out = new HashMap<>(coarse);
            out.putAll(fine);
            sumTotals(out);
            return out;
        }

        Map<Cell, Integer> firstHours() {
            return first;
        }

        Map<Cell, long[]> perHour() {
            Map<Cell, long[]> parts = new HashMap<>();
            hourly.forEach((cell, values) -> {
                if (!cell.total() && !hourly.containsKey(new Cell(cell.attackType(), Cell.ALL_ORIGIN.service()))) {
                    addAll(parts, new Cell(cell.attackType(), Cell.ALL_ORIGIN.service()), values);
                }
            });
            hourly.keySet().removeIf(cell -> !cell.total());
            hourly.putAll(parts);
            Map<Cell, long[]> all = new HashMap<>();
            hourly.forEach((cell, values) -> {
                if (!cell.attackType().isTotal()) {
                    addAll(all, Cell.all(cell.party()), values);
                }
            });
            all.forEach(hourly::putIfAbsent);
            return hourly;
        }

        private static void addAll(Map<Cell, long[]> into, Cell cell, long[] values) {
            long[] sum = into.computeIfAbsent(cell, c -> new long[values.length]);
            for (int i = 0; i < values.length; i++) {
                sum[i] += values[i];
            }
        }

        /** Kinds and parties without a total of their own get the sum of their parts. */
        private static void sumTotals(Map<Cell, Long> cells) {
            Map<Cell, Long> kinds = new HashMap<>();
            cells.forEach((cell, n) -> {
                if (!cell.total()) {
                    kinds.merge(new Cell(cell.attackType(), Cell.ALL_ORIGIN.service()), n, Long::sum);
                }
            });
            kinds.forEach(cells::putIfAbsent);
            Map<Cell, Long> parties = new HashMap<>();
            cells.forEach((cell, n) -> {
                if (cell.total() && !cell.attackType().isTotal()) {
                    parties.merge(Cell.all(cell.party()), n, Long::sum);
                }
            });
            parties.forEach(cells::putIfAbsent);
        }
    }

    private static void spread(Map<Cell, long[]> into, Epoch window, Cell cell, Epoch epoch, long value) {
        int hours = Math.max(1, window.seconds() / Epoch.HOUR);
        int hour = (int) ((epoch.startSecond() - window.startSecond()) / Epoch.HOUR);
        if (hour >= 0 && hour < hours) {
            into.computeIfAbsent(cell, c -> new long[hours])[hour] += value;
        }
    }

    /** Distinct sources per cell: sets where sketches came, numbers with bounds elsewhere. */
    private static final class Sources {
        private final Epoch window;
        private final Map<Cell, List<TokenSet>> sets = new HashMap<>();
        private final Map<Cell, Measure> counts = new HashMap<>();
        private final Map<Cell, Measure> fineCounts = new HashMap<>();
        private final Map<Cell, long[]> hourly = new HashMap<>();
        private final SortedMap<Integer, List<TokenSet>> brightness = new TreeMap<>();

        Sources(Epoch window) {
            this.window = window;
        }

        void add(Statistic statistic) {
            Cell cell = new Cell(statistic.key().attackType(), statistic.key().service());
            statistic.measures().forEach((metric, measure) -> {
                if (metric.equals(Metric.SOURCES)) {
                    add(cell, statistic.key().epoch(), measure);
                } else if (metric.brightness() >= 0
                        && cell.equals(Cell.ALL_ORIGIN)
                        && measure instanceof Measure.DistinctSet d) {
                    brightness
                            .computeIfAbsent(metric.brightness(), s -> new ArrayList<>())
                            .add(TokenSet.of(d.sketch()));
                }
            });
        }

        private void add(Cell cell, Epoch epoch, Measure measure) {
            boolean whole = epoch.seconds() >= window.seconds();
            switch (measure) {
                case Measure.DistinctSet d -> {
                    sets.computeIfAbsent(cell, c -> new ArrayList<>()).add(TokenSet.of(d.sketch()));
                    hour(cell, epoch, d.bounds().estimate());
                }
                case Measure.DistinctCount d -> {
                    (whole ? counts : fineCounts).merge(cell, d, Measure::merge);
                    hour(cell, epoch, d.estimate());
                }
                case Measure.Count c -> {}
                case Measure.Packed p -> {}
                case Measure.Missing m -> {}
            }
        }

        private void hour(Cell cell, Epoch epoch, long estimate) {
            if (cell.total() && epoch.seconds() <= Epoch.HOUR) {
                spread(hourly, window, cell, epoch, estimate);
            }
        }

        Map<Cell, TokenSet> sets() {
            Map<Cell, TokenSet> out = new HashMap<>();
            sets.forEach((cell, parts) -> out.put(cell, TokenSet.union(parts)));
            return out;
        }

        Map<Cell, Measure.DistinctCount> counts() {
            Map<Cell, Measure.DistinctCount> out = new HashMap<>();
            fineCounts.putAll(counts);
            fineCounts.forEach((cell, measure) -> {
                if (!sets.containsKey(cell) && measure instanceof Measure.DistinctCount d) {
                    out.put(cell, d);
                }
            });
            return out;
        }

        Map<Cell, long[]> perHour() {
            return hourly;
        }

        SortedMap<Integer, TokenSet> brightness() {
            SortedMap<Integer, TokenSet> out = new TreeMap<>();
            brightness.forEach((stratum, parts) -> out.put(stratum, TokenSet.union(parts)));
            return out;
        }
    }
}
