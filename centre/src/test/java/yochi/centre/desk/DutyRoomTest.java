package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.cube.Grouping;
import yochi.centre.decision.DecisionTable;
import yochi.centre.response.MemberEntry;
import yochi.centre.situation.AlertRecord;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Notice;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.core.model.Ticker;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;

/** X-6, G-4, R-5: members answer what they were told of; files are taken up while the centre runs. */
class DutyRoomTest {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final Country HOME = new Country("JP");

    @TempDir
    Path folder;

    private Desk desk;
    private String alert;

    @BeforeEach
    void open() {
        PartyName self = PartyName.centre("home");
        Around around = new Around(InstantSource.system(), Ticker.system(), new Random(5), EventLog.none());
        SigningKey approver = SigningKey.generate(CHANCE);
        desk = new Desk(
                DeskSettings.of("home", HOME, Instant.parse("2024-01-01T00:00:00Z"), Grouping.SENSOR),
                folder,
                new Seals(
                        self,
                        new Signer(SigningKey.generate(CHANCE), self, around.clock(), new Random(1)),
                        approver.publicPart(),
                        notice -> Optional.of(notice.countersigned(approver))),
                around);
        register("isp-a", 64_496, "192.0.2.0/24");
        register("isp-b", 64_511, "198.51.100.0/24");
        Victim victim = new Victim(
                "t", HOME, "tld", new Asn(64_496), List.of("http/get"), List.of(Service.tcp(443)), 6);
        Instant listed = Instant.parse("2024-02-19T06:05:00Z");
        desk.victims(new VictimReport(
                NodeId.of(0, new Random(1)), 1, HOME, listed, false, "own-country", List.of(victim)));
        alert = only().alert().id();
    }

    private void register(String name, long asn, String prefix) {
        desk.register(
                new MemberEntry(
                        name,
                        SigningKey.generate(CHANCE).publicPart(),
                        List.of(new MemberEntry.Network(new Asn(asn), Prefix.parse(prefix), 1_000_000))),
                Tlp.AMBER_STRICT,
                "a-token-of-some-length-" + name);
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
        Victim victim = new Victim(
                target, HOME, "tld", new Asn(64_496), List.of("http/get"), List.of(Service.tcp(443)), 6);
        desk.victims(new VictimReport(
                NodeId.of(0, new Random(1)),
                target.charAt(0),
                HOME,
                Instant.parse("2024-02-19T07:05:00Z"),
                false,
                "own-country",
                List.of(victim)));
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
