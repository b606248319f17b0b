package yochi.evaluation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.onset.SourceMatrix;
import yochi.analysis.onset.SynchronyAnalysis;
import yochi.centre.round.Part;
import yochi.centre.round.Round;
import yochi.centre.round.RoundBook;
import yochi.centre.round.RoundRecord;
import yochi.centre.round.StandardParts;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Ticker;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.core.sketch.DistinctSketch;

/**
 * Benchmark P9: one whole round at the plan's scale, from reports to findings. 60 regions of one sensor each tell for
 * 30 days, hour by hour, some 1,157 of the 65,536 TCP ports: 50 million rows. A third of a region's rows are ports that
 * everybody sees each hour, the rest are drawn anew. Generated, seeded; only time and memory are judged.
 */
public final class RoundScale {
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final int PORTS = 65_536;
    private static final int HOURS = 24;
    private static final int SEED = 20261122;
    private static final int SOURCES = 20_000;
    private static final int TEN_MINUTES = 600;

    private final int regions;
    private final int days;
    private final int rows;
    /** Processor seconds of each part in the round that runs. */
    private final Map<String, Double> processor = new ConcurrentHashMap<>();

    private RoundScale(int regions, int days, int rows) {
        this.regions = regions;
        this.days = days;
        this.rows = rows;
    }

    /** Arguments: regions, days, rows a region and hour, forecast series a region. */
    public static void main(String[] args) throws IOException {
        int[] n = {60, 30, 1157, 100};
        for (int i = 0; i < args.length; i++) {
            n[i] = Integer.parseInt(args[i]);
        }
        System.out.println(new RoundScale(n[0], n[1], n[2]).run(n[3]));
    }

