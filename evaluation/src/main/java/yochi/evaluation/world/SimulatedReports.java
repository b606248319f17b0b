package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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

/**
 * Writes what a site saw as the report that its node would have let out: counts per day and signature, totals per day
 * and hour, uptime, and what its network does not let through. No country's data is in them, which is why they need no
 * border.
 */
final class SimulatedReports {
    private static final String MARK = "simulated";
    private static final long MADE = 1_000_000L;

    private final Ground ground;
    private final List<Signature> signatures;
    private final Passage passage;
    private final Optional<Attacks> attacks;

    SimulatedReports(
            Ground ground, List<Signature> signatures, List<PlantedEvent> events, Optional<Attacks> attacks) {
        this.ground = ground;
        this.signatures = signatures;
        this.passage = new Passage(ground, signatures, events);
        this.attacks = attacks;
    }

    /**
     * The report of a day.
     *
     * @param late whether it is the part that comes after the release
     */
    EpochReport of(int site, int day, SiteDay seen, boolean late) {
        Site of = ground.siteList().get(site);
        Epoch window = ground.day(day);
        Map<CellKey, Map<Metric, Measure>> cells = new TreeMap<>();
        String name = of.region().name();
        for (int g = 0; g < signatures.size(); g++) {
            if (seen.sources()[g] > 0) {
                CellKey key = key(window, name, signatures.get(g).cell().attackType(), service(g));
                cells.put(key, measures(seen, g));
            }
            if (!late && passage.toldShut(site, g, day)) {
                cells.put(
                        key(window, name, AttackType.ALL_ORIGIN, service(g)),
                        Map.of(Metric.SENSORS, new Measure.Count(0), Metric.MONITORED, new Measure.Count(0)));
            }
        }
        double[] watched = ground.watched(site, day);
        if (CountedDays.share(watched) > 0) {
            totals(site, day, seen, watched, cells);
        }
        if (!late && attacks.isPresent()) {
            victims(attacks.get(), site, day, !seen.tokens().isEmpty(), cells);
        }
        return new EpochReport(
                NodeId.of(MADE, new SplittableRandom(ground.seed() * 64 + site)),
                name,
                of.country(),
                1,
                2L * day + (late ? 2 : 1),
                window,
                0,
                late,
                MARK,
                "00",
                MARK + "-" + Epoch.week(window.startSecond()).startSecond(),
                MARK,
                cells.entrySet().stream()
                        .map(e -> new Statistic(e.getKey(), e.getValue()))
                        .toList(),
                late ? List.of() : uptime(of, day, watched),
                Suppressed.NOTHING,
                Map.of(name, MARK));
    }

    /** The same report with other cells. */
    static EpochReport changed(EpochReport report, List<Statistic> cells) {
        return report.with(cells, report.uptime(), report.operators());
    }

    private Service service(int signature) {
        return signatures.get(signature).cell().service();
    }

