package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.MadeOrders;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.Sealed;
import yochi.centre.site.Readiness;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EventLog;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/** R-4, G-9, S-6: orders already given are nowcasts, predictions are forecasts, and every alert has a life. */
class SituationTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant LISTED = Instant.parse("2024-02-19T06:05:00Z");
    private static final NodeId NODE = MadeOrders.NODE;
    private static final NodeId OTHER = NodeId.of(0, new Random(2));
    private static final Country HOME = MadeOrders.HOME;

    @TempDir
    Path folder;

    private final List<AlertRecord> told = new ArrayList<>();
    private ControlStore store;
    private Situation situation;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        situation = new Situation(
                store, Settings.of(HOME), InstantSource.fixed(NOW), new Random(7), EventLog.none(), told::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anOrderAgainstHomeRaisesOneNowcastPerNetwork() {
        List<AlertRecord> raised = situation.victims(orders(1, false, victim("a", 64_496), victim("b", 64_511)), NOW);
        assertThat(raised).hasSize(2).isEqualTo(told);
        Alert alert = raised.getFirst().alert();
        assertThat(alert.basis()).isEqualTo(Alert.Basis.NOWCAST);
        assertThat(alert.asn()).isEqualTo(new Asn(64_496));
        assertThat(alert.victims()).extracting(Victim::pseudonym).containsExactly("a");
        assertThat(alert.title()).isEqualTo("Attack ordered on 1 target in AS64496");
        assertThat(alert.evidence())
                .contains("An order list in force at 2024-02-19T06:05:00Z named 1 target in AS64496 with 6 orders.");
        assertThat(alert.advice().getFirst()).startsWith("Arm a rate limit on tcp/443");
    }

    @Test
    void theNextListKeepsTheAlertAndAddsItsTargets() {
        String id = situation
                .victims(orders(1, false, victim("a", 64_496)), NOW)
                .getFirst()
                .alert()
                .id();
        AlertRecord next = situation
                .victims(orders(2, false, victim("b", 64_496)), NOW.plusSeconds(60))
                .getFirst();
        assertThat(next.alert().id()).isEqualTo(id);
        assertThat(next.alert().occurred()).isEqualTo(NOW);
        assertThat(next.alert().victims()).extracting(Victim::pseudonym).containsExactly("a", "b");
        assertThat(situation.open()).containsExactly(next);
        assertThat(next.steps()).extracting(AlertRecord.Step::what).containsExactly("raised", "updated");
    }

    @Test
    void anAlertIsAcknowledgedByAPersonAndClosedWhenTheOrderIsWithdrawn() {
        String id = situation
                .victims(orders(1, false, victim("a", 64_496)), NOW)
                .getFirst()
                .alert()
                .id();
        assertThat(situation.find(id).orElseThrow().seen()).isFalse();
        assertThat(situation.acknowledge(id, "analyst").orElseThrow().seen()).isTrue();
        situation.victims(orders(2, true, victim("a", 64_496)), NOW);
        assertThat(situation.open()).isEmpty();
        AlertRecord closed = situation.find(id).orElseThrow();
        assertThat(closed.closed()).contains(NOW);
        assertThat(closed.steps().getLast().why()).isEqualTo("The list no longer names these targets.");
        assertThat(situation.acknowledge(id, "analyst")).isEmpty();
        assertThat(situation.close("unknown", "analyst", "x")).isEmpty();
    }

    @Test
    void aListThatDropsSomeTargetsKeepsTheAlertForTheOthers() {
        situation.victims(orders(1, false, victim("a", 64_496), victim("b", 64_496)), NOW);
        assertThat(situation.victims(orders(2, true, victim("c", 64_496)), NOW)).isEmpty();
        AlertRecord left = situation
                .victims(orders(3, true, victim("a", 64_496)), NOW)
                .getFirst();
        assertThat(left.life()).isEqualTo(Assessment.Life.NEW);
        assertThat(left.alert().victims()).extracting(Victim::pseudonym).containsExactly("b");
        assertThat(left.alert().occurred()).isEqualTo(NOW);
        situation.victims(orders(4, true, victim("b", 64_496)), NOW);
        assertThat(situation.open()).isEmpty();
    }

    @Test
    void oneNodesWithdrawalDoesNotEndWhatAnotherStillNamesAndIsMarked() {
        situation.victims(orders(1, false, victim("a", 64_496), victim("b", 64_496)), NOW);
        situation.victims(of(OTHER, 1, false, victim("a", 64_496)), NOW);
        AlertRecord marked = situation
                .victims(orders(2, true, victim("a", 64_496)), NOW)
                .getFirst();
        assertThat(marked.life()).isEqualTo(Assessment.Life.CONFIRMED);
        assertThat(marked.alert().victims()).extracting(Victim::pseudonym).containsExactly("a", "b");
        assertThat(marked.alert().assessment().caveats())
                .filteredOn(c -> c.en().equals("Nodes disagree: 1 of these targets are no longer on the lists that 1 of"
                        + " the nodes read, and still on those of 1."))
                .singleElement()
                .satisfies(c -> assertThat(c.ja()).contains("食い違い"));
        assertThat(marked.steps().getLast().what()).isEqualTo(AlertRecord.DISPUTED);
        assertThat(marked.steps().getLast().why()).startsWith("Node " + NODE + " no longer names them.");
        assertThat(situation.victims(orders(2, true, victim("a", 64_496)), NOW)).isEmpty();

        AlertRecord next = situation
                .victims(orders(3, true, victim("b", 64_496)), NOW)
                .getFirst();
        assertThat(next.alert().victims()).extracting(Victim::pseudonym).containsExactly("a");
        assertThat(next.alert().assessment().caveats()).anyMatch(c -> c.en().startsWith("Nodes disagree"));
        situation.victims(of(OTHER, 2, true, victim("a", 64_496)), NOW);
        assertThat(situation.open()).isEmpty();
    }

    @Test
    void whoNamesATargetAgainNamesItAndAWithdrawalOfWhatANodeNeverNamedEndsNothing() {
        situation.victims(orders(1, false, victim("a", 64_496)), NOW);
        assertThat(situation.victims(of(OTHER, 1, true, victim("a", 64_496)), NOW)).isEmpty();
        assertThat(situation.open()).hasSize(1);
        situation.victims(of(OTHER, 2, false, victim("a", 64_496)), NOW);
        situation.victims(orders(2, true, victim("a", 64_496)), NOW);
        situation.victims(orders(3, false, victim("a", 64_496)), NOW);
        assertThat(situation.open().getFirst().alert().assessment().caveats())
                .noneMatch(c -> c.en().startsWith("Nodes disagree"));
        situation.victims(of(OTHER, 3, true, victim("a", 64_496)), NOW);
        assertThat(situation.open()).hasSize(1);
        situation.victims(orders(4, true, victim("a", 64_496)), NOW);
        assertThat(situation.open()).isEmpty();
    }

    @Test
    void aLikelyEventRaisesAForecastAndAnUnlikelyOneDoesNot() {
        situation.foresee(List.of(event("f1", "AS64496", 0.24), event("f2", "AS64496", 0.31)), List.of(), LISTED);
        AlertRecord record = situation.open().getFirst();
        assertThat(situation.open()).hasSize(1);
        assertThat(record.alert().basis()).isEqualTo(Alert.Basis.FORECAST);
        assertThat(record.alert().probability()).isEqualTo(0.31);
        assertThat(record.alert().horizonHours()).isEqualTo(24);
        assertThat(record.forecasts()).containsExactly("f2");
        assertThat(record.alert().evidence().getFirst()).contains("naive methods say climatology 5 %");
    }

    @Test
    @DisplayName("R-5: a forecast of the whole country reaches everybody who runs a network in it")
    void aForecastOfTheWholeCountryIsToldToEveryProvider() {
        situation.members(List.of(
                new Readiness.Cover("isp-a", Set.of(new Asn(64_496)), List.of()),
                new Readiness.Cover("isp-b", Set.of(new Asn(64_497)), List.of()),
                new Readiness.Cover("ministry", Set.of(), List.of())));
        situation.foresee(List.of(event("f1", "JP", 0.4)), List.of(), LISTED);
        Assessment told = situation.open().getFirst().alert().assessment();
        assertThat(told.tell())
                .extracting(t -> t.recipient().orElse(""))
                .containsExactlyInAnyOrder("isp-a", "isp-b");
        assertThat(told.tell().getFirst().why().en()).startsWith("The whole country is meant");
    }

    @Test
    void anOrderClosesTheForecastThatHadNamedItAndSaysSo() {
        situation.foresee(List.of(event("f2", "AS64496", 0.31)), List.of(), LISTED);
        List<AlertRecord> changed = situation.victims(orders(1, false, victim("a", 64_496)), NOW);
        assertThat(changed.getFirst().life()).isEqualTo(Assessment.Life.ENDED);
        assertThat(changed.getLast().alert().evidence())
                .contains("A forecast sealed before this order had named it likely.");
        assertThat(changed.getLast().forecasts()).containsExactly("f2");
    }

    @Test
    void aForecastAlertIsClosedWhenItsDaysHavePassed() {
        situation.foresee(List.of(event("f2", "JP", 0.4)), List.of(), LISTED);
        situation.foresee(List.of(), List.of(), LISTED.plus(Duration.ofDays(1)));
        assertThat(situation.open()).isEmpty();
        assertThat(situation.newest(5).getFirst().steps().getLast().why()).isEqualTo("The days spoken of have passed.");
    }

    @Test
    void aSurgeOfCountsRaisesAForecastWithTheTrendsThatSupportIt() {
        Finding trend = new Finding.Trend(
                new Region("US"),
                AttackType.SCAN_SYN,
                Service.tcp(445),
                Epoch.containing(LISTED, Duration.ofDays(1)),
                Math.log(1.1),
                0,
                1,
                0.004,
                Finding.Label.GROWING,
                List.of());
        situation.foresee(List.of(counts("f1", 15, 10), counts("f2", 40, 10)), List.of(trend), LISTED);
        AlertRecord record = situation.open().getFirst();
        assertThat(situation.open()).hasSize(1);
        assertThat(record.forecasts()).containsExactly("f2");
        assertThat(record.alert().probability()).isBetween(0.9, 1.0);
        assertThat(record.alert().evidence()).contains("Growing at US by 10 % a day (p = 0.004).");
    }

    @Test
    void aReportForAnotherCountryIsRefused() {
        VictimReport foreign = new VictimReport(NODE, 1, new Country("US"), LISTED, false, "own-country", List.of());
        assertThatThrownBy(() -> situation.victims(foreign, NOW)).hasMessage("addressed to US, this is JP");
    }

    private static VictimReport orders(long sequence, boolean withdrawn, Victim... victims) {
        return of(NODE, sequence, withdrawn, victims);
    }

    private static VictimReport of(NodeId node, long sequence, boolean withdrawn, Victim... victims) {
        return MadeOrders.list(node, sequence, LISTED, withdrawn, List.of(victims));
    }

    private static Victim victim(String pseudonym, long asn) {
        return MadeOrders.target(pseudonym, new Asn(asn), "http/get");
    }

    private static Sealed event(String id, String region, double probability) {
        return sealed(
                id,
                region,
                AttackType.ATTACK_ORDER,
                Service.ANY,
                new Prediction.Probability(probability),
                new Prediction.Rival("climatology", new Prediction.Probability(0.05)));
    }

    private static Sealed counts(String id, double median, double mean) {
        return sealed(
                id,
                "JP",
                AttackType.SCAN_SYN,
                Service.tcp(445),
                new Prediction.Quantiles(Map.of(0.05, median / 2, 0.5, median, 0.95, median * 2)),
                new Prediction.Rival("7-day mean", new Prediction.Quantiles(Map.of(0.5, mean))));
    }

    private static Sealed sealed(
            String id, String region, AttackType type, Service service, Prediction p, Prediction.Rival rival) {
        Prediction.Question question = new Prediction.Question(
                new Region(region), type, service, Metric.ORDERS, LISTED, LISTED.plus(Duration.ofDays(1)));
        Forecast forecast = new Forecast(question, p, List.of(rival), LISTED, LISTED, "m/1", List.of());
        return new Sealed(id, 3, NOW, LISTED, forecast, Basis.FORECAST, "");
    }
}
