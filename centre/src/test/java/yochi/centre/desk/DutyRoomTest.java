package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.MadeOrders;
import yochi.centre.decision.DecisionTable;
import yochi.centre.situation.AlertRecord;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.EventLog;
import yochi.core.model.Notice;

/** X-6, G-4, R-5: members answer what they were told of; files are taken up while the centre runs. */
class DutyRoomTest {
    @TempDir
    Path folder;

    private Desk desk;
    private String alert;

    @BeforeEach
    void open() {
        desk = MadeUpDesk.in(
                folder,
                MadeUpDesk.settings(Instant.parse("2024-01-01T00:00:00Z")),
                MadeUpDesk.around(EventLog.none()));
        MadeUpDesk.register(desk, "isp-a", MadeOrders.NETWORK, "192.0.2.0/24");
        MadeUpDesk.register(desk, "isp-b", new Asn(64_511), "198.51.100.0/24");
        order("t", 1, "2024-02-19T06:05:00Z");
        alert = only().alert().id();
    }

    private void order(String target, long sequence, String listed) {
        desk.victims(MadeOrders.list(
                MadeOrders.NODE, sequence, Instant.parse(listed), false, List.of(MadeOrders.target(target))));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private AlertRecord only() {
        return desk.situation().open().getFirst();
    }

    @Test
    void aMemberAnswersWhatItWasToldOfAndNothingElse() {
        assertThat(desk.duty().answerOfMember("isp-b", alert, Assessment.Verdict.FALSE, "not ours")).isEmpty();
        assertThat(desk.duty().answerOfMember("isp-a", "another", Assessment.Verdict.FALSE, "?")).isEmpty();
        assertThat(only().alert().assessment().answers()).isEmpty();
        assertThat(desk.duty()
                        .answerOfMember("isp-a", alert, Assessment.Verdict.SEEN_HERE, "2 Gbit/s")
                        .orElseThrow()
                        .life())
                .isEqualTo(Assessment.Life.CONFIRMED);
    }

    @Test
    void aMemberAnswersHoweverManyNoticesCameSince() throws SQLException {
        inTables("response.db", "UPDATE notice SET state = 'ACKNOWLEDGED'");
        inTables("response.db", """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
                INSERT INTO notice (id, alert, member, matter, issued, body, answer, state)
                SELECT 'n' || i, 'another', 'isp-b', i, '2999-01-01T00:00:00Z', body, '', 'EXPIRED' FROM notice, n
                """);
        assertThat(desk.duty().answerOfMember("isp-a", alert, Assessment.Verdict.SEEN_HERE, "late")).isPresent();
    }

    private void inTables(String file, String statement) throws SQLException {
        try (Connection tables = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                Statement one = tables.createStatement()) {
            one.execute(statement);
        }
    }

    /** it is written into the decision log before it takes effect, or does not take effect. */
    @Test
    void aTableThatCannotBeLoggedIsNotReplaced() throws SQLException {
        String before = desk.duty().table().version();
        inTables("decisions.db", "ALTER TABLE decision RENAME TO gone");
        String edited = DecisionTable.builtIn().replace("name: ordered-once", "name: edited");
        assertThatThrownBy(() -> desk.duty().table("ana", edited)).isInstanceOf(RuntimeException.class);
        assertThat(desk.duty().table().version()).isEqualTo(before);
        assertThat(folder.resolve("decisions.yaml")).doesNotExist();
    }

    @Test
    void theSecondSignatureIsATaskOnlyWhileANoticeWaitsForIt() throws Exception {
        desk.close();
        desk = MadeUpDesk.unapproved(
                Files.createDirectory(folder.resolve("unapproved")),
                MadeUpDesk.settings(Instant.parse("2024-01-01T00:00:00Z")),
                MadeUpDesk.around(EventLog.none()));
        MadeUpDesk.register(desk, "isp-a", MadeOrders.NETWORK, "192.0.2.0/24");
        order("t", 1, "2024-02-19T06:05:00Z");
        assertThat(tasks()).contains("task.approve");
        desk.duty().answer("ana", only().alert().id(), Assessment.Verdict.FALSE, "a test list");
        assertThat(tasks()).isEmpty();
    }

    private List<String> tasks() {
        return new StartView(desk, new AlertView(desk))
                .start(Optional.empty(), Instant.now()).tasks().stream()
                        .map(task -> task.what().code())
                        .toList();
    }

    @Test
    void membersAreThoseWhoAreTold() {
        assertThat(only().alert().assessment().tell())
                .extracting(Assessment.Told::who)
                .containsExactly("isp-a");
    }

    @Test
    void whatIsFalseOrEscalatedReachesThoseWhoWereTold() throws Exception {
        desk.response().next("isp-a", Duration.ZERO);
        desk.duty().move("ana", alert, Assessment.Life.ESCALATED, "it grows");
        desk.duty().answer("ana", alert, Assessment.Verdict.FALSE, "a test list");
        assertThat(desk.response().notices(9).reversed())
                .extracting(n -> n.notice().turn().orElseThrow().change())
                .containsExactly(Notice.Change.FIRST, Notice.Change.NEWS, Notice.Change.FALSE);
        assertThat(desk.response().notices(9).getFirst().notice().toString())
                .as("an analyst's own words stay in the room")
                .doesNotContain("a test list");
    }

    @Test
    void aTableEditedOnDiskHoldsFromTheNextRoundOn() throws Exception {
        Files.writeString(
                folder.resolve("decisions.yaml"),
                DecisionTable.builtIn().replace("name: ordered-once", "name: edited"));
        desk.duty().refresh();
        desk.situation().acknowledge(alert, "analyst");
        assertThat(only().alert().assessment().recommendation().orElseThrow().row()).isEqualTo("edited");
    }

    /** an edit on disk holds for the very next alert, and a broken one is refused with its line and a remedy. */
    @Test
    void anEditedTableHoldsAtOnceAndABrokenOneIsRefusedWithItsLineWhileTheOldOneHolds() throws Exception {
        Path file = folder.resolve("decisions.yaml");
        Files.writeString(file, DecisionTable.builtIn().replace("name: ordered-once", "name: edited"));
        assertThat(again("u")).as("no round, no restart").isEqualTo("edited");
        Files.writeString(
                file, DecisionTable.builtIn().replace("options: [limit, discard, cookies, shorten, second, tell]",
                        "options: [limit, discrad]"));
        assertThat(again("v")).isEqualTo("edited");
        assertThat(desk.duty().handOver(Duration.ofHours(8)).en())
                .contains("A file is broken, and the one before holds: " + file)
                .contains("names the option discrad, known are");
        Files.writeString(file, DecisionTable.builtIn());
        assertThat(again("w")).isEqualTo("ordered-once");
        assertThat(desk.duty().handOver(Duration.ofHours(8)).en()).doesNotContain("is broken");
    }

    private String again(String target) {
        order(target, target.charAt(0), "2024-02-19T07:05:00Z");
        return only().alert().assessment().recommendation().orElseThrow().row();
    }

    @Test
    void aMoveThatIsNoneIsNotLogged() {
        desk.duty().move("ana", alert, Assessment.Life.ESCALATED, "it grows");
        assertThat(desk.duty().move("ana", alert, Assessment.Life.CONFIRMED, "back")).isEmpty();
        desk.duty().move("ana", alert, Assessment.Life.ENDED, "over");
        assertThat(desk.duty().move("ana", alert, Assessment.Life.ESCALATED, "late")).isEmpty();
        assertThat(desk.duties().entries()).hasSize(2);
    }
}
