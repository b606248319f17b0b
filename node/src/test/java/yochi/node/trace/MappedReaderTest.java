package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.YochiException;
import yochi.node.Collected;
import yochi.node.SharedFolder;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Said;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Logs that are read through a mapping file, without code (A-1, K-7). */
class MappedReaderTest {
    private static final SensorTable ANY = SensorTable.single(Sensor.of("shop", new Country("JP")));

    private final Collected sink = new Collected();

    @TempDir
    private Path folder;

    private static Mapping sample(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("samples/mappings")) && root.getParent() != null) {
            root = root.getParent();
        }
        return Mapping.read(root.resolve("samples/mappings").resolve(name));
    }

    private InputAccount read(Mapping mapping, String text) {
        return new TraceReader(TraceSettings.of(ANY).mapped(mapping))
                .read("log", new ByteArrayInputStream(text.getBytes(UTF_8)), sink);
    }

    private Mapping mapping(String yaml) throws IOException {
        return Mapping.read(Files.writeString(folder.resolve("m.yaml"), "version: yochi.mapping/1\nname: m\n" + yaml));
    }

    private static String decoy(String time, String ip, String more) {
        return "{\"when\": \"18/Feb/2025:" + time + "\", \"client\": {\"ip\": \"" + ip + "\"}, " + more + "}\n";
    }

    @Test
    void theWorkedExampleOfTheDocumentsReads() {
        InputAccount account = read(
                sample("web-decoy.yaml"),
                decoy("14:25:41", "192.0.2.7", "\"event\": \"page\", \"url\": \"/wp-login.php?x\", \"code\": 404")
                        + decoy("14:25:43", "192.0.2.7", "\"event\": \"bad password\", \"user\": \"admin\"")
                        + decoy("14:25:44", "192.0.2.7", "\"event\": \"new thing\"")
                        + decoy("14:26:00", "192.0.2.7", "\"event\": \"health check\"")
                        + decoy("14:26:00", "198.51.100.1", "\"event\": \"page\", \"url\": \"/\", \"code\": 200")
                        + decoy("14:26", "192.0.2.7", "\"event\": \"page\"")
                        + decoy("14:26:01", "nobody", "\"event\": \"page\""));
        assertThat(account.format()).contains(TraceFormat.MAPPED);
        assertThat(account.records()).isEqualTo(7);
        assertThat(account.packets()).isEqualTo(3);
        assertThat(account.rejected(RejectReason.NO_OBSERVATION)).isEqualTo(2);
        assertThat(account.rejected().getFirst().message("decoy.jsonl"))
                .isEqualTo("decoy.jsonl: 2 × malformed, first at line 6 (field when, mapped as time, is no time of the"
                        + " format dd/MMM/yyyy:HH:mm:ss): the record does not follow its format; look at the position"
                        + " named");
        assertThat(account.rejected().getFirst().samples())
                .contains("field client.ip, mapped as source, is no address");
        assertThat(account.noted()).containsExactly(new Noted("unknownEvent", 1, "line 3"));
        HoneypotSession session = sink.sessions.getFirst();
        assertThat(session.start()).isEqualTo(Instant.parse("2025-02-18T05:25:41Z"));
        assertThat(session.requests()).isEqualTo(new HoneypotSession.Requests(1, 1, 1));
        assertThat(session.logins().failed()).isEqualTo(1);
        assertThat(session.unknownEvents()).containsExactly("new thing");
        assertThat(session.service()).isEqualTo(Service.tcp(443));
    }

    @Test
    void aTableOfSessionsWithCountsReads() {
        InputAccount account = read(
                sample("cowrie-sessions.yaml"),
                """
                session_id,start_time,end_time,src_ip,dst_port,login_success,login_failed
                a,2025-02-18T05:25:41.286469Z,2025-02-18T05:26:01.286469Z,192.0.2.7,22,0,3
                b,,,,,0,0
                c,2025-02-18T05:25:41.286469Z,2025-02-18T05:25:42Z,192.0.2.8,x,0,0
                d,2025-02-18T05:25:41.286469Z,2025-02-18T05:25:40Z,192.0.2.8,22,0,0
                """);
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(3);
        assertThat(account.rejected().getFirst().samples())
                .contains("field end_time, mapped as time.end, lies before the time");
        assertThat(lasted(sink.sessions.getFirst())).isEqualTo(Duration.ofSeconds(20));
        assertThat(sink.sessions.getFirst().logins().failed()).isEqualTo(3);
        assertThat(sink.sessions.getFirst().id()).isEqualTo("a");
    }

    @Test
    void columnsThatTheTableLacksAreNamed() {
        InputAccount account = read(sample("cowrie-sessions.yaml"), "session_id,start_time,src\na,b,c\n");
        assertThat(account.rejected(RejectReason.COLUMNS_MISSING)).isEqualTo(1);
        assertThat(account.rejected().getFirst().samples())
                .containsExactly("missing dst_port, end_time, login_failed, login_success, src_ip");
    }

    private static Duration lasted(HoneypotSession session) {
        return Duration.between(session.start(), session.end());
    }

    private static String cowrie(String session, int second, String id, String more) {
        return "{\"eventid\":\"cowrie." + id + "\",\"session\":\"" + session + "\",\"timestamp\":\"2025-02-18T05:25:"
                + String.format("%02d", second) + ".5Z\"" + more + "}\n";
    }

    /** Source and port stand in the first event of a session only, as Cowrie writes the port. */
    private static String cowrieLog() {
        String source = ",\"src_ip\":\"192.0.2.9\"";
        return cowrie("a", 1, "session.connect", source + ",\"dst_port\":2222")
                + cowrie("b", 2, "session.connect", source.replace(".9", ".10") + ",\"dst_port\":23")
                + cowrie("a", 3, "login.failed", ",\"username\":\"root\",\"password\":\"x\"")
                + cowrie("a", 4, "login.success", ",\"username\":\"root\",\"password\":\"y\"")
                + cowrie("a", 7, "session.file_download", ",\"url\":\"http://192.0.2.1/x\"")
                + cowrie("a", 7, "command.input", ",\"input\":\"uname -a; id\"")
                + cowrie("a", 8, "brand.new", "")
                + cowrie("b", 9, "session.closed", "")
                + cowrie("a", 40, "session.closed", "");
    }

    @Test
    void aMappedLogGivesTheSessionsThatItsOwnReaderGives() throws IOException {
        new TraceReader(TraceSettings.of(ANY))
                .read("log", new ByteArrayInputStream(cowrieLog().getBytes(UTF_8)), sink);
        List<HoneypotSession> own = List.copyOf(sink.sessions);
        sink.sessions.clear();
        InputAccount account = read(
                mapping("""
                        form: json-lines
                        time: {field: timestamp}
                        source: src_ip
                        port: dst_port
                        session: session
                        kind: eventid
                        kinds:
                          cowrie.session.connect: connect
                          cowrie.login.failed: login-failed
                          cowrie.login.success: login-succeeded
                          cowrie.session.file_download: download
                          cowrie.command.input: command
                          cowrie.session.closed: close
                        details: {user: username, password: password, url: url, hash: shasum, command: input}
                        """),
                cowrieLog());
        assertThat(account.rejected()).isEmpty();
        assertThat(sink.sessions).isEqualTo(own);
        assertThat(own.get(1).said()).isEqualTo(new Said(
                List.of("root/x", "root/y"), List.of("uname -a; id"), List.of(), List.of()));
        assertThat(own.get(1).toString()).doesNotContain("root");
        assertThat(own).extracting(MappedReaderTest::lasted).containsExactly(
                Duration.ofSeconds(7), Duration.ofSeconds(39));
    }

    @Test
    void aRecordOfAWholeSessionMayTellItsDurationInstead() throws IOException {
        Mapping mapping = mapping(
                "form: csv\ntime: {field: t, format: seconds, duration: d}\nsource: ip\nport: \"=22\"\n");
        InputAccount account = read(
                mapping,
                """
                t,d,ip
                1740823200,7.25,192.0.2.7
                1740823300,,192.0.2.8
                1740823300,-1,192.0.2.8
                1740823300,1e12,192.0.2.8
                1740823300,x,192.0.2.8
                """);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(3);
        assertThat(sink.sessions).extracting(MappedReaderTest::lasted).containsExactly(
                Duration.ofMillis(7250), Duration.ZERO);
        assertThatThrownBy(() -> mapping("form: csv\ntime: {field: t, end: e, duration: d}\nsource: ip\n"))
                .hasMessageContaining("name one of them");
    }

    @Test
    void amplifiersAndVisitsMayBeMappedToo() throws IOException {
        read(
                mapping("""
                        form: semicolons
                        comment: "#"
                        time: {field: t, format: millis}
                        source: ip
                        port: p
                        protocol: "=udp"
                        kind: "=amplification"
                        details: {requests: n, bytes: b}
                        """),
                "# made by a honeypot\nt;ip;p;n;b\n1740823200500;192.0.2.7;123;40;3200\n");
        assertThat(sink.amplifications.getFirst().requests()).isEqualTo(40);
        assertThat(sink.amplifications.getFirst().start()).isEqualTo(Instant.parse("2025-03-01T10:00:00.5Z"));
        InputAccount visits = read(
                mapping("""
                        form: tabs
                        time: {field: t, format: seconds}
                        kind: "=visit"
                        details: {url: u, verdict: v}
                        """),
                "t\tu\tv\n1740823200\thttp://a.example/\tmalicious\n1740823200\tnothing\tbenign\n");
        assertThat(visits.rejected(RejectReason.MALFORMED)).isEqualTo(1);
        assertThat(sink.visits.getFirst().verdict()).isEqualTo(PageVisit.Verdict.MALICIOUS);
    }

    @Test
    void aWrongMappingIsRefusedWithItsLine() {
        assertThatThrownBy(() -> mapping("form: csv\ntime: {field: t, format: iso, zone: Mars/Base}\nsorce: ip\n"))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("no time zone is called Mars/Base")
                .hasMessageContaining("sorce")
                .hasMessageContaining("line");
        for (String format : new String[] {"peconds", "nonsense!", "yyyy-MM-dd'"}) {
            assertThatThrownBy(() -> mapping("form: csv\ntime: {field: t, format: \"" + format + "\"}\nsource: ip\n"))
                    .hasMessageContaining("is no pattern of a time");
        }
        assertThatThrownBy(() -> mapping("form: xml\ntime: {field: t}\nsource: ip\n"))
                .hasMessageContaining("form");
        assertThatThrownBy(() -> mapping("form: csv\ntime: {field: t}\n")).hasMessageContaining("source is missing");
    }

    @Test
    void numbersOfAbsurdSizeAreRefusedWithoutBeingReckonedOut() throws IOException {
        for (String format : new String[] {"seconds", "millis", "micros"}) {
            InputAccount account = read(
                    mapping("form: csv\ntime: {field: t, format: " + format + "}\nsource: ip\nport: p\n"),
                    "t,ip,p\n1e1000000,192.0.2.7,80\n1e-1000000,192.0.2.7,80\n1740823200,192.0.2.7,1e900000000\n");
            assertThat(account.rejected(RejectReason.MALFORMED)).as(format).isEqualTo(3);
        }
    }

    @Test
    void withoutMappingTheFormatIsRefused() {
        InputAccount account = new TraceReader(TraceSettings.of(ANY).reading(TraceFormat.MAPPED))
                .read("log", new ByteArrayInputStream("x".getBytes(UTF_8)), sink);
        assertThat(account.rejected(RejectReason.MAPPING_MISSING)).isEqualTo(1);
    }

    @Test
    void aRealTableOfSessionsReadsThroughTheShippedMapping() {
        Optional<Path> path = SharedFolder.find("data/tpot-gcp/cowrie-sessions.csv.gz", "MappedReaderTest");
        if (path.isEmpty()) {
            return;
        }
        InputAccount account = new TraceReader(TraceSettings.of(ANY).mapped(sample("cowrie-sessions.yaml")))
                .read(path.get(), sink);
        assertThat(account.records()).isEqualTo(20_000);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(3);
        assertThat(sink.sessions).hasSize(19_997);
        assertThat(sink.sessions.getFirst().end()).isEqualTo(Instant.parse("2025-02-18T05:25:42.716003Z"));
    }
}
