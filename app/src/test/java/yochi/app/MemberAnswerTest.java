package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.line.HomeCentre;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Ticker;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.link.config.SettingsFile;
import yochi.link.identity.SigningKey;
import yochi.member.line.Member;
import yochi.member.line.MemberSettings;

/** over real TLS: a notified member's "seen here too" confirms the alert at the centre. */
class MemberAnswerTest {
    @TempDir
    Path folder;

    @Test
    void aNotifiedMemberAnswersAndAnAlertThatItWasNotToldOfTakesNothing() throws Exception {
        SecureRandom random = new SecureRandom();
        SigningKey approver = SigningKey.generate(random);
        HomeCentre.Approval approval = new HomeCentre.Approval(
                approver.publicPart(), notice -> Optional.of(notice.countersigned(approver)));
        try (HomeCentre centre = RealCentre.whole(folder, approval)) {
            MemberSettings settings = settings(centre, approver);
            RealCentre.register(centre, Member.publicKey(settings, random));
            CountDownLatch kept = new CountDownLatch(1);
            EventLog events = (event, id, details) -> {
                if (event.equals("notice.kept")) {
                    kept.countDown();
                }
            };
            try (Member member =
                    new Member(settings, InstantSource.system(), Ticker.system(), random, events).start()) {
                centre.desk().victims(orders());
                assertThat(kept.await(20, TimeUnit.SECONDS)).isTrue();
                String alert = alert(centre);
                assertThat(life(centre)).isEqualTo(Assessment.Life.NEW);
                member.answer(alert, Assessment.Verdict.SEEN_HERE, "2 Gbit/s at the edge");
                assertThat(life(centre)).isEqualTo(Assessment.Life.CONFIRMED);
                assertThat(centre.desk().situation().open().getFirst().alert().assessment().answers())
                        .singleElement()
                        .satisfies(a -> assertThat(a.who()).isEqualTo("isp-a"));
                assertThatThrownBy(() -> member.answer("another", Assessment.Verdict.FALSE, ""))
                        .hasMessageContaining("404");
                byCommand(centre, alert);
            }
        }
    }

    /** The same by hand, beside the running member: listed, answered, its effect on precision, and what is refused. */
    private void byCommand(HomeCentre centre, String alert) {
        assertThat(said(0)).contains(alert, "Attack ordered on 1 target");
        assertThat(said(0, "--json", "-")).contains("\"alert\" : \"" + alert + "\"");
        assertThat(said(0, alert, "false", "--why", "a test of ours", "--json", "-"))
                .contains("\"version\" : \"yochi.member-answer/1\"", "\"life\" : \"confirmed\"");
        assertThat(centre.desk().situation().open().getFirst().alert().assessment().answers())
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.verdict()).isEqualTo(Assessment.Verdict.FALSE);
                    assertThat(a.why()).isEqualTo("a test of ours");
                });
        assertThat(centre.desk().situation().precision().getFirst().answered()).isEqualTo(1);
        assertThat(said(0, alert, "handled")).contains("is now confirmed");
        said(3, "another", "false");
        said(2, alert, "maybe");
        said(2, alert);
        said(2, "../x", "false");
        said(2, alert, "false", "--why", "w".repeat(2001));
    }

    private String said(int code, String... arguments) {
        Stage stage = new Stage(InstantSource.system());
        List<String> all = new ArrayList<>(List.of("member", "answer"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", folder.resolve("member.yaml").toString()));
        assertThat(stage.run(all.toArray(String[]::new))).as(String.join(" ", all)).isEqualTo(code);
        return stage.out();
    }

    @Test
    void aMemberThatHasNotEnrolledIsToldToStartFirst() throws Exception {
        Files.writeString(
                folder.resolve("member.yaml"),
                "name: isp-a\ndirectory: member\ncentre:\n  name: centre\n  party: https://127.0.0.1:1\n"
                        + "  open: https://127.0.0.1:1\n  root: \"" + "0".repeat(64) + "\"\n  token: \"x\"\n  keys:\n"
                        + "    - {role: centre, key: \"" + SigningKey.generate(new SecureRandom()).publicPart()
                        + "\"}\nnetworks: [192.0.2.0/24]\nflows: {port: 0}\n");
        said(2, "5f0c", "false");
        assertThat(said(0)).contains("no notice");
    }

    private static String alert(HomeCentre centre) {
        return centre.desk().situation().open().getFirst().alert().id();
    }

    private static Assessment.Life life(HomeCentre centre) {
        return centre.desk().situation().open().getFirst().life();
    }

    private MemberSettings settings(HomeCentre centre, SigningKey approver) throws Exception {
        var invitation = centre.centre().inviteMember("isp-a");
        Path config = Files.writeString(
                folder.resolve("member.yaml"),
                "name: isp-a\ndirectory: member\ncentre:\n  name: centre\n  party: " + invitation.partyListener()
                        + "\n  open: " + invitation.openListener() + "\n  root: \"" + invitation.root()
                        + "\"\n  token: \"" + invitation.token().value() + "\"\n  keys:\n    - {role: centre, key: \""
                        + invitation.signingKey() + "\"}\n    - {role: approver, key: \"" + approver.publicPart()
                        + "\"}\nnetworks: [192.0.2.0/24]\nflows: {port: 0}\n");
        return SettingsFile.read(config, MemberSettings.class);
    }

    private static VictimReport orders() {
        Country home = new Country("JP");
        Victim victim = new Victim(
                "t", home, "tld", new Asn(64_496), List.of("http/get"), List.of(Service.tcp(443)), 6);
        return new VictimReport(
                NodeId.of(0, new Random(1)),
                1,
                home,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                false,
                "own-country",
                List.of(victim));
    }
}
