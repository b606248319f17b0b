package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import yochi.centre.line.HomeCentre;
import yochi.centre.response.MemberEntry;
import yochi.centre.response.NoticeRecord;
import yochi.core.model.Asn;
import yochi.core.model.EventLog;
import yochi.core.model.Offender;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.link.identity.SigningKey;
import yochi.node.line.Node;
import yochi.node.line.Pace;

/**
 * R-8, G-14 from a sensor abroad to the owner at home: what a node's captures and honeypot log prove becomes notices,
 * and a flood that forges the sources of home becomes none.
 */
class OffenderNoticeTest {
    private static final int NOON = (int) Instant.parse("2026-01-02T12:00:00Z").getEpochSecond();
    private static final String SENSORS =
            """
            version: yochi.sensors/1
            sensors:
              - {name: s1, country: SG, operator: lab, monitored: [198.51.100.0/26]}
              - {name: s2, country: SG, operator: lab, monitored: [198.51.100.64/26]}
              - {name: s3, country: SG, operator: lab, monitored: [198.51.100.128/26]}
            """;
    private static final String[] DARK = {"198.51.100.1", "198.51.100.65", "198.51.100.129"};
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Random chance = new Random(11);
    private JsonNode lastMonths = MissingNode.getInstance();

    private static int address(String text) {
        return ByteBuffer.wrap(InetAddress.ofLiteral(text).getAddress()).getInt();
    }

    /** Home's addresses forged by one machine, some with its own TTL and some with any. */
    private void flood(MadeCapture capture) {
        for (int n = 0; n < 200; n++) {
            int source = address("6.0.0.1") + (n << 16) + n;
            for (int second = 0; second <= 900; second += 300) {
                for (int s = 0; s < 3; s++) {
                    capture.scan(NOON + second, source, address(DARK[s]), 50 - s, 512);
                    capture.scan(NOON + second, source + 5, address(DARK[s]), 33 + chance.nextInt(31), 700);
                }
            }
        }
    }

    private Node node(HomeCentre centre) throws Exception {
        Files.writeString(folder.resolve("sensors.yaml"), SENSORS);
        Files.writeString(folder.resolve("cc.csv"), "6.0.0.0,6.255.255.255,JP\n192.0.2.0,192.0.2.255,JP\n");
        Files.writeString(folder.resolve("as.csv"), "6.0.0.0,6.255.255.255,64496\n192.0.2.0,192.0.2.255,64496\n");
        RealNode.invite(centre.centre(), folder, "n1");
        String settings = "inputs: [" + folder.resolve("in") + "]\nplaces: [" + folder.resolve("cc.csv") + ", "
                + folder.resolve("as.csv") + "]\npolicy: policy.yaml\n";
        return RealNode.open(folder, "n1", settings, EventLog.none(), Optional.of(Pace.free()));
    }

    private HomeCentre centre(String policy) throws Exception {
        HomeCentre centre = RealCentre.wholeForNodes(folder, policy);
        centre.desk()
                .register(
                        new MemberEntry(
                                "isp-a",
                                SigningKey.generate(new SecureRandom()).publicPart(),
                                List.of(new MemberEntry.Network(
                                        new Asn(64_496), Prefix.parse("192.0.2.0/24"), 2_000_000))),
                        Tlp.AMBER,
                        "a reader's token of some length");
        return centre;
    }

    private void inputs(boolean guilty) throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        MadeCapture capture = new MadeCapture();
        flood(capture);
        if (guilty) {
            for (int second = 0; second <= 660; second += 60) {
                for (int s = 0; s < 3; s++) {
                    capture.scan(NOON + second + s, address("6.201.2.10"), address(DARK[s]), 44 - s, 65_535);
                }
            }
            StringBuilder log = new StringBuilder();
            log.append(event(1, "session.connect", ",\"dst_port\":22"));
            for (int i = 2; i < 6; i++) {
                log.append(event(i, "login.failed", ",\"username\":\"root\",\"password\":\"p" + i + "\""));
            }
            log.append(event(7, "session.closed", ""));
            Files.writeString(in.resolve("cowrie.json"), log);
        }
        Files.write(in.resolve("dark.pcap"), capture.bytes());
    }

    private static String event(int second, String id, String more) {
        return "{\"src_ip\":\"192.0.2.7\",\"sensor\":\"s1\",\"eventid\":\"cowrie." + id
                + "\",\"session\":\"a\",\"timestamp\":\"2026-01-02T12:20:0" + second + ".5Z\"" + more + "}\n";
    }

    private List<NoticeRecord> run(String rule, boolean guilty) throws Exception {
        String policy = MadeTraffic.POLICY + "offenders: " + rule + "\n";
        inputs(guilty);
        try (HomeCentre centre = centre(policy);
                Node node = node(centre)) {
            node.start();
            assertThat(node.awaitDelivered(PATIENCE)).as(String.valueOf(node.standing())).isTrue();
            assertThat(node.standing().judged()).isGreaterThan(4000);
            JsonNode months = RealCentre.page(centre.centre(), "/api/machines").path("months");
            lastMonths = months;
            return centre.desk().response().notices(99);
        }
    }

    @Test
    void whatIsProvenReachesTheOwnerWithItsEvidenceAndTheForgedDoesNot() throws Exception {
        List<NoticeRecord> notices = run("own-country", true);
        assertThat(notices).isNotEmpty();
        assertThat(notices.stream().flatMap(n -> n.notice().machines().stream())
                        .map(m -> m.address() + " " + m.evidence()))
                .containsExactlyInAnyOrder("6.201.2.10/32 REPEATED_SCAN", "192.0.2.7/32 LOGIN");
        assertThat(notices).allSatisfy(n -> {
            assertThat(n.notice().recipient()).isEqualTo("isp-a");
            assertThat(n.notice().alert().evidence().getFirst()).startsWith("Seen by one node in SG");
            assertThat(n.fingerprint()).hasSize(29);
        });
        assertThat(lastMonths.get(0).path("month").asString("")).isEqualTo("2026-01");
        assertThat(lastMonths.get(0).path("machines").asInt(0)).isEqualTo(2);
        assertThat(lastMonths.toString()).doesNotContain("192.0.2").doesNotContain("6.201");
        assertThat(notices.stream().flatMap(n -> n.notice().machines().stream()).map(Offender::sensors))
                .contains(3);
    }

    @Test
    void aFloodWithForgedHomeSourcesRaisesNoNotice() throws Exception {
        assertThat(run("own-country", false)).isEmpty();
    }

    @Test
    void aPolicyThatDoesNotSaySoLetsNothingOut() throws Exception {
        assertThat(run("none", true)).isEmpty();
        assertThat(lastMonths.isEmpty()).isTrue();
    }
}
