package yochi.centre.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Telling;
import yochi.core.model.Telling.State;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;

/**
 * A board for tests with made-up content: round numbers, documentation networks, a policy called "made-up test". It
 * covers what a page must be able to show: a gap, a partly watched span, an alert in each state, a figure not measured.
 */
final class MadeUpBoard implements Board {
    static final Instant NOW = Instant.parse("2026-11-20T18:05:30Z");
    static final Instant UNTIL = Instant.parse("2026-02-28T00:00:00Z");
    static final List<String> NAMES =
            List.of("test-tokyo", "test-osaka", "test-singapore", "test-dublin", "test-oregon");

    private static final List<Phrase> EVIDENCE = List.of(
            known("evidence.notTraffic", "An order is not traffic: volume and duration are not known."),
            known("evidence.foretold", "A forecast sealed before this order had named it likely."));
    private static final List<Phrase> ADVICE = List.of(
            known("advice.tell", "Tell the operators of the named targets."),
            known("advice.wait", "Nothing has to be cut off yet: no order has been observed."));

    @Override
    public About about() {
        return new About(
                "0.1.0-test",
                new Country("JP"),
                NOW,
                Optional.of(new About.ObservationClock(UNTIL.minus(Duration.ofDays(60)), UNTIL, true)),
                true,
                false,
                List.of("made-up test"),
                List.of(new About.Source("Made-up test data", "https://example.org/", "CC0-1.0")));
    }

    @Override
    public Start start(Optional<Instant> since) {
        return new Start(
                NOW,
                List.of(
                        news(
                                "n1",
                                40,
                                Start.Weight.ACT,
                                View.ALERTS,
                                Optional.of("alert-1"),
                                true,
                                ordered(3)),
                        news(
                                "n2",
                                900,
                                Start.Weight.KNOW,
                                View.REGIONS,
                                Optional.empty(),
                                false,
                                round("round.partial")),
                        news(
                                "n3",
                                5400,
                                Start.Weight.NOTE,
                                View.FLEET,
                                Optional.empty(),
                                false,
                                round("round.done"))),
                4,
                List.of(new Start.Task(
                        "t1",
                        NOW.minusSeconds(40),
                        Optional.of(NOW.plusSeconds(560)),
                        View.ALERTS,
                        Optional.of("alert-1"),
                        ordered(3),
                        new Phrase(
                                "task.unanswered",
                                Map.of("asn", "AS64500"),
                                "The member that answers for AS64500 has not acknowledged yet: call its duty desk."),
                        true)),
                List.of(
                        new Start.Quiet(
                                "q1",
                                12,
                                View.REGIONS,
                                known("quiet.unclear", "Peculiarities of one place"),
                                known("quiet.unclear.why", "Local event or filter: these data cannot tell.")),
                        new Start.Quiet(
                                "q2",
                                3,
                                View.REGIONS,
                                known("quiet.calm", "Series that are flat or shrink"),
                                known("quiet.calm.why", "No more sources come than before."))));
    }

    /** A sentence without values. */
    static Phrase known(String code, String text) {
        return new Phrase(code, Map.of(), text);
    }

    private static Phrase ordered(int n) {
        return new Phrase(
                "alert.ordered",
                Map.of("n", Integer.toString(n), "asn", "AS64500"),
                "Attack ordered on " + n + " targets in AS64500");
    }

    private static Phrase likely() {
        return new Phrase(
                "alert.likely.orders",
                Map.of("region", "AS64500", "days", "3", "percent", "35"),
                "Attack orders against AS64500 are likely within 3 days: 35 %");
    }

    private static Phrase round(String code) {
        return new Phrase(
                code,
                Map.of("number", "7", "findings", "12", "forecasts", "63", "seconds", "2.4"),
                "Round 7: 12 findings, 63 forecasts in 2.4 s.");
    }

    private static Start.News news(
            String id, int ago, Start.Weight weight, View view, Optional<String> item, boolean simulated, Phrase what) {
        return new Start.News(id, NOW.minusSeconds(ago), weight, view, item, what, simulated);
    }

