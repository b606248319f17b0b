package yochi.analysis.locality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;

/** Regions of one operator that report counts of services, window by window; each field may be changed at will. */
final class CountedWorld {
    static final int SERVICES = 14;
    static final long START = 1_893_456_000L / Epoch.WEEK * Epoch.WEEK;

    final int windows;
    private final int seconds;
    private final int regions;
    /** Sources by region, service and window. */
    final long[][][] sources;

    final long[][][] packets;
    final int[][] addresses;
    /** Share of the window; below 0 no report comes. */
    final double[][] watched;

    UnaryOperator<String> name = n -> n;

    CountedWorld(int regions, int windows, int seconds, double mean) {
        this.regions = regions;
        this.windows = windows;
        this.seconds = seconds;
        this.sources = new long[regions][SERVICES][windows];
        this.packets = new long[regions][SERVICES][windows];
        this.addresses = new int[regions][windows];
        this.watched = new double[regions][windows];
        SplittableRandom random = new SplittableRandom(regions * 31L + windows);
        for (int r = 0; r < regions; r++) {
            Arrays.fill(addresses[r], 256);
            Arrays.fill(watched[r], 1);
            for (int s = 0; s < SERVICES; s++) {
                for (int t = 0; t < windows; t++) {
                    sources[r][s][t] = new NegativeBinomial(mean * (1 + s % 3), 1.3).draw(random);
                    packets[r][s][t] = 4 * sources[r][s][t];
                }
            }
        }
    }

    static CountedWorld ofDays() {
        return new CountedWorld(8, 45, Epoch.DAY, 8);
    }

    static Service service(int number) {
        return Service.tcp(1000 + number);
    }

    String region(int number) {
        return name.apply(String.valueOf((char) ('a' + number)));
    }

    CountedWorld times(int region, int service, int last, double factor) {
        for (int t = windows - last; t < windows; t++) {
            sources[region][service][t] = Math.round(sources[region][service][t] * factor);
            packets[region][service][t] = 4 * sources[region][service][t];
        }
        return this;
    }

    List<EpochReport> reports() {
        List<EpochReport> out = new ArrayList<>();
        for (int r = 0; r < regions; r++) {
            for (int t = 0; t < windows; t++) {
                if (watched[r][t] >= 0) {
                    out.add(report(r, t));
                }
            }
        }
        return out;
    }

    private EpochReport report(int r, int t) {
        Epoch window = new Epoch(START + (long) t * seconds, seconds);
        List<Statistic> cells = new ArrayList<>();
        for (int s = 0; s < SERVICES; s++) {
            if (sources[r][s][t] > 0) {
                CellKey key = new CellKey(
                        window,
                        region(r),
                        AttackType.SCAN_SYN,
                        service(s),
                        Tool.NONE,
                        Country.UNKNOWN,
                        Asn.UNKNOWN);
                cells.add(new Statistic(
                        key,
                        new TreeMap<Metric, Measure>(Map.of(
                                Metric.SOURCES,
                                Measure.DistinctCount.exactly(sources[r][s][t]),
                                Metric.PACKETS,
                                new Measure.Count(packets[r][s][t])))));
            }
        }
        double share = watched[r][t];
        return new EpochReport(
                NodeId.of(1_000_000L, new Random(region(r).hashCode())),
                region(r),
                new Country("US"),
                1,
                t + 1L,
                window,
                0,
                false,
                "test",
                "00",
                "key",
                "1",
                cells,
                List.of(new Uptime(region(r), window, share, addresses[r][t], share < 1 ? "sensor was down" : "")),
                Suppressed.NOTHING,
                Map.of(region(r), "one"));
    }

    static Cube cube(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    List<Finding.Locality> found() {
        return found(reports());
    }

    static List<Finding.Locality> found(List<EpochReport> reports) {
        Cube cube = cube(reports);
        return new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS).analyse(cube, cube.lastDays(7));
    }

    /** Region and number of the service of each finding. */
    static List<String> where(List<Finding.Locality> found) {
        return found.stream()
                .map(f -> f.region().name() + (f.service().number() - 1000))
                .sorted()
                .toList();
    }
}