    private String run(int series) throws IOException {
        double start = cpu();
        CubeBuilder builder = Cube.builder(Grouping.SENSOR).withinHeap();
        for (int day = 0; day < days; day++) {
            for (int region = 0; region < regions; region++) {
                builder.add(report(region, day));
            }
        }
        double taking = cpu() - start;
        long held = heapAfterCollection();
        Instant until = START.plus(Duration.ofDays(days));
        List<Part> parts = parts(series);
        Path folder = Files.createTempDirectory("round");
        try (ControlStore store = ControlStore.open(folder.resolve("round.db"), RoundBook.MIGRATIONS)) {
            Round round = new Round(
                    Round.Settings.DEFAULTS,
                    new RoundBook(store),
                    InstantSource.fixed(until),
                    Ticker.system(),
                    EventLog.none());
            String whole = round(round, builder, until, parts);
            for (int region = 0; region < regions; region++) {
                builder.add(tenMinutes(region));
            }
            String next = round(round, builder, until.plusSeconds(TEN_MINUTES), parts);
            return String.format(
                    Locale.ROOT,
                    "{\"benchmark\":\"P9\",\"regions\":%d,\"days\":%d,\"rows\":%d,\"takingCpuSeconds\":%.1f,"
                            + "\"heldHeapMiB\":%d,\"heldEstimateMiB\":%d,\"forgottenReports\":%d,"
                            + "\"peakResidentMiB\":%d,%n\"whole\":%s,%n\"tenMinutesLater\":%s}",
                    regions,
                    days,
                    (long) regions * days * HOURS * rows,
                    taking,
                    held,
                    builder.held() >> 20,
                    builder.forgotten(),
                    resident("VmHWM"),
                    whole,
                    next);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private String round(Round round, CubeBuilder builder, Instant until, List<Part> parts) {
        double start = cpu();
        processor.clear();
        RoundRecord record =
                round.run(until, () -> builder.build(until, until), parts).record();
        StringBuilder told = new StringBuilder();
        for (RoundRecord.PartRecord part : record.parts()) {
            told.append(String.format(
                    Locale.ROOT,
                    "%s%n {\"name\":\"%s\",\"state\":\"%s\",\"seconds\":%.3f,\"cpuSeconds\":%.3f,\"results\":%d,"
                            + "\"why\":\"%s\"}",
                    told.isEmpty() ? "" : ",",
                    part.name(),
                    part.state(),
                    seconds(part.took()),
                    processor.getOrDefault(part.name(), Double.NaN),
                    part.results(),
                    part.why().replace('"', '\'')));
        }
        return String.format(
                Locale.ROOT,
                "{\"seconds\":%.1f,\"cpuSeconds\":%.1f,\"cubeSeconds\":%.1f,\"parts\":[%s]}",
                seconds(record.total()),
                cpu() - start,
                seconds(record.cube()),
                told);
    }

    private List<Part> parts(int series) {
        ForecastAnalysis.Settings usual = ForecastAnalysis.Settings.DEFAULTS;
        ForecastAnalysis.Settings forecast = new ForecastAnalysis.Settings(
                usual.horizonDays(), usual.leastDays(), usual.mostDays(), series, usual.horizonHours());
        List<Part> parts = new ArrayList<>(StandardParts.of(country(0), forecast));
        parts.removeIf(part -> part.name().equals("forecast"));
        parts.add(StandardParts.forecast(Cube::regions, forecast));
        parts.add(new Part("onset", cube -> {
            long told = 0;
            for (int region = 0; region < regions; region++) {
                told += SynchronyAnalysis.usual().of(window(region)).services().size();
            }
            return told < 0 ? null : Part.Found.findings(List.of());
        }));
        parts.replaceAll(part -> new Part(part.name(), cube -> {
            long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try {
                return part.analysis().apply(cube);
            } finally {
                long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
                processor.put(part.name(), took / 1e9);
            }
        }));
        return parts;
    }

    private static Country country(int region) {
        return new Country("" + (char) ('A' + region / 26) + (char) ('A' + region % 26));
    }

    private EpochReport report(int region, int day) {
        SplittableRandom random = new SplittableRandom(SEED + 1_000L * region + day);
        Epoch window = new Epoch(START.getEpochSecond() + (long) day * Epoch.DAY, Epoch.DAY);
        List<Statistic> cells = new ArrayList<>(HOURS * (rows + 1));
        for (int hour = 0; hour < HOURS; hour++) {
            Epoch epoch = new Epoch(window.startSecond() + (long) hour * Epoch.HOUR, Epoch.HOUR);
            rows(random, region, epoch, rows, cells);
        }
        return report(region, day + 1, window, random, cells);
    }

    /** What a region tells of the ten minutes after the last day. */
    private EpochReport tenMinutes(int region) {
        SplittableRandom random = new SplittableRandom(SEED + 1_000L * region + days);
        Epoch window = new Epoch(START.getEpochSecond() + (long) days * Epoch.DAY, TEN_MINUTES);
        List<Statistic> cells = new ArrayList<>();
        rows(random, region, window, rows / 6, cells);
        return report(region, days + 1, window, random, cells);
    }

    private void rows(SplittableRandom random, int region, Epoch epoch, int many, List<Statistic> into) {
        BitSet drawn = new BitSet(PORTS);
        for (int n = 0; n < many; ) {
            int port = n < many / 3 ? n : random.nextInt(PORTS);
            if (!drawn.get(port)) {
                drawn.set(port);
                n++;
                long sources = 1 + (long) (random.nextExponential() * (port < rows / 3 ? 8 : 2));
                into.add(cell(epoch, sensor(region), AttackType.SCAN_SYN, Service.tcp(port), sources));
            }
        }
        into.add(cell(epoch, sensor(region), AttackType.ALL_ORIGIN, Service.ANY, 4L * many));
    }

    private static String sensor(int region) {
        return String.format(Locale.ROOT, "sensor-%02d", region);
    }

    private static EpochReport report(
            int region, int sequence, Epoch window, SplittableRandom random, List<Statistic> cells) {
        String sensor = sensor(region);
        cells.add(new Statistic(
                key(window, sensor, AttackType.ALL_ORIGIN, Service.ANY),
                Map.of(Metric.SOURCES, new Measure.DistinctSet(sketch(random)))));
        return new EpochReport(
                new NodeId(new UUID(0x7000L, 0x8000_0000_0000_0000L + region)),
                "node-" + region,
                country(region),
                1,
                sequence,
                window,
                0,
                false,
                "scale",
                "",
                "key",
                "2",
                cells,
                List.of(new Uptime(sensor, window, 1, 256 << region % 8, "")),
                Suppressed.NOTHING);
    }

    private static Statistic cell(Epoch epoch, String sensor, AttackType kind, Service service, long sources) {
        return new Statistic(
                key(epoch, sensor, kind, service),
                Map.of(
                        Metric.PACKETS,
                        new Measure.Count(3 * sources),
                        Metric.SOURCES,
                        Measure.DistinctCount.exactly(sources)));
    }

    private static CellKey key(Epoch epoch, String sensor, AttackType kind, Service service) {
        return new CellKey(epoch, sensor, kind, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
    }

    /** 20,000 of a million sources, half of them the same everywhere. */
    private static DistinctSketch sketch(SplittableRandom random) {
        DistinctSketch sketch = DistinctSketch.empty();
        for (int i = 0; i < SOURCES; i++) {
            sketch.add(i % 2 == 0 ? i : random.nextInt(1_000_000));
        }
        return sketch;
    }

    /** Ten minutes of one sensor: a thousand sources, a packet or two in twelve slots. */
    private static SourceMatrix window(int region) {
        SplittableRandom random = new SplittableRandom(SEED + region);
        SourceMatrix matrix = new SourceMatrix(12);
        for (int i = 0; i < 2_000; i++) {
            matrix.add(random.nextInt(1_000), random.nextInt(200), random.nextInt(12));
        }
        return matrix;
    }

    /** Processor time of the whole process, seconds. */
    private static double cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    /** What a collection leaves, MiB. */
    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** MiB of a line such as VmHWM in what Linux tells of this process. */
    private static long resident(String line) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith(line + ":"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElse(-1);
    }
}
