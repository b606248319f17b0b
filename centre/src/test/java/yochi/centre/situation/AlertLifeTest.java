package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.MadeOrders;
import yochi.centre.decision.DecisionTable;
import yochi.centre.decision.LiveFile;
import yochi.centre.decision.Stake;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.Sealed;
import yochi.centre.ledger.Truth;
import yochi.centre.site.Readiness;
import yochi.centre.site.SiteRegister;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Prediction;
import yochi.core.model.Prefix;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/** X-6, G-4, R-5: alerts live, are grouped into waves, say what to do by the table's row, and whom to tell. */
class AlertLifeTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant LISTED = Instant.parse("2024-02-19T06:05:00Z");
    private static final NodeId ONE = NodeId.of(0, new Random(1));
    private static final NodeId TWO = NodeId.of(0, new Random(2));
    private static final Country HOME = new Country("JP");
    private static final Country DE = new Country("DE");
    private static final Asn OWN = new Asn(64_496);
    private static final Asn OTHER = new Asn(64_511);
    private static final String SITES = """
            sites:
              - {name: bank, sector: finance, asns: [AS64496], prefixes: [192.0.2.0/24], stake: {cost: 1, loss: 10}}
              - {name: vault, sector: finance, prefixes: [192.0.2.128/25], stake: {cost: 1, loss: 2}}
              - {name: water, sector: water, listed: [a38d643ee2e5], asns: [AS64500]}
            """;

    @TempDir
    Path folder;

    private final List<AlertRecord> told = new ArrayList<>();
    private final LiveFile<DecisionTable> table = LiveFile.unfiled(DecisionTable.builtIn(), DecisionTable.class);
    private ControlStore store;
    private Situation situation;
    private long sequence;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        Settings settings = Settings.of(HOME)
                .with(Optional.of(LocalDate.parse("2026-06-01")), Map.of("isp-a", new Stake(1, 20)));
        situation = new Situation(
                store,
                settings,
                new Counsel(table, LiveFile.unfiled(SITES, SiteRegister.class), UnaryOperator.identity()),
                InstantSource.fixed(NOW),
                new Random(7),
                EventLog.none(),
                told::add);
        situation.members(List.of(
                new Readiness.Cover("isp-a", Set.of(OWN), List.of(Prefix.parse("192.0.2.0/23"))),
                new Readiness.Cover("isp-b", Set.of(OTHER), List.of())));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private AlertRecord order(NodeId node, Instant at, Victim... victims) {
        VictimReport report = MadeOrders.list(node, ++sequence, at, false, List.of(victims));
        List<AlertRecord> changed = situation.victims(report, NOW);
        return changed.isEmpty() ? situation.open().getFirst() : changed.getLast();
    }

    private static Victim victim(String name, Asn asn, String vector) {
        return new Victim(name, HOME, "tld", asn, List.of(vector), List.of(Service.tcp(443)), 6, HOME);
    }

    private static Victim placed(String name, Asn asn, Country country, String source, Country hosting) {
        return new Victim(name, country, source, asn, List.of("http/get"), List.of(), 1, hosting);
    }

    private static String row(AlertRecord record) {
        return record.alert().assessment().recommendation().orElseThrow().row();
    }

    @Test
    void oneNodeAloneRaisesASecondConfirmsAndTheRecommendationFollows() {
        AlertRecord first = order(ONE, LISTED, victim("a", OWN, "http/get"));
        assertThat(first.life()).isEqualTo(Assessment.Life.NEW);
        assertThat(row(first)).isEqualTo("ordered-once");
        assertThat(first.alert().assessment().unknowns().toString()).contains("one node could invent it");
        AlertRecord second = order(TWO, LISTED.plusSeconds(60), victim("a", OWN, "http/get"));
        assertThat(second.alert().id()).isEqualTo(first.alert().id());
        assertThat(second.life()).isEqualTo(Assessment.Life.CONFIRMED);
        assertThat(row(second)).isEqualTo("ordered-confirmed");
        assertThat(second.alert().assessment().unknowns().toString()).doesNotContain("could invent");
        assertThat(second.steps()).extracting(AlertRecord.Step::what).contains("confirmed");
    }

    @Test
    void theSameListAgainSaysNothingNew() {
        order(ONE, LISTED, victim("a", OWN, "http/get"));
        int before = told.size();
        order(ONE, LISTED.plusSeconds(600), victim("a", OWN, "http/get"));
        assertThat(told).hasSize(before);
        assertThat(situation.open()).singleElement().satisfies(r -> assertThat(r.steps()).hasSize(1));
    }

    @Test
    void twiceAsManyTargetsEscalate() {
        order(ONE, LISTED, victim("a", OWN, "http/get"));
        Victim[] six = IntStream.range(0, 6)
                .mapToObj(i -> victim("t" + i, OWN, "tcp/syn"))
                .toArray(Victim[]::new);
        AlertRecord grown = order(ONE, LISTED.plusSeconds(60), six);
        assertThat(grown.life()).isEqualTo(Assessment.Life.ESCALATED);
        assertThat(row(grown)).isEqualTo("escalated");
    }

    @Test
    void alertsOfOneWaveShareACampaignAndThoseOfAnotherDoNot() {
        String first = campaign(order(ONE, LISTED, victim("a", OWN, "http/get")));
        assertThat(first).isEqualTo("JP-2024-02-19-1");
        assertThat(campaign(order(ONE, LISTED.plusSeconds(3600), victim("b", OTHER, "udp/flood"))))
                .as("the same list")
                .isEqualTo(first);
        assertThat(campaign(order(TWO, LISTED.plus(Duration.ofDays(2)), victim("c", new Asn(64_497), "http/post"))))
                .as("the same vector two days later")
                .isEqualTo(first);
        assertThat(campaign(order(TWO, LISTED.plus(Duration.ofDays(9)), victim("d", new Asn(64_498), "http/get"))))
                .as("after a quiet week")
                .isEqualTo("JP-2024-02-28-1");
        Campaign wave = situation.campaigns(10).getLast();
        assertThat(wave.id()).isEqualTo(first);
        assertThat(wave.alerts()).hasSize(3);
        assertThat(wave.traits()).contains("http", "udp", "list of " + ONE, "list of " + TWO);
        assertThat(wave.last()).isEqualTo(LISTED.plus(Duration.ofDays(2)));
    }

    private static String campaign(AlertRecord record) {
        return record.alert().assessment().campaign().orElseThrow();
    }

    @Test
    void ownerProviderAndPartnerAreDecidedApart() {
        Assessment a = order(
                        ONE,
                        LISTED,
                        placed("a38d643ee2e5", OWN, HOME, "tld", DE),
                        placed("x", OWN, HOME, "geo", HOME),
                        placed("y", OWN, DE, "tld", HOME))
                .alert()
                .assessment();
        assertThat(a.tell())
                .extracting(t -> t.role() + " " + t.who())
                .containsExactly("OWNER water", "OWNER bank", "PROVIDER isp-a", "PARTNER DE");
        assertThat(a.tell().get(2).act()).hasValueSatisfying(rule -> {
            assertThat(rule.ratio()).isEqualTo(0.05);
            assertThat(rule.act()).isTrue();
        });
        assertThat(a.place().victimCountry()).isEqualTo(new Assessment.VictimCountry(HOME, "register"));
        assertThat(a.place().hostingCountry()).isEqualTo(Country.UNKNOWN);
        assertThat(a.place().originAs().table()).contains(LocalDate.parse("2026-06-01"));
        assertThat(a.caveats().toString())
                .contains("833 days apart")
                .contains("Known as this country's only by where the server stands: 1 of 3 targets")
                .contains("Belonging to other countries, with a server that stands here: 1 of 3 targets");
    }

    /** The home provider hears of a foreign victim in its network, and it is no attack on the home country. */
    @Test
    void theProviderIsToldWhateverTheVictimsCountry() {
        Assessment a = order(ONE, LISTED, placed("y", OTHER, DE, "tld", HOME)).alert().assessment();
        assertThat(a.tell()).extracting(Assessment.Told::who).containsExactly("isp-b");
        assertThat(a.place().victimCountry()).isEqualTo(new Assessment.VictimCountry(DE, "tld"));
        assertThat(a.place().hostingCountry()).isEqualTo(HOME);
        Prediction.Question question = question(HOME.code(), LISTED.truncatedTo(ChronoUnit.DAYS));
        assertThat(situation.orders().of(question)).isEqualTo(new Truth.Known(0, question.to()));
    }

    /** a forecast names no victim; whose country it speaks of is known all the same, and so is by what. */
    @Test
    void aForecastSaysWhoseCountryItSpeaksOfAndHowThatIsKnown() {
        assertThat(place(HOME.code())).isEqualTo(new Assessment.VictimCountry(HOME, "question"));
        assertThat(place("AS64666")).isEqualTo(new Assessment.VictimCountry(HOME, "question"));
        assertThat(place("192.0.2.192/26")).isEqualTo(new Assessment.VictimCountry(HOME, "register"));
        assertThat(place("sector:water")).isEqualTo(new Assessment.VictimCountry(HOME, "register"));
    }

    private Assessment.VictimCountry place(String region) {
        foresee(region, 0.9);
        return situation.open().stream()
                .filter(r -> r.alert().title().contains(region))
                .findFirst()
                .orElseThrow()
                .alert()
                .assessment()
                .place()
                .victimCountry();
    }

    @Test
    void anAddressInSeveralSitesGoesToTheMostSpecificAndSaysSo() {
        foresee("192.0.2.192/26", 0.4);
        Assessment a = situation.open().getFirst().alert().assessment();
        assertThat(a.tell()).extracting(Assessment.Told::who).containsExactly("vault", "isp-a");
        assertThat(a.tell().getFirst().why().en()).contains("It overlaps with bank; the most specific prefix wins");
        assertThat(a.tell().getFirst().act().orElseThrow().act()).as("0.4 is below 1/2").isFalse();
        assertThat(a.tell().get(1).act().orElseThrow().act()).as("0.4 is above 1/20").isTrue();
        assertThat(row(situation.open().getFirst())).isEqualTo("possible");
    }

    /** Below the room's own threshold an alert is raised only if somebody who would be told acts upon it. */
    @Test
    void aRecipientWithALowRatioIsAlertedEarlier() {
        foresee("AS64511", 0.12);
        assertThat(situation.open()).isEmpty();
        foresee("AS64496", 0.12);
        assertThat(situation.open()).singleElement().satisfies(r -> assertThat(r.alert().assessment().recommendation()
                        .orElseThrow()
                        .expected()
                        .en())
                .isEqualTo("The attack comes with probability 12 %. Acting pays for 2 of 2 who are told and set cost"
                        + " and loss."));
    }

    private void foresee(String region, double probability) {
        Instant from = LISTED.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        Forecast forecast = new Forecast(
                question(region, from),
                new Prediction.Probability(probability),
                List.of(new Prediction.Rival("climatology", new Prediction.Probability(0.1))),
                from,
                from,
                "hazard/1",
                List.of());
        Sealed sealed = new Sealed("f" + region, 1, NOW, from, forecast, Basis.FORECAST, "");
        situation.foresee(List.of(sealed), List.of(), from);
    }

    private static Prediction.Question question(String region, Instant from) {
        return new Prediction.Question(
                new Region(region),
                AttackType.ATTACK_ORDER,
                Service.ANY,
                Metric.ORDERS,
                from,
                from.plusSeconds(Epoch.DAY));
    }

    @Test
    void peopleConfirmEscalateAndEndAndTheRowFollows() {
        String id = order(ONE, LISTED, victim("a", OWN, "nginx_loris/get")).alert().id();
        assertThat(situation.confirm(id, "analyst", "seen in flows").orElseThrow().life())
                .isEqualTo(Assessment.Life.CONFIRMED);
        assertThat(situation.confirm(id, "analyst", "again")).isEmpty();
        AlertRecord more = situation.escalate(id, "analyst", "they call").orElseThrow();
        assertThat(row(more)).isEqualTo("escalated");
        assertThat(more.alert().assessment().options())
                .extracting(Assessment.Option::id)
                .containsExactly("shorten", "cut", "tell");
        assertThat(situation.close(id, "analyst", "over").orElseThrow().life()).isEqualTo(Assessment.Life.ENDED);
        assertThat(situation.escalate(id, "analyst", "late")).isEmpty();
    }

    @Test
    void alertsOfAnOlderVersionKeepTheirPlaceInLife() {
        String id = order(ONE, LISTED, victim("a", OWN, "http/get")).alert().id();
        for (Map.Entry<String, Assessment.Life> old : Map.of(
                        "open", Assessment.Life.NEW,
                        "acknowledged", Assessment.Life.NEW,
                        "closed", Assessment.Life.ENDED)
                .entrySet()) {
            store.transaction(h -> h.execute("UPDATE alert SET state = ? WHERE id = ?", old.getKey(), id));
            store.transaction(h -> h.execute(AlertTable.LIFE.getFirst()));
            assertThat(situation.find(id).orElseThrow().life()).as(old.getKey()).isEqualTo(old.getValue());
        }
    }
}