    @Override
    public Sightings sightings(Sightings.Side side, Party counted) {
        Party party = side == Sightings.Side.SENSOR
                ? counted
                : side == Sightings.Side.VICTIM ? Party.VICTIM : Party.ORIGIN;
        List<Sightings.Place> places = switch (side) {
            case SENSOR ->
                List.of(
                        place("JP", 1200, 800, 1.0, "test-tokyo", "test-osaka"),
                        place("SG", 900, 950, 0.7, "test-singapore"),
                        place("IE", 300, 300, 1.0, "test-dublin"),
                        new Sightings.Place(
                                new Country("US"),
                                List.of("test-oregon"),
                                OptionalLong.empty(),
                                OptionalLong.of(100),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.of(14.3),
                                OptionalDouble.empty(),
                                OptionalDouble.of(0),
                                List.of(),
                                List.of(),
                                false));
            case ORIGIN -> List.of(place("CN", 500, 250, 1), place("US", 400, 420, 1), place("BR", 100, 0, 1));
            case VICTIM -> List.of(place("JP", 30, 10, 1));
        };
        return new Sightings(
                side,
                party,
                UNTIL.minus(Duration.ofDays(7)),
                UNTIL,
                side == Sightings.Side.VICTIM ? "orders" : "sources",
                Optional.of(
                        side == Sightings.Side.VICTIM ? "days named per day watched" : "packets per address and day"),
                places,
                OptionalLong.of(70),
                side == Sightings.Side.ORIGIN,
                side != Sightings.Side.SENSOR,
                List.of(MadeUpFindings.NO_REPORT));
    }

    private static Sightings.Place place(String country, long count, long before, double watched, String... regions) {
        return new Sightings.Place(
                new Country(country),
                List.of(regions),
                OptionalLong.of(count),
                OptionalLong.of(before),
                OptionalDouble.of(count / 7.0),
                OptionalDouble.of(count / 7.3),
                OptionalDouble.of(count / 6.7),
                OptionalDouble.of(before / 7.0),
                OptionalDouble.of(1.2),
                OptionalDouble.of(watched),
                List.of(new Sightings.Share("SCAN_SYN", count / 2)),
                List.of(new Sightings.AsnShare(new Asn(64_500), count / 4)),
                false);
    }

    @Override
    public Regions regions() {
        return MadeUpFindings.regions();
    }

    @Override
    public Optional<Album> album(String id) {
        return MadeUpAlbums.album(id);
    }

    @Override
    public List<Series.Key> seriesKeys() {
        return List.of(
                key("JP.SCAN_SYN.tcp-445.sources", Service.tcp(445)),
                key("JP.SCAN_SYN.tcp-22.sources", Service.tcp(22)));
    }

    private static Series.Key key(String id, Service service) {
        return new Series.Key(id, new Region("JP"), Party.ORIGIN, AttackType.SCAN_SYN, service, Metric.SOURCES, false);
    }

    @Override
    public Optional<Series> series(String id) {
        return seriesKeys().stream().filter(k -> k.id().equals(id)).findFirst().map(MadeUpBoard::series);
    }

    /** Forty days of a weekly wave with three days unwatched, one half watched, and a week of open forecasts. */
    private static Series series(Series.Key key) {
        List<Series.Point> points = new ArrayList<>();
        List<Series.Span> spans = new ArrayList<>();
        Instant first = UNTIL.minus(Duration.ofDays(40));
        for (int day = 0; day < 47; day++) {
            Instant at = first.plus(Duration.ofDays(day));
            double expected = 200 + 40 * (day % 7) + 2 * day;
            boolean came = day < 40;
            boolean watched = day < 15 || day > 17;
            double value = expected + 37 * ((day * 5) % 7 - 3) + (day == 31 ? 220 : 0);
            if (came) {
                points.add(new Series.Point(at, watched ? OptionalDouble.of(value) : OptionalDouble.empty()));
            }
            if (day >= 12) {
                double wide = 1 + Math.max(0, day - 39) * 0.12;
                spans.add(new Series.Span(
                        "forecast-" + day,
                        came ? at : UNTIL,
                        came ? at : UNTIL,
                        at,
                        at.plus(Duration.ofDays(1)),
                        Map.of(
                                "0.05",
                                expected - 130 * wide,
                                "0.25",
                                expected - 55 * wide,
                                "0.5",
                                expected,
                                "0.75",
                                expected + 55 * wide,
                                "0.95",
                                expected + 130 * wide),
                        Map.of("mean-7-days", 320.0 + 2 * day),
                        came && watched ? OptionalDouble.of(value) : OptionalDouble.empty()));
            }
        }
        Instant off = first.plus(Duration.ofDays(15));
        return new Series(key, "sources-per-day", Duration.ofDays(1), points, spans, gaps(off), marks(off), List.of());
    }

