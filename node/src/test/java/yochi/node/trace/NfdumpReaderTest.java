package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.node.Collected;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.Flow;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Flow records of nfdump in all its prints; fields by its manual, values made up (A-7, K-7). */
class NfdumpReaderTest {
    private static final String OLD_HEADER =
            "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das\n";
    private static final String SUMMARY = """
            Summary
            flows,bytes,packets,avg_bps,avg_pps,avg_bpp
            3,1500,30,1,1,50
            """;
    private static final String RECORD = """
            {
              "type" : "FLOW",
              "sampled" : 0,
              "export_sysid" : 1,
              "t_first" : "2021-10-13T21:00:00.125",
              "t_last" : "2021-10-13T21:00:02.500",
              "proto" : 6,
              "src4_addr" : "6.0.2.10",
              "dst4_addr" : "198.51.100.7",
              "src_port" : 40000,
              "dst_port" : 23,
              "tcp_flags" : "......S.",
              "in_packets" : 12,
              "in_bytes" : 480
            }""";

    private static final String TIME = "2021-10-13T21:00:00Z 2021-10-13T21:00:02Z ";
    private static final String READ =
            "2021-10-13T21:00:00.125Z 2021-10-13T21:00:02.500Z 6.0.2.10 198.51.100.7 p6 40000>23 ";

    private final Collected sink = new Collected();
    private final SensorTable one = SensorTable.single(Sensor.of("edge", new Country("SG")));

    private InputAccount read(String text, SensorTable sensors) {
        sink.flows.clear();
        return new TraceReader(TraceSettings.of(sensors))
                .read("f", new ByteArrayInputStream(text.getBytes(UTF_8)), sink);
    }

    private static String row(String from, String to, String ports, String rest) {
        return "2021-10-13 21:00:00,2021-10-13 21:00:02,2.000," + from + "," + to + "," + ports + "," + rest
                + ",0,0,0,0,64500,64501\n";
    }

    private static String plain(Flow f) {
        return f.start() + " " + f.end() + " " + f.source().getHostAddress() + " " + f.destination().getHostAddress()
                + " p" + f.protocol() + " " + f.sourcePort().orElse(-1) + ">" + f.destinationPort().orElse(-1) + " f"
                + f.tcpFlags().orElse(-1) + " " + f.packets() + "/" + f.bytes().orElse(-1);
    }

    @Test
    void theTableOfVersion16ReadsWithoutItsSummary() {
        String text = OLD_HEADER
                + row("6.0.2.10", "198.51.100.7", "40000,23", "TCP,....S.,0,0,12,480")
                + row("6.0.2.11", "198.51.100.7", "0,8.0", "ICMP,......,0,0,1,84")
                + row("2a00::1", "2001:db8::9", "0,2048", "ICMP6,......,0,0,1,84")
                + row("6.0.2.12", "198.51.100.7", "0,0", "GRE,......,0,0,3,300")
                + SUMMARY;
        String again = OLD_HEADER + row("6.0.2.13", "198.51.100.7", "1,53", "17,0x00,0,0,1,60");
        InputAccount account = read(text + again, one);
        assertThat(account.format()).contains(TraceFormat.NFDUMP);
        assertThat(account.rejected()).isEmpty();
        assertThat(sink.flows.stream().map(NfdumpReaderTest::plain))
                .containsExactly(
                        TIME + "6.0.2.10 198.51.100.7 p6 40000>23 f2 12/480",
                        TIME + "6.0.2.11 198.51.100.7 p1 -1>8 f-1 1/84",
                        TIME + "2a00:0:0:0:0:0:0:1 2001:db8:0:0:0:0:0:9 p58 -1>8 f-1 1/84",
                        TIME + "6.0.2.12 198.51.100.7 p47 -1>-1 f-1 3/300",
                        TIME + "6.0.2.13 198.51.100.7 p17 1>53 f-1 1/60");
    }

