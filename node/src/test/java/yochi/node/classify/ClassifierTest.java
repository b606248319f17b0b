package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.Frames.ACK;
import static yochi.node.Frames.DARK;
import static yochi.node.Frames.FIN;
import static yochi.node.Frames.PSH;
import static yochi.node.Frames.RST;
import static yochi.node.Frames.SOURCE;
import static yochi.node.Frames.SYN;
import static yochi.node.Frames.URG;
import static yochi.node.Frames.bytes;
import static yochi.node.Frames.ethernet;
import static yochi.node.Frames.icmp;
import static yochi.node.Frames.ipv4;
import static yochi.node.Frames.ipv6;
import static yochi.node.Frames.join;
import static yochi.node.Frames.tcp;
import static yochi.node.Frames.udp;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.Capture;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** The decision list on hand-made packets. */
class ClassifierTest {
    private static final SensorTable SENSOR = SensorTable.single(Sensor.of("s1", new Country("SG")));
    private static final String EMBEDDED = "6.0.9.9";

    private record Judged(
            Rule rule, Service service, boolean attributed, long high, long low, boolean mirai, Tool tool) {}

    /** Classifies frames as read from a capture. */
    private static List<Judged> judge(byte[]... frames) {
        Capture capture = Capture.plain();
        for (byte[] frame : frames) {
            capture.add(1_700_000_000_000_000_000L, frame);
        }
        List<Judged> judged = new ArrayList<>();
        ClassifiedSink sink = new ClassifiedSink() {
            @Override
            public void packet(Packet packet, Verdict v) {
                judged.add(new Judged(
                        v.rule,
                        v.asService(),
                        v.attributed,
                        v.countedHigh,
                        v.countedLow,
                        v.fits(Tool.MIRAI),
                        v.tool()));
            }

            @Override
            public void flow(Flow flow, Verdict verdict) {
                throw new AssertionError("no flow");
            }

            @Override
            public void session(HoneypotSession session, Rule rule) {
                throw new AssertionError("no session");
            }

            @Override
            public void amplification(AmplificationRequests requests, Rule rule) {
                throw new AssertionError("no log of an amplifier");
            }

            @Override
            public void visit(PageVisit visit, Rule rule) {
                throw new AssertionError("no visit");
            }

            @Override
            public void order(AttackOrder order, Rule rule) {
                throw new AssertionError("no order");
            }
        };
        new TraceReader(TraceSettings.of(SENSOR))
                .read("test", new ByteArrayInputStream(capture.bytes()), new ClassifyingSink(new Classifier(), sink));
        return judged;
    }

    private static Judged one(byte[] ip) {
        return judge(ethernet(0x0800, ip)).getFirst();
    }

    private static Rule udpRule(int from, int to, byte[] payload) {
        return one(ipv4(SOURCE, DARK, 17, udp(from, to, payload))).rule();
    }

