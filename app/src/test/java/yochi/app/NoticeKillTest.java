package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.centre.line.HomeCentre;
import yochi.centre.response.NoticeRecord;
import yochi.core.model.Acknowledgement;
import yochi.link.config.SettingsFile;
import yochi.link.identity.SigningKey;
import yochi.member.line.Member;
import yochi.member.line.MemberSettings;

/** a member that is killed anywhere between delivery and acknowledgement of a notice loses nothing. */
class NoticeKillTest {
    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey approver = SigningKey.generate(random);
    private HomeCentre centre;

    @BeforeEach
    void start() throws Exception {
        centre = RealCentre.whole(
                folder,
                new HomeCentre.Approval(
                        approver.publicPart(), notice -> Optional.of(notice.countersigned(approver))));
        var invitation = centre.centre().inviteMember("isp-a");
        Path config = Files.writeString(
                folder.resolve("member.yaml"),
                "name: isp-a\ndirectory: member\ncentre:\n  name: centre\n  party: " + invitation.partyListener()
                        + "\n  open: " + invitation.openListener() + "\n  root: \"" + invitation.root()
                        + "\"\n  token: \"" + invitation.token().value() + "\"\n  keys:\n    - {role: centre, key: \""
                        + invitation.signingKey() + "\"}\n    - {role: approver, key: \"" + approver.publicPart()
                        + "\"}\nnetworks: [192.0.2.0/24]\nflows: {port: 0}\n");
        RealCentre.register(
                centre, Member.publicKey(SettingsFile.read(config, MemberSettings.class), random));
    }

    @AfterEach
    void stop() {
        centre.close();
    }

    private Child run(String holdAt) throws Exception {
        return Child.start(
                HeldMember.class,
                folder.resolve("out.txt"),
                folder.resolve("member.yaml").toString(),
                folder.resolve("events").toString(),
                holdAt);
    }

    private List<String> events() throws Exception {
        Path file = folder.resolve("events");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private NoticeRecord record() {
        return centre.desk().response().notices(1).getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice.received", "rule.armed", "notice.kept"})
    void killedBetweenDeliveryAndAcknowledgementItIsToldAgainAndArmsOnce(String killAt) throws Exception {
        try (Child first = run(killAt)) {
            centre.desk().response().notify(RealCentre.alert("alert-1"));
            first.await(() -> events().stream().anyMatch(e -> e.startsWith(killAt)));
            first.kill();
        }
        assertThat(record().delivered()).isPresent();
        assertThat(record().acknowledged()).isEmpty();
        Files.delete(folder.resolve("events"));
        long killed = System.nanoTime();
        try (Child second = run("none")) {
            second.await(() -> record().acknowledged().isPresent());
            System.out.printf(
                    "killed at %s, acknowledged %.1f s later%n", killAt, (System.nanoTime() - killed) / 1e9);
            second.await(() -> events().stream().anyMatch(e -> e.startsWith("notice.acknowledged")));
            second.kill();
        }
        assertThat(record().answers())
                .singleElement()
                .extracting(Acknowledgement.Answer::decision)
                .isEqualTo(Acknowledgement.Decision.ARMED);
        assertThat(events()).filteredOn(e -> e.startsWith("rule.armed")).hasSize(1);
        assertThat(events()).filteredOn(e -> e.startsWith("notice.again"))
                .hasSize(killAt.equals("notice.kept") ? 1 : 0);
        assertThat(centre.desk().response().next("isp-a", Duration.ZERO)).isEmpty();
    }
}
