package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.node.Collected;
import yochi.node.SharedFolder;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Suricata's EVE and Zeek's logs, in hand-made samples and one real set (A-1, K-7). */
class NetworkLogsTest {
    private static final SensorTable DARK =
            SensorTable.single(Sensor.of("s1", new Country("DE")).watching(List.of(Prefix.parse("198.51.100.0/24"))));

    private final Collected sink = new Collected();

    private InputAccount read(String text) {
        return new TraceReader(TraceSettings.of(DARK))
                .read("log", new ByteArrayInputStream(text.getBytes(UTF_8)), sink);
    }

    private static String eve(String type, String source, String more) {
        return "{\"timestamp\":\"2025-03-01T10:00:00.199672+0900\",\"flow_id\":77,\"event_type\":\"" + type
                + "\",\"src_ip\":\"" + source + "\",\"src_port\":1,\"dest_ip\":\"198.51.100.9\",\"dest_port\":80,"
                + "\"proto\":\"TCP\"" + more + "}\n";
    }

    @Test
    void theEventsOfASuricataFlowAreOneSession() {
        InputAccount account = read(eve("http", "192.0.2.1", ",\"http\":{\"url\":\"/a\",\"status\":404}")
                + eve("alert", "192.0.2.1", ",\"alert\":{\"signature_id\":2019232,\"category\":"
                        + "\"Attempted Administrator Privilege Gain\",\"severity\":1}")
                + eve("alert", "192.0.2.1", ",\"alert\":{\"signature_id\":5,\"category\":\"Misc activity\"}")
                + eve("fileinfo", "192.0.2.1", ",\"fileinfo\":{\"md5\":\"d41d8cd98f00b204e9800998ecf8427e\"}")
                + eve("brandnew", "192.0.2.1", "")
                + eve("stats", "192.0.2.1", "")
                + eve("flow", "192.0.2.1", "")
                + eve("http", "198.51.100.7", "")
                + eve("http", "nobody", ""));
        assertThat(account.format()).contains(TraceFormat.SURICATA_EVE);
        assertThat(account.packets()).isEqualTo(6);
        assertThat(account.rejected(RejectReason.NO_OBSERVATION)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.OWN_TRAFFIC)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
        HoneypotSession session = sink.sessions.getFirst();
        assertThat(sink.sessions).hasSize(1);
        assertThat(session.exploits()).containsExactly("sid:2019232");
        assertThat(session.downloads()).isEqualTo(1);
        assertThat(session.requests()).isEqualTo(new HoneypotSession.Requests(1, 1, 1));
        assertThat(session.unknownEvents()).containsExactly("brandnew");
        assertThat(session.start().toString()).isEqualTo("2025-03-01T01:00:00.199672Z");
        assertThat(session.closed()).isTrue();
    }

    private static final List<String> FIELDS = List.of(
            "ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "duration", "conn_state",
            "history", "orig_pkts", "orig_ip_bytes");

    private static final String CONN = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n"
            + "#path\tconn\n#fields\t" + String.join("\t", FIELDS) + "\n#types\ttime\tstring\n";

    @Test
    void zeekTablesOfConnectionsAreFlows() {
        InputAccount account = read(CONN
                + "1740823200.5\tC1\t192.0.2.1\t40000\t198.51.100.9\t23\ttcp\t-\tS0\tS\t2\t88\n"
                + "1740823201.5\tC2\t192.0.2.1\t8\t198.51.100.9\t0\ticmp\t1.5\tOTH\t-\t3\t252\n"
                + "1740823202.5\tC3\t2001:db8::1\t1\t198.51.100.9\t53\tudp\t-\tS0\tD\t-\t-\n"
                + "1740823203.5\tC4\t192.0.2.1\t1\t198.51.100.9\t53\tudp\t-\tSHR\t^d\t0\t0\n"
                + "1740823204.5\tC5\t198.51.100.9\t1\t192.0.2.1\t53\tudp\t-\tS0\tD\t1\t60\n"
                + "1740823205.5\tC6\t192.0.2.1\n"
                + "#close\t2025-03-01-12-00-00\n");
        assertThat(account.format()).contains(TraceFormat.ZEEK);
        assertThat(account.packets()).isEqualTo(3);
        assertThat(account.rejected(RejectReason.NO_OBSERVATION)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.OWN_TRAFFIC)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
        assertThat(account.noted()).containsExactly(new Noted("packetsNotTold", 1, "line 10"));
        Flow scan = sink.flows.getFirst();
        assertThat(scan.tcpFlags()).isEqualTo(OptionalInt.of(2));
        assertThat(scan.packets()).isEqualTo(2);
        assertThat(scan.bytes()).hasValue(88);
        assertThat(sink.flows.get(1).destinationPort()).isEqualTo(OptionalInt.of(8));
        assertThat(sink.flows.get(1).end().toString()).isEqualTo("2025-03-01T10:00:03Z");
        assertThat(sink.flows.get(2).bytes()).isEmpty();
    }

    @Test
    void zeekJsonOfHttpAndDnsIsSessionsAndRequestsToAmplifiers() {
        String ends = "\"uid\":\"C\",\"id.orig_h\":\"192.0.2.1\",\"id.orig_p\":1,\"id.resp_h\":\"198.51.100.9\",";
        InputAccount account = read("{\"ts\":1740823200.25," + ends
                + "\"id.resp_p\":80,\"trans_depth\":1,\"method\":\"GET\",\"uri\":\"/x?a=$(id)\",\"status_code\":404}\n"
                + "{\"ts\":1740823201.25," + ends
                + "\"id.resp_p\":53,\"proto\":\"udp\",\"trans_id\":7,\"query\":\"example\",\"qtype_name\":\"*\"}\n"
                + "{\"ts\":1740823202.25," + ends
                + "\"id.resp_p\":53,\"proto\":\"udp\",\"trans_id\":8,\"query\":\"example\",\"qtype_name\":\"A\"}\n"
                + "{\"ts\":1740823203.25," + ends + "\"cipher\":\"x\"}\n");
        assertThat(account.format()).contains(TraceFormat.ZEEK);
        assertThat(account.packets()).isEqualTo(3);
        assertThat(account.rejected(RejectReason.NO_OBSERVATION)).isEqualTo(1);
        assertThat(sink.sessions).hasSize(2);
        assertThat(sink.sessions.getFirst().injection()).isTrue();
        assertThat(sink.sessions.getFirst().service()).isEqualTo(Service.tcp(80));
        assertThat(sink.amplifications.getFirst().service()).isEqualTo(Service.udp(53));
    }

    @Test
    void aRealSetOfZeekIsTakenOrAccountedFor() {
        Optional<Path> path =
                SharedFolder.find("data/lan-mordor/apt29-day1/combined_zeek.log.gz", "NetworkLogsTest");
        if (path.isEmpty()) {
            return;
        }
        InputAccount account = new TraceReader(TraceSettings.of(SensorTable.open())).read(path.get(), sink);
        assertThat(account.records()).isEqualTo(2140);
        assertThat(account.packets() + account.rejected(RejectReason.NO_OBSERVATION))
                .isEqualTo(2140);
        assertThat(sink.flows.size()).isBetween(600, 613);
    }
}
