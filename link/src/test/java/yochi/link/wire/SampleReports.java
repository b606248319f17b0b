package yochi.link.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.UUID;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.core.model.Prefix;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.Service;
import yochi.core.model.SourceList;
import yochi.core.model.SourceReport;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.core.sketch.DistinctSketch;

/** Reports with every kind of measure and every dimension, the same every time. */
final class SampleReports {
    static final NodeId NODE = new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001"));
    static final Epoch DAY = new Epoch(1_700_006_400L, Epoch.DAY);

    private SampleReports() {}

    static EpochReport full() {
        Epoch first = new Epoch(DAY.startSecond(), Epoch.HOUR);
        Epoch second = first.next();
        return report(
                List.of(
                        cell(
                                first,
                                AttackType.SCAN_SYN,
                                Service.tcp(23),
                                Tool.MIRAI,
                                Map.of(
                                        Metric.PACKETS, new Measure.Count(1234),
                                        Metric.BYTES, new Measure.Count(70_000),
                                        Metric.SOURCES, Measure.DistinctCount.exactly(56))),
                        cell(
                                first,
                                AttackType.BACKSCATTER_ICMP,
                                new Service(Service.Protocol.ICMP, 3),
                                Tool.NONE,
                                Map.of(
                                        Metric.PACKETS, new Measure.Count(3),
                                        Metric.SOURCES, new Measure.DistinctCount(5000, 4900, 5100))),
                        cell(
                                second,
                                AttackType.TCP_UNSPECIFIED,
                                Service.tcp(445),
                                Tool.NONE,
                                Map.of(
                                        Metric.PACKETS, new Measure.Count(9),
                                        Metric.BYTES, new Measure.Missing("the format has no lengths"))),
                        cell(
                                DAY,
                                AttackType.ALL_ORIGIN,
                                Service.ANY,
                                Tool.NONE,
                                Map.of(
                                        Metric.SOURCES,
                                        new Measure.DistinctSet(sketch(40)),
                                        Metric.sourcesOfBrightness(3),
                                        new Measure.DistinctSet(sketch(7))))),
                List.of(new Uptime("s1", first, 1, 256, ""), new Uptime("s1", second, 0.25, 256, "capture stopped")));
    }

    static EpochReport report(List<Statistic> cells, List<Uptime> uptime) {
        return new EpochReport(
                NODE,
                "node one",
                new Country("SG"),
                77,
                5,
                DAY,
                0,
                false,
                "research-replay",
                "ab".repeat(32),
                "k1",
                "rules-1",
                cells,
                uptime,
                new Suppressed(4, 20, 1266));
    }

    static VictimReport victims() {
        Country jp = new Country("JP");
        return new VictimReport(
                NODE,
                9,
                jp,
                Instant.ofEpochSecond(1_700_000_000L),
                false,
                "own-country",
                List.of(
                        new Victim(
                                "a1b2",
                                jp,
                                "tld",
                                new Asn(64_496),
                                List.of("http/get", "tcp/syn"),
                                List.of(Service.tcp(443), Service.tcp(80)),
                                12),
                        new Victim("c3d4", jp, "geo", Asn.UNKNOWN, List.of("tcp/syn"), List.of(), 1)));
    }

    static SeenVictimReport seenVictims() {
        Instant from = Instant.ofEpochSecond(1_699_999_200L);
        return new SeenVictimReport(
                NODE,
                5,
                new Country("JP"),
                from,
                from.plusSeconds(3600),
                Set.of(SeenVictim.Kind.AMPLIFICATION, SeenVictim.Kind.BACKSCATTER),
                "own-country",
                2,
                List.of(
                        new SeenVictim(
                                "0123456789ab",
                                SeenVictim.Kind.AMPLIFICATION,
                                new Asn(4_200_000_001L),
                                Service.udp(123),
                                from,
                                600,
                                1024),
                        new SeenVictim(
                                "fedcba987654",
                                SeenVictim.Kind.BACKSCATTER,
                                Asn.UNKNOWN,
                                Service.ANY,
                                from.minusSeconds(7200),
                                9000,
                                64)));
    }

    static OffenderReport offenders() {
        Instant from = Instant.ofEpochSecond(1_700_000_000L);
        return new OffenderReport(
                NODE,
                3,
                new Country("JP"),
                new Country("SG"),
                from.plusSeconds(600),
                "own-country",
                41,
                List.of(
                        new Offender(
                                Prefix.parse("192.0.2.7/32"),
                                new Asn(64_496),
                                from,
                                from.plusSeconds(60),
                                Offender.Evidence.LOGIN,
                                1,
                                List.of(AttackType.LOGIN_BRUTE_FORCE),
                                List.of(Service.tcp(22))),
                        new Offender(
                                Prefix.parse("2001:db8:0:0:0:0:0:7/128"),
                                Asn.UNKNOWN,
                                from,
                                from.plusSeconds(600),
                                Offender.Evidence.REPEATED_SCAN,
                                4,
                                List.of(AttackType.SCAN_SYN),
                                List.of(Service.tcp(23), Service.tcp(2323)))));
    }

    static SourceReport sources() {
        return new SourceReport(
                NODE,
                4,
                new Country("SG"),
                LocalDate.of(2026, 1, 2),
                SourceReport.Kind.AHEAD,
                Instant.parse("2026-01-01T22:00:00Z"),
                "with-sources",
                "2026-01-02 0123456789ab",
                0b1011,
                List.of(
                        new SourceReport.OfService(
                                Service.tcp(22),
                                List.of(new SourceReport.Seen(5, 1), new SourceReport.Seen(-9, 0b1010))),
                        new SourceReport.OfService(Service.tcp(23), List.of(new SourceReport.Seen(7, 2)))),
                15,
                List.of(new SourceReport.Closed("jp-1", "AQID")));
    }

    static SourceList sourceList() {
        return new SourceList(
                LocalDate.of(2026, 1, 2),
                Instant.parse("2026-01-01T22:10:00Z"),
                "source.SourceForecast 1",
                "2026-01-02 0123456789ab",
                "sources@2026-01-02",
                "ab".repeat(32),
                List.of(new SourceList.OfService(
                        Service.tcp(22),
                        List.of(new SourceList.Place(5, 0.75, 3, 1, 1), new SourceList.Place(0, 0.5, 0, 2, 4)))),
                List.of(new SourceList.Box("sg-1", new Country("SG"), "AQID")),
                List.of("n2: no report for this day"));
    }

    private static Statistic cell(Epoch epoch, AttackType type, Service service, Tool tool, Map<Metric, Measure> m) {
        boolean mirai = tool == Tool.MIRAI;
        return new Statistic(
                new CellKey(
                        epoch,
                        "s1",
                        type,
                        service,
                        tool,
                        mirai ? new Country("BR") : Country.UNKNOWN,
                        mirai ? new Asn(4_200_000_001L) : Asn.UNKNOWN),
                m);
    }

    private static DistinctSketch sketch(int n) {
        DistinctSketch out = DistinctSketch.empty();
        for (int i = 0; i < n; i++) {
            out.add(i * 0x9E3779B97F4A7C15L);
        }
        return out;
    }
}
