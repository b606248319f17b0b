package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.MadeOrders;
import yochi.centre.decision.DecisionLog;
import yochi.centre.decision.DecisionTable;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Assessment.Life;
import yochi.core.model.Assessment.Verdict;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.VictimReport;
import yochi.core.model.Words;

/** people say "false", "seen here too", "already handled"; precision shows what that does; shifts hand over. */
class AnswersTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant LISTED = Instant.parse("2024-02-19T06:05:00Z");

    @TempDir
    Path folder;

    private final List<AlertRecord> told = new ArrayList<>();
    private ControlStore store;
    private Situation situation;
    private long sequence;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        Settings settings = Settings.of(MadeOrders.HOME);
        situation = new Situation(
                store, settings, InstantSource.fixed(NOW), new Random(7), EventLog.none(), told::add);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String order(long asn, int node) {
        VictimReport report = MadeOrders.list(
                NodeId.of(0, new Random(node)),
                ++sequence,
                LISTED,
                false,
                List.of(MadeOrders.target("t" + asn, new Asn(asn), "http/get")));
        return situation.victims(report, NOW).getLast().alert().id();
    }

    private AlertRecord answer(String id, String who, Verdict verdict, boolean analyst) {
        return situation
                .answer(id, new Assessment.Answer(who, verdict, Instant.EPOCH, "words of " + who), analyst)
                .orElseThrow();
    }

    @Test
    void seenHereConfirmsAnAnalystsFalseEndsAndAMembersFalseIsOnlyHeard() {
        String id = order(64_496, 1);
        AlertRecord heard = answer(id, "isp-a", Verdict.FALSE, false);
        assertThat(heard.life()).isEqualTo(Life.NEW);
        assertThat(heard.closed()).isEmpty();
        assertThat(answer(id, "isp-b", Verdict.HANDLED, false).life()).isEqualTo(Life.NEW);
        AlertRecord seen = answer(id, "isp-a", Verdict.SEEN_HERE, false);
        assertThat(seen.life()).isEqualTo(Life.CONFIRMED);
        assertThat(seen.alert().assessment().recommendation().orElseThrow().row()).isEqualTo("ordered-confirmed");
        assertThat(seen.alert().assessment().answers())
                .as("each one's last word, at the centre's time")
                .extracting(a -> a.who() + " " + a.verdict() + " " + a.at())
                .containsExactly("isp-b HANDLED " + NOW, "isp-a SEEN_HERE " + NOW);
        AlertRecord wrong = answer(id, "analyst", Verdict.FALSE, true);
        assertThat(wrong.life()).isEqualTo(Life.FALSE);
        assertThat(wrong.closed()).contains(NOW);
        assertThat(told.getLast()).isEqualTo(wrong);
        assertThat(situation.open()).isEmpty();
        assertThat(situation.answer("unknown", heard.alert().assessment().answers().getFirst(), true)).isEmpty();
    }

    /** An alert that is over can still be judged: that is when most is known. */
    @Test
    void anEndedAlertCanStillBeFoundFalse() {
        String id = order(64_496, 1);
        situation.close(id, "analyst", "quiet");
        assertThat(answer(id, "isp-a", Verdict.SEEN_HERE, false).life()).isEqualTo(Life.ENDED);
        assertThat(answer(id, "analyst", Verdict.FALSE, true).life()).isEqualTo(Life.FALSE);
    }

    @Test
    void precisionIsToldByKindWithAndWithoutWhatPeopleSaid() {
        order(64_496, 1);
        String confirmed = order(64_496, 2); // by a second node
        String wrong = order(64_497, 1);
        String seen = order(64_498, 1);
        order(64_499, 1); // nobody says anything of it
        assertThat(orders().byData()).isEqualTo(new Precision.Judged(1, 0));
        assertThat(orders().withAnswers()).isEqualTo(orders().byData());
        answer(wrong, "isp-a", Verdict.FALSE, false);
        answer(seen, "isp-b", Verdict.SEEN_HERE, false);
        answer(confirmed, "isp-c", Verdict.FALSE, false);
        Precision after = orders();
        assertThat(after.raised()).isEqualTo(4);
        assertThat(after.answered()).isEqualTo(3);
        assertThat(after.byData().share()).hasValue(1);
        assertThat(after.withAnswers()).isEqualTo(new Precision.Judged(1, 2));
        assertThat(after.withAnswers().share()).hasValue(1 / 3.0);
        Precision events = situation.precision().get(1);
        assertThat(events.kind()).isEqualTo(DecisionTable.Kind.EVENT);
        assertThat(events.withAnswers().share()).isEqualTo(OptionalDouble.empty());
    }

    private Precision orders() {
        return situation.precision().getFirst();
    }

    /** What people found false makes the next order's probability less than certain. */
    @Test
    void falseOrdersLowerTheProbabilityOfTheNext() {
        for (int i = 0; i < 10; i++) {
            answer(order(64_496, 1), "analyst", Verdict.FALSE, true);
        }
        situation.learn(List.of());
        order(64_496, 1);
        assertThat(situation.open().getFirst().alert().assessment().recommendation().orElseThrow().expected().en())
                .startsWith("The attack comes with probability 75 %."); // (30 + 0) / (30 + 10)
    }

    @Test
    void aHandOverSaysWhatIsOpenWhatWasDecidedAndWhatToWatchInBothLanguages() {
        String open = order(64_496, 1);
        String over = order(64_497, 1);
        answer(over, "analyst", Verdict.FALSE, true);
        answer(open, "isp-a", Verdict.HANDLED, false);
        DecisionLog.Decision decision = new DecisionLog.Decision("analyst", "option", open, "limit", "it is cheap");
        try (ControlStore decisions = ControlStore.open(folder.resolve("d.db"), DecisionLog.MIGRATIONS)) {
            DecisionLog log = new DecisionLog(decisions, InstantSource.fixed(NOW), folder.resolve("decisions"));
            log.add(decision);
            Words note = HandOver.note(
                    new HandOver.Shift(
                            NOW.minus(Duration.ofHours(8)),
                            NOW,
                            situation.open(),
                            situation.newest(10).stream()
                                    .filter(r -> r.closed().isPresent())
                                    .toList(),
                            log.entries(),
                            log.head(),
                            List.of(new Words("1 notice is not acknowledged.", "未確認の通知 1 件。"))),
                    new yochi.centre.desk.Japanese()::of);
            assertThat(note.en())
                    .contains("Open: 1", "NEW Attack ordered on 1 target in AS64496 [JP-2024-02-19-1]")
                    .contains("not yet seen by anybody", "Advice (ordered-once): One source alone says so")
                    .contains("isp-a: already handled words of isp-a")
                    .contains("Ended: 1", "FALSE Attack ordered on 1 target in AS64497")
                    .contains("Decided: 1", "analyst: decided: Arm a rate limit", "): it is cheap", log.head())
                    .contains("To watch: ", "How large the attack is", "1 notice is not acknowledged.");
            assertThat(note.ja())
                    .contains("継続中：1", "【新規】 AS64496 の標的 1 件に対する攻撃命令", "決定：1")
                    .contains("analyst: 決定：", "未確認の通知 1 件。", log.head())
                    .doesNotContain("Attack ordered", "T12:");
            assertThat(note.en() + note.ja()).doesNotContainPattern("\\d{4}-\\d{2}-\\d{2}T");
        }
    }

    /** People type what they like as a reason, also what looks like a time and is none. */
    @Test
    void aReasonWithAnImpossibleTimeIsHandedOverAsItWasTyped() {
        situation.close(order(64_496, 1), "analyst", "quiet since 2024-02-30T10:00Z, seen 2024-02-20T10:00Z");
        HandOver.Shift shift =
                new HandOver.Shift(NOW, NOW, List.of(), situation.newest(1), List.of(), "head", List.of());
        assertThat(HandOver.note(shift, text -> text).en())
                .contains("quiet since 2024-02-30T10:00Z, seen 2024-02-20 10:00 UTC");
    }
}
