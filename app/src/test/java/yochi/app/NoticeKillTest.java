package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.centre.line.CentreSettings;
import yochi.centre.line.HomeCentre;
import yochi.centre.response.MemberEntry;
import yochi.centre.response.NoticeRecord;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.core.model.Ticker;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.link.config.SettingsFile;
import yochi.link.identity.SigningKey;
import yochi.member.line.Member;
import yochi.member.line.MemberSettings;

/** a member that is killed anywhere between delivery and acknowledgement of a notice loses nothing. */
class NoticeKillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Asn OWN = new Asn(64_496);

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey approver = SigningKey.generate(random);
    private HomeCentre centre;

    @BeforeEach
    void start() throws Exception {
        CentreSettings settings = SettingsFile.parse(
                "home: JP\ndirectory: centre\nparty: {port: 0}\nopen: {port: 0}\nroundEvery: 0s\n",
                "test",
                folder,
                CentreSettings.class);
        centre = HomeCentre.open(
                        settings,
                        new yochi.centre.line.Surroundings(
                                InstantSource.system(), Ticker.system(), random, EventLog.none()),
                        new HomeCentre.Approval(
                                approver.publicPart(), notice -> Optional.of(notice.countersigned(approver))),
                        HomeCentre.live("test"))
                .start();
        var invitation = centre.centre().inviteMember("isp-a");
        Path config = Files.writeString(
                folder.resolve("member.yaml"),
                "name: isp-a\ndirectory: member\ncentre:\n  name: centre\n  party: " + invitation.partyListener()
                        + "\n  open: " + invitation.openListener() + "\n  root: \"" + invitation.root()
                        + "\"\n  token: \"" + invitation.token().value() + "\"\n  keys:\n    - {role: centre, key: \""
                        + invitation.signingKey() + "\"}\n    - {role: approver, key: \"" + approver.publicPart()
                        + "\"}\nnetworks: [192.0.2.0/24]\nflows: {port: 0}\n");
        centre.desk()
                .register(
                        new MemberEntry(
                                "isp-a",
                                Member.publicKey(SettingsFile.read(config, MemberSettings.class), random),
                                List.of(new MemberEntry.Network(OWN, Prefix.parse("192.0.2.0/24"), 2_000_000))),
                        Tlp.AMBER,
                        "a reader's token of some length");
    }

    @AfterEach
    void stop() {
        centre.close();
    }

    private Process run(String holdAt) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        HeldMember.class.getName(),
                        folder.resolve("member.yaml").toString(),
                        folder.resolve("events").toString(),
                        holdAt)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }

    private List<String> events() throws Exception {
        Path file = folder.resolve("events");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(Condition condition, Process child) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(Files.readString(folder.resolve("out.txt"))).isLessThan(end);
            assertThat(child.isAlive()).as(Files.readString(folder.resolve("out.txt"))).isTrue();
            Thread.sleep(20);
        }
    }

    private NoticeRecord record() {
        return centre.desk().response().notices(1).getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice.received", "rule.armed", "notice.kept"})
    void killedBetweenDeliveryAndAcknowledgementItIsToldAgainAndArmsOnce(String killAt) throws Exception {
        Process first = run(killAt);
        try {
            centre.desk().response().notify(alert());
            await(() -> events().stream().anyMatch(e -> e.startsWith(killAt)), first);
        } finally {
            assertThat(first.toHandle().destroyForcibly()).isTrue();
        }
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(record().delivered()).isPresent();
        assertThat(record().acknowledged()).isEmpty();
        Files.delete(folder.resolve("events"));
        long killed = System.nanoTime();
        Process second = run("none");
        try {
            await(() -> record().acknowledged().isPresent(), second);
            System.out.printf(
                    "killed at %s, acknowledged %.1f s later%n", killAt, (System.nanoTime() - killed) / 1e9);
            await(() -> events().stream().anyMatch(e -> e.startsWith("notice.acknowledged")), second);
        } finally {
            second.destroyForcibly();
        }
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(record().answers())
                .singleElement()
                .extracting(Acknowledgement.Answer::decision)
                .isEqualTo(Acknowledgement.Decision.ARMED);
        assertThat(events()).filteredOn(e -> e.startsWith("rule.armed")).hasSize(1);
        assertThat(events()).filteredOn(e -> e.startsWith("notice.again"))
                .hasSize(killAt.equals("notice.kept") ? 1 : 0);
        assertThat(centre.desk().response().next("isp-a", Duration.ZERO)).isEmpty();
    }

    private static Alert alert() {
        Instant now = Instant.now();
        return new Alert(
                "alert-1",
                Alert.Basis.NOWCAST,
                now,
                now,
                "Attack ordered",
                OWN,
                List.of(new Victim(
                        "v1", new Country("JP"), "tld", OWN, List.of("http/get"), List.of(Service.tcp(443)), 3)),
                1,
                0,
                List.of(),
                List.of(),
                Tlp.AMBER);
    }
}