    private static CellKey key(Epoch epoch, String name, AttackType type, Service service) {
        return new CellKey(epoch, name, type, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
    }

    private static Map<Metric, Measure> measures(SiteDay seen, int g) {
        Measure sources = seen.tokens().isEmpty()
                ? Measure.DistinctCount.exactly(seen.sources()[g])
                : new Measure.DistinctSet(sketch(List.of(seen.tokens().get(g))));
        return Map.of(Metric.SOURCES, sources, Metric.PACKETS, new Measure.Count(seen.packets()[g]));
    }

    private static DistinctSketch sketch(List<long[]> tokens) {
        DistinctSketch out = DistinctSketch.empty();
        for (long[] some : tokens) {
            for (long token : some) {
                out.add(token);
            }
        }
        return out;
    }

    private void totals(int site, int day, SiteDay seen, double[] watched, Map<CellKey, Map<Metric, Measure>> cells) {
        String name = ground.siteList().get(site).region().name();
        long sources = 0;
        long packets = 0;
        for (int g = 0; g < signatures.size(); g++) {
            sources += seen.sources()[g];
            packets += seen.packets()[g];
        }
        Map<Metric, Measure> total = new TreeMap<>();
        if (seen.tokens().isEmpty()) {
            total.put(Metric.SOURCES, Measure.DistinctCount.exactly(sources));
        } else {
            total.put(Metric.SOURCES, new Measure.DistinctSet(sketch(seen.tokens())));
            brightness(seen).forEach((stratum, set) ->
                    total.put(Metric.sourcesOfBrightness(stratum), new Measure.DistinctSet(set)));
        }
        cells.put(key(ground.day(day), name, AttackType.ALL_ORIGIN, Service.ANY), total);
        Chance chance = Chance.of(ground.seed(), "hours", site, day);
        double[] weights = ground.rhythm(site);
        for (int h = 0; h < 24; h++) {
            weights[h] *= watched[h] * chance.scatter(ground.parameters().swing().local());
        }
        long[] hourlySources = spread(Math.round(sources * Ground.ACTIVE_HOURS), weights);
        long[] hourlyPackets = spread(packets, weights);
        for (int h = 0; h < 24; h++) {
            if (weights[h] > 0) {
                Epoch hour = new Epoch(ground.day(day).startSecond() + (long) h * Epoch.HOUR, Epoch.HOUR);
                cells.put(
                        key(hour, name, AttackType.ALL_ORIGIN, Service.ANY),
                        Map.of(
                                Metric.SOURCES,
                                Measure.DistinctCount.exactly(Math.min(sources, hourlySources[h])),
                                Metric.PACKETS,
                                new Measure.Count(hourlyPackets[h])));
            }
        }
    }

    /** Distinct victims and packets of each kind of attack, and of all. */
    private void victims(
            Attacks of, int site, int day, boolean sketches, Map<CellKey, Map<Metric, Measure>> cells) {
        String name = ground.siteList().get(site).region().name();
        Map<CellKey, DistinctSketch> sets = new TreeMap<>();
        Map<CellKey, Long> packets = new TreeMap<>();
        of.seen(site, day).forEach((k, sent) -> {
            SimulatedAttack a = of.get(k);
            AttackType kind = a.cell().attackType();
            for (CellKey key : List.of(
                    key(ground.day(day), name, kind, a.cell().service()),
                    key(ground.day(day), name, AttackType.ALL_VICTIM, Service.ANY))) {
                sets.computeIfAbsent(key, x -> DistinctSketch.empty()).add(a.victim());
                packets.merge(key, sent, Long::sum);
            }
        });
        sets.forEach((key, set) -> {
            Measure.DistinctSet sources = new Measure.DistinctSet(set);
            Measure told = sketches ? sources : sources.bounds();
            cells.put(
                    key,
                    Map.of(Metric.SOURCES, told, Metric.PACKETS, new Measure.Count(packets.getOrDefault(key, 0L))));
        });
    }

    /** A day's number over its hours, whole numbers that add up to it. */
    static long[] spread(long all, double[] weights) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        long[] out = new long[weights.length];
        double reached = 0;
        long given = 0;
        for (int h = 0; h < weights.length; h++) {
            reached += weights[h];
            long upTo = sum == 0 ? 0 : Math.round(all * Math.min(1, reached / sum));
            out[h] = upTo - given;
            given = upTo;
        }
        return out;
    }

    private static Map<Integer, DistinctSketch> brightness(SiteDay seen) {
        Map<Integer, DistinctSketch> out = new TreeMap<>();
        for (int g = 0; g < seen.tokens().size(); g++) {
            long[] tokens = seen.tokens().get(g);
            for (int k = 0; k < tokens.length; k++) {
                int stratum = 63 - Long.numberOfLeadingZeros(seen.bright().get(g)[k]);
                out.computeIfAbsent(stratum, s -> DistinctSketch.empty()).add(tokens[k]);
            }
        }
        return out;
    }

    private static List<Uptime> hourly(String name, int addresses, Epoch day, double[] watched) {
        List<Uptime> out = new ArrayList<>();
        for (int h = 0; h < 24; h++) {
            Epoch hour = new Epoch(day.startSecond() + (long) h * Epoch.HOUR, Epoch.HOUR);
            out.add(new Uptime(name, hour, watched[h], addresses, watched[h] < 1 ? "sensor was down" : ""));
        }
        return out;
    }

    private List<Uptime> uptime(Site site, int day, double[] watched) {
        String name = site.region().name();
        return CountedDays.share(watched) == 1
                ? List.of(new Uptime(name, ground.day(day), 1, site.addresses(day), ""))
                : hourly(name, site.addresses(day), ground.day(day), watched);
    }
}
