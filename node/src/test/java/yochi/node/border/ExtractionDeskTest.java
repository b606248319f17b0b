package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.AttackType;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionAnswer.Outcome;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.ExtractionRequest.Dimension;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.node.archive.Archive;
import yochi.node.archive.Retention;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;
import yochi.node.summary.Traffic.Sent;

/** K-10, K-16: what was not shipped is answered under the same rules as what was. */
class ExtractionDeskTest {
    private static final int HOURS = 3;
    private static final SensorDraw DRAW = SensorDraw.of(new byte[16]);
    private static final List<Sensor> SENSORS = Traffic.sensors(2);
    private static final Instant START = Instant.ofEpochSecond(Traffic.START_SECOND);

    private final ExtractionDesk desk =
            new ExtractionDesk(NodeId.of(1, new Random(1)), "node one", InstantSource.fixed(START), DRAW);

    private static PrivacyPolicy policy(int k) {
        return PrivacyPolicy.ofYaml("{name: test, epoch: 10m, release: 1h, k: " + k
                + ", networks: 1, sensors: 1, dominance: 1.1, rounding: 1, dimensions: [sensor, service, tool]}");
    }

    private static List<ClosedWindow> windows(List<Sent> packets) {
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, false),
                SENSORS,
                Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        return summariser.close();
    }

    private static ExtractionRequest request(int hours, Dimension... by) {
        return new ExtractionRequest(
                "q", START, START.plus(Duration.ofHours(hours)), Optional.empty(), Optional.empty(), Set.of(by));
    }

    @Test
    void distinctSourcesOfASpanAreTheUnionNotTheSum() {
        List<Sent> packets = Traffic.packets(7, 900, 2, HOURS);
        Statistic syn = desk.answer(request(HOURS), policy(1), windows(packets)).cells().stream()
                .filter(c -> c.key().attackType() == AttackType.SCAN_SYN)
                .findFirst()
                .orElseThrow();
        long truth = packets.stream()
                .filter(p -> p.rule().type() == AttackType.SCAN_SYN)
                .map(Sent::source)
                .distinct()
                .count();
        assertThat(syn.count(Metric.SOURCES)).isEqualTo(truth);
    }

    @Test
    void whatThePolicyDoesNotLetOutOrIsNotKeptIsRefusedWithItsReason() {
        List<ClosedWindow> kept = windows(Traffic.packets(1, 300, 2, HOURS));
        ExtractionAnswer place = desk.answer(request(1, Dimension.PLACE), policy(3), kept);
        assertThat(place.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(place.reason()).contains("PLACE");
        ExtractionRequest part = new ExtractionRequest(
                "q", START, START.plusSeconds(600), Optional.empty(), Optional.empty(), Set.of());
        assertThat(desk.answer(part, policy(3), kept).reason()).contains("whole release windows");
        assertThat(desk.answer(request(1), policy(3), List.of()).outcome()).isEqualTo(Outcome.NOT_KEPT);
        assertThat(desk.answer(request(HOURS + 2), policy(3), kept).reason())
                .isEqualTo("2 of 5 windows are not kept here");
    }

    @Test
    void theBudgetOfQuestionsEndsAndTheAnswerSaysWhatIsLeft() {
        List<ClosedWindow> kept = windows(Traffic.packets(1, 300, 2, HOURS));
        for (int i = policy(3).questions() - 1; i >= 0; i--) {
            ExtractionAnswer answer = desk.answer(request(1), policy(3), kept);
            assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(answer.left()).hasValue(i);
        }
        ExtractionAnswer refused = desk.answer(request(1), policy(3), kept);
        assertThat(refused.reason()).contains("budget");
        assertThat(refused.left()).hasValue(0);
    }

    @Test
    void windowsThatLeftTheMemoryAreAnsweredFromTheArchiveAsIfTheyWereHere(@TempDir Path directory) {
        List<ClosedWindow> all = windows(Traffic.packets(8, 1500, 2, HOURS));
        PrivacyPolicy policy = policy(3);
        ExtractionDesk remembering =
                new ExtractionDesk(NodeId.of(1, new Random(1)), "node one", InstantSource.fixed(START), DRAW);
        remembering.released(all, policy.digest());
        ExtractionAnswer expected = remembering.answer(request(HOURS, Dimension.SERVICE), policy, all);
        try (Archive archive = Archive.open(directory, Retention.usual(), InstantSource.fixed(START))) {
            all.forEach(w -> archive.keep("node one", w, policy.digest()));
            List<ClosedWindow> last = List.of(all.getLast());
            desk.released(last, policy.digest());
            ExtractionAnswer told = desk.answer(
                    request(HOURS, Dimension.SERVICE),
                    policy,
                    last,
                    Optional.of(archive));
            assertThat(told.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(told.reason()).isEmpty();
            assertThat(told.cells()).isEqualTo(expected.cells()).isNotEmpty();
        }
    }

    @Test
    void aLoudSourceIsClippedInAnswersAsInReportsSoThatNoDifferenceMeasuresIt() {
        List<Sent> packets = new java.util.ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            long source = i < 1000 ? 0xC0000201L : 0xC0000202L + i % 10;
            packets.add(new Sent(
                    0, Traffic.START_SECOND * 1_000_000_000L + i, yochi.node.classify.Rule.TCP_SYN, 23, source, 60));
        }
        PrivacyPolicy clipped = PrivacyPolicy.ofYaml(policy(3).canonicalText().replace("clip: 1000", "clip: 50"));
        List<ClosedWindow> kept = windows(packets);
        desk.released(kept, clipped.digest());
        ExtractionAnswer answer = desk.answer(request(1), clipped, kept);
        assertThat(answer.cells()).singleElement().matches(c -> c.count(Metric.PACKETS) == 150);
        assertThat(answer.suppressed()).isEqualTo(Suppressed.NOTHING);
        NodeCard card = new NodeCard(NodeId.of(1, new Random(1)), "n", new yochi.core.model.Country("SG"), 1, "1");
        var report = new Border(card, clipped, SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]))
                .release(kept.getFirst(), 1)
                .report();
        assertThat(report.suppressed().totalPackets()).isEqualTo(150);
    }

    @Test
    void anAnswerDoesNotTellThatAHiddenCellIsThere() {
        List<Sent> quiet = Traffic.packets(3, 400, 2, 1);
        List<Sent> probed = new java.util.ArrayList<>(quiet);
        for (int i = 0; i < 8; i++) {
            probed.add(new Sent(0, Traffic.START_SECOND * 1_000_000_000L + i, yochi.node.classify.Rule.TCP_SYN, 40_001,
                    0xC6336401L, 60));
        }
        ExtractionRequest marked = new ExtractionRequest(
                "q",
                START,
                START.plus(Duration.ofHours(1)),
                Optional.empty(),
                Optional.of(new yochi.core.model.Service(yochi.core.model.Service.Protocol.TCP, 40_001)),
                Set.of(Dimension.SERVICE));
        assertThat(desk.answer(marked, policy(3), windows(probed)).leaving(0))
                .isEqualTo(desk.answer(marked, policy(3), windows(quiet)).leaving(0));
    }
}