    private static List<Series.Gap> gaps(Instant off) {
        return List.of(
                new Series.Gap(off, off.plus(Duration.ofDays(3)), 0, Optional.of("test-tokyo"), reason("test-tokyo")),
                new Series.Gap(
                        off.plus(Duration.ofDays(9)),
                        off.plus(Duration.ofDays(10)),
                        0.5,
                        Optional.of("test-osaka"),
                        reason("test-osaka")));
    }

    private static List<Phrase> reason(String region) {
        return List.of(new Phrase("missing.report", Map.of("region", region), region + ": no report"));
    }

    private static List<Series.Mark> marks(Instant off) {
        return List.of(
                new Series.Mark(
                        off.plus(Duration.ofDays(12)),
                        Series.MarkKind.POLICY,
                        new Phrase(
                                "mark.policy",
                                Map.of("node", "test-tokyo", "digest", "ab12cd34", "name", "made-up test"),
                                "Policy made-up test (ab12cd34) in effect at test-tokyo.")),
                new Series.Mark(
                        off.plus(Duration.ofDays(16)),
                        Series.MarkKind.ALERT,
                        likely()));
    }

    @Override
    public List<AlertCard> alerts() {
        return List.of(
                alert("alert-1", Alert.Basis.NOWCAST, AlertCard.State.NOTIFIED, true),
                alert("alert-2", Alert.Basis.FORECAST, AlertCard.State.OPEN, false),
                alert("alert-3", Alert.Basis.NOWCAST, AlertCard.State.CLOSED, true));
    }

    static AlertCard alert(String id, Alert.Basis basis, AlertCard.State state, boolean acted) {
        boolean forecast = basis == Alert.Basis.FORECAST;
        boolean closed = state == AlertCard.State.CLOSED;
        Instant raised = NOW.minusSeconds(closed ? 90_000 : 40);
        List<Victim> victims = new ArrayList<>();
        for (int i = 1; i <= (forecast ? 0 : 10); i++) {
            victims.add(new Victim(
                    "target-" + i,
                    new Country("JP"),
                    "tld",
                    new Asn(64_500),
                    List.of("http/get"),
                    List.of(Service.tcp(443)),
                    12 - i));
        }
        return new AlertCard(
                id,
                basis,
                state,
                Party.VICTIM,
                raised.minusSeconds(20),
                raised,
                closed ? Optional.of(raised.plusSeconds(600)) : Optional.empty(),
                forecast ? likely() : ordered(10),
                new Asn(64_500),
                victims,
                forecast ? OptionalDouble.of(0.35) : OptionalDouble.empty(),
                forecast ? OptionalDouble.of(72) : OptionalDouble.empty(),
                EVIDENCE,
                ADVICE,
                Tlp.AMBER,
                forecast ? List.of("forecast-40") : List.of(),
                acted
                        ? List.of(new AlertCard.Sent(
                                "notice-1",
                                "test-isp",
                                raised.plusSeconds(1),
                                closed ? Optional.of(raised.plusSeconds(3)) : Optional.empty()))
                        : List.of(),
                acted
                        ? List.of(new AlertCard.Measure(
                                "m-" + id,
                                "test-isp",
                                closed ? AlertCard.Stage.WITHDRAWN : AlertCard.Stage.ACTIVE,
                                "destination 192.0.2.0/24, protocol 6, port 443",
                                "discard",
                                raised.plusSeconds(8),
                                Optional.of(raised.plusSeconds(3600)),
                                OptionalLong.of(12_000),
                                OptionalLong.of(480),
                                true))
                        : List.of(),
                acted,
                MadeUpAssessment.of(basis, closed, raised));
    }

    @Override
    public ForecastBoard forecasts() {
        return MadeUpForecasts.board();
    }

    @Override
    public Optional<ForecastSheet> forecast(String id) {
        return MadeUpForecasts.sheet(id);
    }

    @Override
    public SiteBoard sites() {
        return MadeUpSites.board();
    }

    @Override
    public List<AlertPrecision> precision() {
        return MadeUpSites.precision();
    }

    @Override
    public ForecastRecord record() {
        return MadeUpFindings.record(seriesKeys().getFirst().id());
    }

    @Override
    public Loop loop() {
        return MadeUpFindings.loop();
    }

    @Override
    public Machines machines() {
        return MadeUpNotices.machinesByMonth(NOW);
    }

    @Override
    public Notices notices() {
        return MadeUpNotices.notices(NOW);
    }

