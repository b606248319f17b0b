package yochi.node.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import yochi.core.model.Country;
import yochi.node.classify.Classifier;
import yochi.node.classify.Verdict;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** Any bytes as a frame of every link type: no exception, neither when parsed nor when classified (K-7). */
class FrameParserFuzzTest {
    private static final Sensor SENSOR = Sensor.of("s1", new Country("SG"));

    @FuzzTest
    void frames(byte[] input) {
        for (LinkType link : LinkType.values()) {
            Packet packet = new Packet(new Origin(SENSOR, "fuzz"));
            FrameFault fault = new FrameParser().parse(link, input, 0, input.length, input.length + 3, packet);
            if (fault == FrameFault.NONE) {
                new Classifier().classify(packet, new Verdict());
            }
        }
    }
}
