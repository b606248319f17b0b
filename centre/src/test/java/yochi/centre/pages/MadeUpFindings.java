package yochi.centre.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** The made-up board's findings, record and loop. */
final class MadeUpFindings {
    static final Epoch WEEK = Epoch.week(MadeUpBoard.UNTIL.getEpochSecond() - 1);

    static final Phrase NO_REPORT =
            new Phrase("missing.report", Map.of("region", "test-oregon"), "test-oregon: no report");
    private static final Phrase FEW_DAYS = new Phrase(
            "missing.days",
            Map.of("region", "test-oregon", "n", "5", "days", "7"),
            "test-oregon: 5 of 7 days not measured");
    private static final Phrase NEW = why(
            "tcp/445",
            "90",
            "10.0",
            "6.5",
            new Phrase("locality.here.first", Map.of("day", "2026-02-20"), "here first on 2026-02-20"),
            new Phrase(
                    "locality.reading.spread",
                    Map.of(),
                    "it was elsewhere before it came here, which speaks for a spread, unless a filter here was"
                            + " lifted"));
    private static final Phrase FILTERED = why(
            "udp/53",
            "40",
            "4.0",
            "5.0",
            new Phrase("locality.here.always", Map.of(), "here since the region's first days"),
            new Phrase(
                    "locality.reading.event-or-filter",
                    Map.of(),
                    "either attackers single this region out, or the other networks filter the service: these data"
                            + " cannot tell"));

    private MadeUpFindings() {}

    private static Phrase why(
            String service, String observed, String expected, String times, Phrase here, Phrase reading) {
        Phrase elsewhere = new Phrase(
                "locality.elsewhere.never", Map.of("n", "4"), "never at the 4 other regions of the operator");
        return new Phrase(
                "locality.why",
                Map.of("service", service, "observed", observed, "expected", expected, "times", times),
                Map.of("here", here, "elsewhere", elsewhere, "reading", reading),
                service + ": " + observed + " distinct sources, " + expected + " expected (at least " + times
                        + " times as many); seen " + here.text() + ", " + elsewhere.text() + "; " + reading.text());
    }

