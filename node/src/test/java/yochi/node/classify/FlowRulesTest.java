package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.Frames;
import yochi.node.observation.Flow;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;

/** Flows are judged by the packets' list, as far as their flags tell. */
class FlowRulesTest {
    private static final Origin ORIGIN = new Origin(Sensor.of("s", new Country("JP")), "x");

    private static Verdict judge(int protocol, int from, int to, int flags, long packets, String source) {
        Flow flow = new Flow(
                ORIGIN,
                Instant.EPOCH,
                Instant.EPOCH,
                InetAddress.ofLiteral(source),
                InetAddress.ofLiteral("198.51.100.1"),
                protocol,
                from < 0 ? OptionalInt.empty() : OptionalInt.of(from),
                to < 0 ? OptionalInt.empty() : OptionalInt.of(to),
                flags < 0 ? OptionalInt.empty() : OptionalInt.of(flags),
                packets,
                OptionalLong.empty());
        Verdict verdict = new Verdict();
        new FlowRules(new Classifier()).classify(flow, verdict);
        return verdict;
    }

    @ParameterizedTest
    @CsvSource({
        "6, 40000, 23, 2, 3, TCP_SYN, tcp/23",
        "6, 80, 40000, 18, 1, TCP_SYN_ACK, tcp/80",
        "6, 40000, 22, 27, 9, TCP_SYN, tcp/22",
        // half-open scan: SYN, then RST
        "6, 40000, 22, 6, 2, TCP_SYN, tcp/22",
        // who opened and who answered look alike but for the ports
        "6, 51000, 443, 18, 3, TCP_SYN, tcp/443",
        "6, 443, 51000, 18, 3, TCP_SYN_ACK, tcp/443",
        "6, 443, 51000, 22, 3, TCP_SYN_ACK, tcp/443",
        "6, 51000, 443, 22, 3, TCP_SYN, tcp/443",
        "6, 1023, 1024, 18, 3, TCP_SYN_ACK, tcp/1023",
        "6, 1024, 1023, 18, 3, TCP_SYN, tcp/1023",
        "6, 49151, 49152, 18, 3, TCP_SYN_ACK, tcp/49151",
        "6, 49152, 49153, 18, 3, TCP_SYN, tcp/49153",
        "6, 3306, 40000, 18, 3, TCP_SYN_ACK, tcp/3306",
        "6, 40000, 40001, 18, 3, TCP_SYN, tcp/40001",
        "6, 80, 40000, 20, 9, TCP_RST, tcp/80",
        "6, 40000, 22, -1, 9, TCP_WITHOUT_FLAGS, tcp/22",
        "17, 40000, 53, -1, 9, UDP_WITHOUT_PAYLOAD, udp/53",
        "1, -1, 8, -1, 1, ICMP_REQUEST, icmp/8",
        "47, -1, -1, -1, 1, OTHER_PROTOCOL, ip/47"
    })
    void flagsDecide(int protocol, int from, int to, int flags, long packets, Rule rule, String service) {
        Verdict verdict = judge(protocol, from, to, flags, packets, Frames.SOURCE);
        assertThat(verdict.rule).isEqualTo(rule);
        assertThat(verdict.asService()).isEqualTo(Service.parse(service));
        assertThat(verdict.countedLow).isEqualTo(0x0600020AL);
    }

    @Test
    void specialSourcesAreBogonAndIpv6IsRead() {
        assertThat(judge(6, 1, 2, 2, 1, "10.0.0.1").rule).isEqualTo(Rule.SPECIAL_SOURCE);
        Verdict verdict = judge(17, 1, 2, -1, 1, "2a00::9");
        assertThat(verdict.countedVersion).isEqualTo(6);
        assertThat(verdict.countedHigh).isEqualTo(0x2a00L << 48);
    }
}