    @Test
    void theTableOfVersion17TellsADurationAndNoFlags() {
        read(
                """
                firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows
                2021-10-13 21:00:00.125,2.375,TCP,6.0.2.10,40000,198.51.100.7,23,12,480,1
                """,
                one);
        assertThat(sink.flows.stream().map(NfdumpReaderTest::plain))
                .containsExactly(READ + "f-1 12/480");
    }

    @Test
    void bothJsonPrintsTellTheSame() {
        String expected = READ + "f2 12/480";
        String line = RECORD.replace("\n", "");
        List<String> prints = List.of(
                "[\n" + RECORD + ",\n" + RECORD + "\n]\n",
                line + "\n" + line + "\n",
                "[" + line + "," + line + "]");
        for (String print : prints) {
            InputAccount account = read(print, one);
            assertThat(account.rejected()).isEmpty();
            assertThat(sink.flows.stream().map(NfdumpReaderTest::plain)).containsExactly(expected, expected);
        }
    }

    @Test
    void theIcmpTypeOfJsonAndSamplingAreSeen() {
        InputAccount account = read(
                "["
                        + RECORD.replace("\"proto\" : 6", "\"proto\" : 1, \"icmp_type\" : 8")
                                .replace("\"sampled\" : 0", "\"sampled\" : 1")
                        + "]",
                one);
        assertThat(plain(sink.flows.getFirst())).contains(" p1 -1>8 f-1 ");
        assertThat(account.noted().stream().map(Noted::what)).containsExactly("sampledFlow");
    }

    @Test
    void eventsAndFlowsWithoutPacketsAreNoObservationAndFaultsAreCounted() {
        InputAccount account = read(
                "[" + String.join(
                                ",",
                                RECORD.replace("FLOW", "EVENT"),
                                RECORD.replace("\"in_packets\" : 12", "\"in_packets\" : 0"),
                                RECORD.replace("6.0.2.10", "no address"),
                                RECORD.replace("2021-10-13T21:00:00.125", "yesterday"),
                                RECORD.replace("\"dst_port\" : 23", "\"dst_port\" : 70000"),
                                RECORD.replace("......S.", "hello"),
                                RECORD.replace("\"in_packets\" : 12", "\"in_packets\" : -3"),
                                RECORD)
                        + "]",
                one);
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.rejected(RejectReason.NO_OBSERVATION)).isEqualTo(2);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(5);
    }

    @Test
    void aBorderRoutersFlowsAreSortedByTheWatchedAddresses() {
        Sensor edge = Sensor.of("edge", new Country("SG")).watching(List.of(Prefix.parse("198.51.100.0/24")));
        SensorTable watching = SensorTable.of(List.of(edge));
        InputAccount account = read(
                OLD_HEADER
                        + row("6.0.2.10", "198.51.100.7", "40000,23", "TCP,....S.,0,0,12,480")
                        + row("198.51.100.7", "6.0.2.10", "23,40000", "TCP,.A.R..,0,0,12,480")
                        + row("6.0.2.10", "203.0.113.1", "40000,23", "TCP,....S.,0,0,12,480"),
                watching);
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.rejected(RejectReason.OWN_TRAFFIC)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.OUTSIDE_MONITORED)).isEqualTo(1);
    }

    @Test
    void aFlowThatIsStillToComeIsRejected() {
        TraceSettings settings = TraceSettings.of(one).until(() -> Instant.parse("2021-10-13T00:00:00Z"));
        byte[] line = RECORD.replace("\n", "").getBytes(UTF_8);
        InputAccount account = new TraceReader(settings).read("f", new ByteArrayInputStream(line), sink);
        assertThat(account.rejected(RejectReason.FUTURE_TIME)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 200, 430, 600})
    void aDocumentThatEndsEarlyIsLoud(int length) {
        String text = ("[" + RECORD + "," + RECORD + "]").substring(0, length);
        TraceSettings settings = TraceSettings.of(one).reading(TraceFormat.NFDUMP);
        InputAccount account =
                new TraceReader(settings).read("f", new ByteArrayInputStream(text.getBytes(UTF_8)), sink);
        assertThat(account.packets()).isEqualTo(length > RECORD.length() ? 1 : 0);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
        assertThat(Optional.of(account.clean())).contains(false);
    }
}