    static Regions regions() {
        return new Regions(
                WEEK.start(),
                WEEK.end(),
                Optional.of(MadeUpBoard.NOW.minusSeconds(300)),
                MadeUpBoard.NAMES,
                "sources per address and day",
                List.of(
                        new Regions.Rating(
                                MadeUpBoard.NAMES.getFirst(),
                                OptionalDouble.of(12.3),
                                OptionalDouble.of(11.9),
                                OptionalDouble.of(12.7),
                                OptionalDouble.of(1.4),
                                1,
                                37),
                        new Regions.Rating(
                                MadeUpBoard.NAMES.getLast(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                0.2,
                                0)),
                similarities(),
                localities(),
                trends(),
                List.of(NO_REPORT),
                List.of(NO_REPORT, NEW, FILTERED, FEW_DAYS));
    }

    static List<Finding.Similarity> similarities() {
        List<Finding.Similarity> pairs = new ArrayList<>();
        List<String> names = MadeUpBoard.NAMES;
        int rank = 1;
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                boolean unknown = j == 4;
                double who = i == 0 && j == 1 ? 9 : 1.0 + 0.4 * (i + j);
                pairs.add(new Finding.Similarity(
                        new Region(names.get(i)),
                        new Region(names.get(j)),
                        WEEK,
                        500,
                        400,
                        OptionalDouble.of(0.9 - 0.1 * (i + j)),
                        unknown ? OptionalDouble.empty() : OptionalDouble.of(who),
                        OptionalDouble.of(who * 10),
                        OptionalDouble.of(10),
                        unknown ? OptionalDouble.empty() : OptionalDouble.of(0.8 - 0.15 * j),
                        OptionalDouble.of(i),
                        OptionalDouble.of(who * 0.8),
                        OptionalDouble.of(who * 1.2),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(0.5),
                        rank++,
                        OptionalDouble.of(0.01),
                        OptionalDouble.of(0.02),
                        OptionalDouble.of(1.3),
                        Finding.Similarity.Rivals.NONE,
                        List.of(),
                        unknown ? List.of(NO_REPORT.text()) : List.of()));
            }
        }
        return pairs;
    }

    private static final Finding.Strength STRENGTH = new Finding.Strength(
            9,
            3.17,
            3,
            OptionalDouble.of(120),
            OptionalDouble.of(20.5),
            OptionalDouble.of(4.9),
            OptionalDouble.of(22),
            OptionalDouble.of(4.1),
            OptionalDouble.of(17.5),
            List.of(new Region("test-osaka")),
            OptionalDouble.of(0.0001),
            OptionalDouble.of(0.4),
            OptionalDouble.of(0.1),
            OptionalDouble.of(0.7));

    static List<Finding.Locality> localities() {
        return List.of(
                new Finding.Locality(
                        new Region("test-osaka"),
                        AttackType.SCAN_SYN,
                        Service.tcp(445),
                        WEEK,
                        90,
                        10,
                        6.5,
                        Finding.Verdict.NEW_HERE,
                        List.of(
                                new Finding.Reading(Finding.Verdict.NEW_HERE, 0.7),
                                new Finding.Reading(Finding.Verdict.OMEN_OF_SPREAD, 0.3)),
                        Optional.of(STRENGTH),
                        NEW.text(),
                        List.of()),
                new Finding.Locality(
                        new Region("test-dublin"),
                        AttackType.SCAN_UDP,
                        Service.udp(53),
                        WEEK,
                        40,
                        4,
                        5,
                        Finding.Verdict.EVENT_OR_FILTER,
                        List.of(),
                        Optional.empty(),
                        FILTERED.text(),
                        List.of()));
    }

    private static List<Finding.Trend> trends() {
        return List.of(
                new Finding.Trend(
                        new Region("test-tokyo"),
                        AttackType.SCAN_SYN,
                        Service.tcp(22),
                        WEEK,
                        0.05,
                        0.02,
                        0.08,
                        0.0004,
                        Finding.Label.GROWING,
                        List.of()),
                new Finding.Trend(
                        new Region("test-oregon"),
                        AttackType.SCAN_SYN,
                        Service.tcp(22),
                        WEEK,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Finding.Label.UNCERTAIN,
                        List.of(FEW_DAYS.text())));
    }

    static ForecastRecord record(String series) {
        Instant from = MadeUpBoard.UNTIL.minus(Duration.ofDays(1));
        List<ForecastRecord.Calibration> calibration = new ArrayList<>();
        for (double level : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
            calibration.add(new ForecastRecord.Calibration(level, 0.04 + 0.9 * level, 140));
        }
        List<ForecastRecord.Scored> recent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Instant day = from.minus(Duration.ofDays(i));
            recent.add(new ForecastRecord.Scored(
                    "forecast-" + (39 - i),
                    "forecast",
                    series,
                    new Prediction.Question(
                            new Region("JP"),
                            AttackType.SCAN_SYN,
                            Service.tcp(445),
                            Metric.SOURCES,
                            day,
                            day.plus(Duration.ofDays(1))),
                    day.minus(Duration.ofHours(24)),
                    Map.of("0.05", 180.0, "0.5", 310.0, "0.95", 440.0),
                    OptionalDouble.empty(),
                    i == 3 ? OptionalDouble.empty() : OptionalDouble.of(250 + 90 * i),
                    Optional.of("mean-7-days"),
                    OptionalDouble.of(330),
                    i == 3 ? Optional.empty() : Optional.of(i != 2),
                    i == 3 ? Optional.empty() : Optional.of(i != 1)));
        }
        return new ForecastRecord(
                160,
                140,
                15,
                5,
                3,
                silences(),
                reasons(),
                2,
                OptionalLong.of(168),
                OptionalLong.of(8),
                44,
                false,
                30,
                OptionalDouble.of(0.89),
                List.of(new ForecastRecord.Mean("hazard/1", "forecast", 24, 1, "brier", 0.09, 70, 44)),
                scores(),
                List.of(week("2026-11-09", 0.2, 0.25), week("2026-11-16", 0.3, 0.25)),
                reliability(),
                List.of(new ForecastRecord.Alarm(
                        "hazard/1", "forecast", 24, 1, 0.3, "ours", 9, 6, 3, 2, 1.5, OptionalDouble.of(12))),
                List.of(new ForecastRecord.Hits("hazard/1", "forecast", 24, 1, 10, "ours", 14, 20, 7)),
                values(),
                recipients(),
                calibration,
                recent.subList(0, 3),
                recent);
    }

    private static List<ForecastRecord.Silence> silences() {
        return List.of(new ForecastRecord.Silence("groucho-tokyo", Instant.parse("2026-11-01T00:00:00Z"), 3));
    }

    private static List<ForecastRecord.Reason> reasons() {
        return List.of(new ForecastRecord.Reason(
                new Phrase(
                        "reason.partly",
                        Map.of("region", "groucho-tokyo", "percent", "95"),
                        "groucho-tokyo watched less than 95 % of the span"),
                2));
    }

    private static List<ForecastRecord.Reliability> reliability() {
        return List.of(new ForecastRecord.Reliability(
                "hazard/1",
                "forecast",
                24,
                1,
                70,
                new ForecastRecord.Decomposition(0.09, 0.01, 0.08, 0.16, 0),
                List.of(
                        new ForecastRecord.Bin(0, 0.1, 0.05, 0.1, 50),
                        new ForecastRecord.Bin(0.5, 0.6, 0.55, 0.45, 20))));
    }

    private static List<ForecastRecord.Value> values() {
        return List.of(
                value("ours", "forecast", 44, 0.31, 0.28),
                value("persistence", "forecast", 44, 0.24, 0.3),
                new ForecastRecord.Value("hazard/1", "nowcast", 24, 1, "ours", 9, 4, 4 / 9.0, 2, true, List.of(
                        new ForecastRecord.Point(0.1, 4, 5, 0, OptionalDouble.empty()),
                        new ForecastRecord.Point(0.3, 3, 1, 1, OptionalDouble.empty()))));
    }

    private static ForecastRecord.Value value(String who, String kind, long independent, double... values) {
        return new ForecastRecord.Value("hazard/1", kind, 24, 1, who, 70, 14, 0.2, independent, false, List.of(
                new ForecastRecord.Point(0.1, 12, 20, 2, OptionalDouble.of(values[0])),
                new ForecastRecord.Point(0.3, 8, 6, 6, OptionalDouble.of(values[1]))));
    }

    private static List<ForecastRecord.Recipient> recipients() {
        return List.of(
                new ForecastRecord.Recipient("water-example", "owner", 0.05, "hazard/1", "forecast", 24, 1, 70,
                        44, false,
                        OptionalDouble.of(0.22), Optional.of("persistence"), OptionalDouble.of(0.19)),
                new ForecastRecord.Recipient("isp-a", "provider", 0.3, "hazard/1", "nowcast", 24, 1, 9, 2, true,
                        OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty()));
    }

    private static List<ForecastRecord.Score> scores() {
        return List.of(

                score("all", 0.12, 0.05, 0.19),
                score("horizon 1 day", 0.2, 0.1, 0.3),
                score("horizon 7 days", -0.02, -0.1, 0.07),
                score("tcp/22", -0.3, -0.45, -0.12),
                new ForecastRecord.Score(
                        "hazard/1",
                        "nowcast",
                        24,
                        1,
                        "brier",
                        0.2,
                        "persistence",
                        0.25,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        9,
                        2,
                        true));
    }

    private static ForecastRecord.Week week(String monday, double ours, double rivals) {
        return new ForecastRecord.Week(
                "hazard/1",
                "forecast",
                24,
                1,
                "brier",
                "persistence",
                LocalDate.parse(monday),
                ours,
                rivals,
                OptionalDouble.of(1 - ours / rivals),
                35);
    }

    private static ForecastRecord.Score score(String group, double skill, double low, double high) {
        return new ForecastRecord.Score(
                group,
                "forecast",
                24,
                1,
                "pinball",
                20 * (1 - skill),
                "mean-7-days",
                20,
                OptionalDouble.of(skill),
                OptionalDouble.of(low),
                OptionalDouble.of(high),
                140,
                44,
                false);
    }

    static Loop loop() {
        Instant at = MadeUpBoard.NOW.minusSeconds(60);
        return new Loop(
                List.of(
                        figure("round", "A-20", 1800, OptionalDouble.of(2.4), at, 61, false),
                        figure("policyEffective", "K-15", 5, OptionalDouble.of(0.8), at, 5, false),
                        figure("extraction", "K-16", 10, OptionalDouble.of(12.5), at, 1, false),
                        figure("shared", "S-11", 600, OptionalDouble.of(0.9), at, 1, false),
                        figure("notice", "R-5", 600, OptionalDouble.empty(), at, 0, false),
                        figure("cutOff", "R-6", 0, OptionalDouble.of(0.21), at, 1, true)),
                List.of(
                        step(at, 0, "centre", "alert.closed", "step.ordered", "An order has been observed."),
                        step(at, 0.9, "centre", "notice.issued", "step.notice.issued", "Notice to test-isp issued."),
                        step(at, 2.1, "member", "rule.armed", "step.rule.armed", "Armed at test-isp: lease ended"),
                        step(at, 9, "member", "rule.active", "step.rule.active", "Active at test-isp: lease ended")),
                true);
    }

    private static Loop.Figure figure(
            String id,
            String requirement,
            double limit,
            OptionalDouble measured,
            Instant at,
            long n,
            boolean simulated) {
        boolean done = measured.isPresent();
        return new Loop.Figure(
                id,
                requirement,
                limit > 0 ? OptionalDouble.of(limit) : OptionalDouble.empty(),
                measured,
                done ? "monotonic" : "",
                done ? Optional.of(id + ".start") : Optional.empty(),
                done ? Optional.of(at) : Optional.empty(),
                done ? Optional.of(id + ".stop") : Optional.empty(),
                done ? Optional.of(at.plusMillis(Math.round(measured.getAsDouble() * 1000))) : Optional.empty(),
                n,
                simulated);
    }

    private static Loop.Step step(Instant at, double after, String party, String event, String code, String what) {
        return new Loop.Step(
                at.plusMillis(Math.round(after * 1000)),
                party,
                event,
                "test",
                new Phrase(
                        code,
                        Map.of("member", "test-isp"),
                        Map.of("why", MadeUpBoard.known("rule.ended", "lease ended")),
                        what),
                party.equals("member"));
    }
}
