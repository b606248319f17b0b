package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.node.SharedFolder;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
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

/** Two merged parts of a capture give the events of the whole, wherever it is split (K-16). */
class SplitTest {
    /** Hands the packets before a number to one desk and the others to a second. */
    private record Split(long at, EventDesk first, EventDesk second, AtomicLong seen) implements ClassifiedSink {
        @Override
        public void packet(Packet packet, Verdict verdict) {
            (seen.getAndIncrement() < at ? first : second).packet(packet, verdict);
        }

        @Override
        public void flow(Flow flow, Verdict verdict) {
            throw new AssertionError("a capture holds no flow");
        }

        @Override
        public void session(HoneypotSession session, Rule rule) {
            throw new AssertionError("a capture holds no session");
        }

        @Override
        public void order(AttackOrder order, Rule rule) {
            throw new AssertionError("a capture holds no order");
        }

        @Override
        public void amplification(AmplificationRequests requests, Rule rule) {
            throw new AssertionError("a capture holds no log");
        }

        @Override
        public void visit(PageVisit visit, Rule rule) {
            throw new AssertionError("a capture holds no visit");
        }
    }

    private static EventDesk merged(Path capture, long at, boolean laterIntoEarlier) {
        Split split = new Split(at, Seen.desk(), Seen.desk(), new AtomicLong());
        new TraceReader(TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG")))))
                .read(capture, new ClassifyingSink(new Classifier(), split));
        EventDesk into = laterIntoEarlier ? split.first : split.second;
        into.merge(laterIntoEarlier ? split.second : split.first);
        return into;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "synthetic/dark-mixed.pcap.gz",
                "synthetic/dark-day5m.pcap.gz",
                "ddos-pcaps/amp.dns.RRSIG.fragmented.pcap.gz",
                "ddos-pcaps/amp.TCP.reflection.SYNACK.pcap.gz",
                "ddos-pcaps/amp.UDP.snmp.src161.pcapng.gz",
                "ddos-pcaps/pkt.TCP.DOMINATE.syn.ecn.cwr.pcapng.gz",
                "ddos-pcaps/CIC-DDoS-2019-SynFlood.pcap.gz"
            })
    void theEventsOfTwoPartsAreThoseOfTheWhole(String name) {
        Optional<Path> file = SharedFolder.find("data/" + name, "SplitTest " + name);
        if (file.isEmpty()) {
            return;
        }
        var whole = Seen.file(file.get()).events();
        assertThat(whole).isNotEmpty();
        for (long at : new long[] {1, 500, 3_111, 9_870, 26_000, 41_007}) {
            for (boolean laterIntoEarlier : new boolean[] {true, false}) {
                assertThat(merged(file.get(), at, laterIntoEarlier).events())
                        .as("split at %s", at)
                        .isEqualTo(whole);
            }
        }
    }
}