    @Override
    public Attacks attacks() {
        Country sg = new Country("SG");
        Instant before = UNTIL.minusSeconds(3600);
        return new Attacks(
                before,
                UNTIL,
                List.of(
                        new Attacks.Teller("made-up", sg, telling(0), UNTIL),
                        new Attacks.Teller("made-up 2", new Country("IE"), telling(1), UNTIL),
                        new Attacks.Teller("made-up 3", Country.UNKNOWN, telling(3), UNTIL)),
                List.of(
                        new Attacks.Told(
                                "made-up", sg, Party.VICTIM, "dosBackscatter", false, Service.tcp(443), false, 12, 14,
                                3, before, UNTIL),
                        new Attacks.Told(
                                "made-up", sg, Party.VICTIM, "amplification", true, Service.udp(123), false, 11, 11, 1,
                                before, UNTIL),
                        new Attacks.Told(
                                "made-up", sg, Party.ORIGIN, "bruteForce", false, Service.ANY, true, 15, 20, 2,
                                before, UNTIL)),
                List.of(new Attacks.Pooled(
                        7, AttackType.BACKSCATTER_TCP, before, UNTIL, 900, 45, 3,
                        List.of(new Country("IE"), sg), false, 0.6, 2)),
                List.of(new Attacks.Together(
                        "made-up", sg, before, UNTIL, Service.tcp(9034), 30, 2, 214, Optional.of(15.5), 3, 40, 20)),
                List.of(new Attacks.Unusual(before, UNTIL, 3, 2, List.of("made-up"), 3e-4, 2e-5)),
                List.of(new Attacks.Linked("made-up", sg, 10, 40)));
    }

    /** One that tells all, one that keeps events at home, one that draws sensors, and one that has not said. */
    private static Telling telling(int i) {
        return switch (i % 4) {
            case 0 -> new Telling(State.TOLD, State.TOLD, State.UNSOUGHT);
            case 1 -> new Telling(State.POLICY, State.TOLD, State.TOLD);
            case 2 -> new Telling(State.SAMPLING, State.SAMPLING, State.SAMPLING);
            default -> Telling.UNKNOWN;
        };
    }

    @Override
    public Fleet fleet() {
        List<Fleet.Node> nodes = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            boolean silent = i == 4;
            boolean pending = i == 3;
            nodes.add(new Fleet.Node(
                    "01890000-0000-7000-8000-00000000000" + i,
                    NAMES.get(i),
                    new Country(List.of("JP", "JP", "SG", "IE", "US").get(i)),
                    silent ? Fleet.Health.SILENT : Fleet.Health.HEALTHY,
                    Optional.of(NOW.minusSeconds(silent ? 7200 : 4)),
                    silent
                            ? Optional.of(known("health.disconnected", "disconnected"))
                            : Optional.empty(),
                    i == 3 ? Optional.empty() : Optional.of("0.1.0"),
                    i == 3 ? Optional.empty() : Optional.of("1"),
                    i == 3 ? Optional.empty() : Optional.of(UNTIL),
                    new Fleet.PolicyState(
                            "made-up test",
                            "ab12cd34ef567890",
                            pending ? Optional.empty() : Optional.of("made-up test"),
                            Optional.of(pending ? "0000aaaa11112222" : "ab12cd34ef567890"),
                            Optional.of(NOW.minusSeconds(5400)),
                            pending ? OptionalDouble.empty() : OptionalDouble.of(0.8)),
                    61,
                    i == 2 ? 1 : 0,
                    i,
                    telling(i),
                    i == 3
                            ? List.of()
                            : List.of(new Fleet.Sensor(
                                    NAMES.get(i) + "-1",
                                    silent ? OptionalDouble.empty() : OptionalDouble.of(0.98),
                                    OptionalInt.of(256)))));
        }
        Country au = new Country("AU");
        return new Fleet(
                nodes,
                List.of(
                        new Fleet.Parcels(
                                au, "offenders/1", Fleet.Standing.ACKNOWLEDGED, 6, NOW.minusSeconds(500_000)),
                        new Fleet.Parcels(au, "offenders/1", Fleet.Standing.WAITING, 2, NOW.minusSeconds(90_000)),
                        new Fleet.Parcels(
                                new Country("SG"),
                                "offenders/1",
                                Fleet.Standing.EXPIRED,
                                1,
                                NOW.minusSeconds(700_000))));
    }
}
