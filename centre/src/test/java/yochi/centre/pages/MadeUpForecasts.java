package yochi.centre.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.core.model.AttackType;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** The made-up board's forecasts: of a country, networks, a prefix, a sector and a count, known and not. */
final class MadeUpForecasts {
    private static final Instant UNTIL = MadeUpBoard.UNTIL;

    private MadeUpForecasts() {}

    static ForecastBoard board() {
        return new ForecastBoard(
                Optional.of(UNTIL),
                List.of(
                        event("f-home", "JP", ForecastBoard.Whom.COUNTRY, 7, 0.62, past(84, 12)),
                        event("f-asn", "AS64500", ForecastBoard.Whom.NETWORK, 7, 0.35, past(300, 60)),
                        event("f-prefix", "192.0.2.0/24", ForecastBoard.Whom.PREFIX, 1, 0.12, past(300, 60)),
                        event("f-sector", "sector:finance", ForecastBoard.Whom.SECTOR, 1, 0.004, Optional.empty()),
                        count()),
                3,
                sources());
    }

    /** Two lists for tomorrow, which one node was too late for. */
    private static SourceLists sources() {
        LocalDate tomorrow = LocalDate.ofInstant(UNTIL, ZoneOffset.UTC).plusDays(1);
        return new SourceLists(
                Optional.of(tomorrow),
                3,
                Optional.of(tomorrow),
                List.of(
                        new SourceLists.OfService(Service.tcp(22), 412, 47.3),
                        new SourceLists.OfService(Service.tcp(445), 96, 12.08)),
                List.of(new Phrase(
                        "missing.sources.late", Map.of("region", "SG"), "a node in SG told it too late")),
                12,
                11);
    }

    static Optional<ForecastSheet> sheet(String id) {
        return board().open().stream().filter(s -> s.id().equals(id)).findFirst().map(MadeUpForecasts::sheet);
    }

    private static ForecastSheet sheet(ForecastBoard.Statement statement) {
        boolean event = statement.probability().isPresent();
        List<ForecastRecord.Scored> past = new ArrayList<>();
        for (int back = 1; back <= (statement.past().isPresent() ? 34 : 0); back++) {
            past.add(scored(statement, back, event));
        }
        return new ForecastSheet(
                statement,
                "0123456789abcdef".repeat(4),
                List.of(
                        new Phrase(
                                "evidence.unwatched",
                                Map.of("n", "3", "days", "60"),
                                "Orders were not watched on 3 of 60 days."),
                        MadeUpBoard.known("advice.wait", "Nothing has to be cut off yet.")),
                Optional.empty(),
                past);
    }

    private static ForecastRecord.Scored scored(ForecastBoard.Statement statement, int back, boolean event) {
        Prediction.Question q = statement.question();
        Instant from = q.from().minus(Duration.ofDays(back));
        double came = event ? (back % 5 == 0 ? 1 : 0) : 200 + 30 * (back % 4);
        double said = 0.2 + 0.1 * (back % 4);
        return new ForecastRecord.Scored(
                statement.id() + "-" + back,
                "forecast",
                statement.series().orElse("none"),
                new Prediction.Question(
                        q.region(),
                        q.attackType(),
                        q.service(),
                        q.metric(),
                        from,
                        from.plus(Duration.between(q.from(), q.to()))),
                from,
                event ? Map.of() : statement.quantiles(),
                event ? OptionalDouble.of(said) : OptionalDouble.empty(),
                OptionalDouble.of(came),
                Optional.of(event ? "climatology" : "mean-7-days"),
                OptionalDouble.of(event ? 0.25 : 240),
                Optional.of(back % 3 != 0),
                Optional.of(back % 4 != 0));
    }

    private static Optional<ForecastBoard.Past> past(long scored, long came) {
        boolean enough = scored > 100;
        return Optional.of(new ForecastBoard.Past(
                scored,
                enough ? 43 : 12,
                Optional.of(came),
                Optional.of("climatology"),
                enough ? OptionalDouble.of(0.08) : OptionalDouble.empty()));
    }

    private static ForecastBoard.Statement event(
            String id, String whose, ForecastBoard.Whom whom, int days, double p, Optional<ForecastBoard.Past> past) {
        return new ForecastBoard.Statement(
                id,
                41 + days,
                whom,
                Optional.empty(),
                new Prediction.Question(
                        new Region(whose),
                        AttackType.ATTACK_ORDER,
                        Service.ANY,
                        Metric.ORDERS,
                        UNTIL,
                        UNTIL.plus(Duration.ofDays(days))),
                24.0 * days,
                OptionalDouble.of(p),
                Map.of(),
                List.of(rival("climatology", 0.25), rival("ewma", 0.31), rival("persistence", 0)),
                UNTIL,
                MadeUpBoard.NOW,
                UNTIL,
                "attack-order hazard/1",
                id.equals("f-prefix") || id.equals("f-sector") ? List.of("water-example") : List.of(),
                List.of(new Phrase(
                        "evidence.history",
                        Map.of("region", whose, "n", "4", "days", "57", "last", "2026-10-30"),
                        "Orders named " + whose + " on 4 of 57 days watched, last on 2026-10-30.")),
                List.of(new Phrase(
                        "evidence.unwatched",
                        Map.of("n", "3", "days", "60"),
                        "Orders were not watched on 3 of 60 days.")),
                id.equals("f-asn") ? List.of("alert-2") : List.of(),
                past);
    }

    private static ForecastBoard.Rival rival(String name, double p) {
        return new ForecastBoard.Rival(name, OptionalDouble.of(p), Map.of());
    }

    private static ForecastBoard.Statement count() {
        return new ForecastBoard.Statement(
                "f-count",
                99,
                ForecastBoard.Whom.COUNTRY,
                Optional.of("JP.SCAN_SYN.tcp-445.sources"),
                new Prediction.Question(
                        new Region("JP"),
                        AttackType.SCAN_SYN,
                        Service.tcp(445),
                        Metric.SOURCES,
                        UNTIL,
                        UNTIL.plus(Duration.ofDays(1))),
                24,
                OptionalDouble.empty(),
                Map.of("0.05", 120.0, "0.25", 190.0, "0.5", 250.0, "0.75", 310.0, "0.95", 400.0),
                List.of(new ForecastBoard.Rival("mean-7-days", OptionalDouble.empty(), Map.of("0.5", 240.0))),
                UNTIL,
                MadeUpBoard.NOW,
                UNTIL,
                "damped ETS on log1p/1",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new ForecastBoard.Past(
                        500, 51, Optional.empty(), Optional.of("mean-7-days"), OptionalDouble.of(-0.03))));
    }
}