    private static long address(String literal) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(InetAddress.ofLiteral(literal).getAddress()).getInt());
    }

    @ParameterizedTest
    @CsvSource({
        "2, TCP_SYN",
        "66, TCP_SYN",
        "194, TCP_SYN",
        "18, TCP_SYN_ACK",
        "4, TCP_RST",
        "20, TCP_RST",
        "6, TCP_RST",
        "1, TCP_STEALTH",
        "0, TCP_STEALTH",
        "41, TCP_STEALTH",
        "3, TCP_STEALTH",
        "16, TCP_REST",
        "24, TCP_REST",
        "17, TCP_REST",
        "8, TCP_REST"
    })
    void tcpFlagsDecide(int flags, Rule rule) {
        assertThat(SYN + FIN + RST + PSH + ACK + URG).isEqualTo(63);
        assertThat(one(ipv4(SOURCE, DARK, 6, tcp(1, 2, flags, 0))).rule()).isEqualTo(rule);
    }

    @Test
    void aScanNamesTheDestinationPortAndBackscatterTheAttackedPort() {
        Judged scan = one(ipv4(SOURCE, DARK, 6, tcp(40_000, 445, SYN, 0)));
        assertThat(scan.service()).isEqualTo(Service.tcp(445));
        assertThat(scan.rule().type().party()).isEqualTo(Party.ORIGIN);
        Judged answer = one(ipv4(SOURCE, DARK, 6, tcp(443, 40_000, SYN | ACK, 0)));
        assertThat(answer.service()).isEqualTo(Service.tcp(443));
        assertThat(answer.rule().type()).isEqualTo(AttackType.BACKSCATTER_TCP);
        assertThat(answer.low()).isEqualTo(address(SOURCE));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, SPECIAL_SOURCE",
        "100.64.0.1, SPECIAL_SOURCE",
        "100.128.0.1, TCP_SYN",
        "169.254.9.9, SPECIAL_SOURCE",
        "172.31.255.255, SPECIAL_SOURCE",
        "172.32.0.0, TCP_SYN",
        "192.0.0.5, SPECIAL_SOURCE",
        "192.0.1.5, TCP_SYN",
        "192.88.99.1, SPECIAL_SOURCE",
        "198.19.255.255, SPECIAL_SOURCE",
        "203.0.113.255, SPECIAL_SOURCE",
        "224.0.0.1, SPECIAL_SOURCE",
        "255.255.255.255, SPECIAL_SOURCE",
        "0.1.2.3, SPECIAL_SOURCE"
    })
    void sourcesInSpecialPurposeBlocksAreBogons(String source, Rule rule) {
        assertThat(one(ipv4(source, DARK, 6, tcp(1, 2, SYN, 0))).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, SPECIAL_SOURCE",
        "fe80::1, SPECIAL_SOURCE",
        "fd00::1, SPECIAL_SOURCE",
        "2002::1, SPECIAL_SOURCE",
        "64:ff9b::1, SPECIAL_SOURCE",
        "3fff:fff::1, SPECIAL_SOURCE",
        "2000::1, TCP_SYN",
        "4000::1, TCP_SYN"
    })
    void ipv6SourcesInSpecialPurposeBlocksAreBogons(String source, Rule rule) {
        byte[] frame = ethernet(0x86DD, ipv6(source, "2001:db8::9", 6, tcp(1, 2, SYN, 0)));
        assertThat(judge(frame).getFirst().rule()).isEqualTo(rule);
    }

    @Test
    void sourceEqualToDestinationIsABogon() {
        assertThat(one(ipv4(SOURCE, SOURCE, 6, tcp(1, 2, SYN, 0))).rule()).isEqualTo(Rule.SOURCE_IS_DESTINATION);
    }

    @Test
    void laterFragmentsAndTheReservedBitHaveNoPorts() {
        byte[] tcp = tcp(1, 2, SYN, 0);
        Judged later = one(ipv4(SOURCE, DARK, 6, 9, 185, new byte[0], tcp));
        assertThat(later.rule()).isEqualTo(Rule.LATER_FRAGMENT);
        assertThat(later.service()).isEqualTo(Service.parse("ip/6"));
        assertThat(one(ipv4(SOURCE, DARK, 6, 9, 0x8000, new byte[0], tcp)).rule())
                .isEqualTo(Rule.RESERVED_BIT);
        assertThat(one(ipv4(SOURCE, DARK, 6, 9, 0x2000, new byte[0], tcp)).rule())
                .isEqualTo(Rule.TCP_SYN);
    }

    @Test
    void anIcmpErrorNamesTheEmbeddedDestinationAsVictim() {
        byte[] embedded = ipv4(DARK, EMBEDDED, 6, tcp(5555, 80, SYN, 0));
        Judged error = one(ipv4(SOURCE, DARK, 1, icmp(3, embedded)));
        assertThat(error.rule()).isEqualTo(Rule.ICMP_ERROR);
        assertThat(error.low()).isEqualTo(address(EMBEDDED));
        assertThat(error.service()).isEqualTo(Service.tcp(80));
    }

    @Test
    void anIcmpErrorWithAnotherEmbeddedSourceOrACutHeaderNamesNobody() {
        byte[] foreign = ipv4("6.0.7.7", EMBEDDED, 6, tcp(5555, 80, SYN, 0));
        Judged error = one(ipv4(SOURCE, DARK, 1, icmp(11, foreign)));
        assertThat(error.rule()).isEqualTo(Rule.ICMP_ERROR_UNATTRIBUTED);
        assertThat(error.attributed()).isFalse();
        assertThat(one(ipv4(SOURCE, DARK, 1, icmp(3, new byte[10]))).attributed())
                .isFalse();
    }

    @Test
    void anIcmpv6ErrorNamesTheEmbeddedDestinationToo() {
        byte[] embedded = ipv6("2001:db8::9", "2a00::5", 17, udp(5555, 53, new byte[0]));
        byte[] frame = ethernet(0x86DD, ipv6("2a00::1", "2001:db8::9", 58, icmp(1, embedded)));
        Judged error = judge(frame).getFirst();
        assertThat(error.rule()).isEqualTo(Rule.ICMP_ERROR);
        assertThat(error.high()).isEqualTo(0x2a00L << 48);
        assertThat(error.low()).isEqualTo(5);
        assertThat(error.service()).isEqualTo(Service.udp(53));
    }

    @ParameterizedTest
    @CsvSource({
        "0, ICMP_ANSWER",
        "14, ICMP_ANSWER",
        "8, ICMP_REQUEST",
        "17, ICMP_REQUEST",
        "9, ICMP_UNLISTED",
        "200, ICMP_UNLISTED"
    })
    void otherIcmpTypesDecide(int type, Rule rule) {
        Judged judged = one(ipv4(SOURCE, DARK, 1, icmp(type, new byte[0])));
        assertThat(judged.rule()).isEqualTo(rule);
        assertThat(judged.service()).isEqualTo(new Service(Service.Protocol.ICMP, type));
    }

    @ParameterizedTest
    @CsvSource({
        "53, 000001000001000000000001 00 00ff 0001 00 0029 1000 00000000 0000, UDP_ABUSE",
        "53, 000001000001000000000001 00 0001 0001 00 0029 1000 00000000 0000, UDP_AMPLIFIER_PORT",
        "53, 000001000001000000000001 00 00ff 0001 00 0029 04d0 00000000 0000, UDP_AMPLIFIER_PORT",
        "53, 000001000001000000000001 0361, UDP_AMPLIFIER_PORT",
        "123, 1700032a00000000, UDP_ABUSE",
        "123, 160200010000000000000000, UDP_ABUSE",
        "123, 23000000 00000000 00000000, UDP_AMPLIFIER_PORT",
        "161, 3022 020101 0406707562 6c6963 a516 020101 020100 020105 300a 3008 0604 2b060102 0500,UDP_AMPLIFIER_PORT",
        "161, 3022 020101 0406707562 6c6963 a515 020101 020100 020105 300a 3008 0604 2b060102 0500, UDP_ABUSE",
        "161, 3022 020101 0406707562 6c6963 a015 020101 020100 020105 300a 3008 0604 2b060102 0500,UDP_AMPLIFIER_PORT",
        "389, 3025020101632004000a01000a0100020100020100010100870b6f626a656374636c6173733000, UDP_ABUSE",
        "389, 3025020101632004000a01000a0100020100020100010100870b6f626a656374436c6173733000 0000, UDP_ABUSE",
        "19, 01, UDP_ABUSE",
        "19, 0101, UDP_AMPLIFIER_PORT",
        "111, 0000000100000000 00000002 000186a0 00000002 00000004 00000000000000000000000000000000, UDP_ABUSE",
        "111, 0000000100000000 00000002 000186a000000002 00000003 00000000000000000000000000000000,UDP_AMPLIFIER_PORT",
        "27015, ffffffff54, UDP_AMPLIFIER_PORT",
        "9999, ffffffff54, UDP_REST"
    })
    void requestsToAmplifiersAreToldFromHarmlessOnes(int port, String payload, Rule rule) {
        assertThat(udpRule(40_000, port, bytes(payload))).isEqualTo(rule);
    }

    @Test
    void textRequestsAndAnswersAreKnown() {
        assertThat(udpRule(1, 1900, ascii("M-SEARCH * HTTP/1.1\r\n"))).isEqualTo(Rule.UDP_ABUSE);
        assertThat(udpRule(1, 11_211, join(bytes("0000000000010000"), ascii("stats\r\n"))))
                .isEqualTo(Rule.UDP_ABUSE);
        assertThat(udpRule(1900, 5, ascii("HTTP/1.1 200 OK\r\n"))).isEqualTo(Rule.UDP_ANSWER);
        assertThat(udpRule(6881, 6, ascii("d1:ad2:id20:aaaaaaaaaaaaaaaaaaaa"))).isEqualTo(Rule.UDP_PEER_NOISE);
        assertThat(udpRule(53, 6, bytes("000081800001000100000000 00 0001 0001")))
                .isEqualTo(Rule.UDP_ANSWER);
        assertThat(udpRule(53, 6, bytes("000081800001006400000000"))).isEqualTo(Rule.UDP_REST);
        assertThat(udpRule(123, 6, bytes("97000000 00000000"))).isEqualTo(Rule.UDP_ANSWER);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theVictimOfAForgedRequestIsItsSource() {
        Judged probe = one(ipv4(SOURCE, DARK, 17, udp(80, 1900, ascii("M-SEARCH * HTTP/1.1\r\n"))));
        assertThat(probe.rule().type().party()).isEqualTo(Party.VICTIM);
        assertThat(probe.low()).isEqualTo(address(SOURCE));
        assertThat(probe.service()).isEqualTo(Service.udp(1900));
    }

    @Test
    void scanningToolsLeaveTheirRelations() {
        int dark = (int) address(DARK);
        Judged mirai = one(ipv4(SOURCE, DARK, 6, tcp(1, 23, SYN, dark)));
        assertThat(mirai.mirai()).isTrue();
        assertThat(mirai.tool()).isEqualTo(Tool.MIRAI);
        int id = (dark ^ 80 ^ 12_345) & 0xFFFF;
        assertThat(one(ipv4(SOURCE, DARK, 6, id, 0, new byte[0], tcp(1, 80, SYN, 12_345)))
                        .tool())
                .isEqualTo(Tool.MASSCAN);
        assertThat(one(ipv4(SOURCE, DARK, 6, 54_321, 0, new byte[0], tcp(1, 80, SYN, 5)))
                        .tool())
                .isEqualTo(Tool.ZMAP);
        assertThat(one(ipv4(SOURCE, DARK, 6, 54_321, 0, new byte[0], tcp(1, 80, ACK, 5)))
                        .tool())
                .isEqualTo(Tool.NONE);
    }

    @Test
    void whatIsNoIpAndOtherProtocolsHaveTheirOwnRules() {
        assertThat(judge(ethernet(0x0806, new byte[46])).getFirst().rule()).isEqualTo(Rule.NOT_IP);
        Judged gre = one(ipv4(SOURCE, DARK, 47, new byte[8]));
        assertThat(gre.rule()).isEqualTo(Rule.OTHER_PROTOCOL);
        assertThat(gre.service()).isEqualTo(Service.parse("ip/47"));
    }
}
