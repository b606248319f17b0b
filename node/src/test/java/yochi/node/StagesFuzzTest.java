package yochi.node;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.Prefix;
import yochi.node.border.Border;
import yochi.node.border.NodeCard;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SketchKeys;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.Rule;
import yochi.node.classify.Rules;
import yochi.node.classify.Verdict;
import yochi.node.event.EventDesk;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.summary.Detail;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Any bytes, of the format that they look like, on the whole way to the border: no exception at any stage (K-7). */
class StagesFuzzTest {
    private static final Sensor SENSOR = Sensor.of("s1", new Country("SG"));
    private static final Rules RULES = Rules.shipped();
    private static final NodeCard CARD =
            new NodeCard(new NodeId(new UUID(0x7000, 1L << 63)), "one", SENSOR.country(), 1, "1");
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);
    private static final PrivacyPolicy POLICY = PrivacyPolicy.ofYaml("{name: test, epoch: 10m, release: 1h, k: 1,"
            + " networks: 1, sensors: 1, dominance: 1.1, clip: 0, rounding: 1, dimensions: [sensor, service, tool],"
            + " sketches: {every: 1h, keyLife: 1h, atLeast: 1}}");
    private static final SummarySettings SUMMARY = SummarySettings.of(
                    POLICY.epoch(), POLICY.release(), Duration.ZERO, false)
            .with(EnumSet.allOf(Detail.class));

    private record Both(ClassifiedSink one, ClassifiedSink other) implements ClassifiedSink {
        @Override
        public void packet(Packet packet, Verdict verdict) {
            one.packet(packet, verdict);
            other.packet(packet, verdict);
        }

        @Override
        public void flow(Flow flow, Verdict verdict) {
            one.flow(flow, verdict);
            other.flow(flow, verdict);
        }

        @Override
        public void session(HoneypotSession session, Rule rule) {
            one.session(session, rule);
            other.session(session, rule);
        }

        @Override
        public void amplification(AmplificationRequests requests, Rule rule) {
            one.amplification(requests, rule);
            other.amplification(requests, rule);
        }

        @Override
        public void visit(PageVisit visit, Rule rule) {
            one.visit(visit, rule);
            other.visit(visit, rule);
        }

        @Override
        public void order(AttackOrder order, Rule rule) {
            one.order(order, rule);
            other.order(order, rule);
        }
    }

    @FuzzTest
    void anyInputPassesEveryStage(byte[] input) {
        Sensor sensor = input.length % 2 == 0 ? SENSOR : SENSOR.watching(List.of(Prefix.parse("198.51.100.0/24")));
        EventDesk desk = new EventDesk(RULES, Places.none(), 2048);
        Summariser summariser = new Summariser(SUMMARY, List.of(sensor), Places.none());
        new TraceReader(TraceSettings.of(SensorTable.single(sensor)))
                .read(
                        "fuzz",
                        new ByteArrayInputStream(input),
                        new ClassifyingSink(new Classifier(RULES), new Both(desk, summariser)));
        desk.events();
        Border border = new Border(CARD, POLICY, KEYS);
        summariser.close().forEach(window -> border.release(window, 1));
    }
}
