package yochi.node.classify;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import yochi.core.model.Country;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** No datagram makes the classifier throw or read behind its captured payload. */
class RequestFuzzTest {
    @FuzzTest(maxDuration = "5s")
    void everyDatagramIsJudged(FuzzedDataProvider input) {
        Packet p = new Packet(new Origin(Sensor.of("s1", Country.UNKNOWN), "test"));
        p.ipVersion = input.consumeBoolean() ? 4 : 6;
        p.protocol = input.pickValue(new int[] {17, 1, 58, 6});
        p.known = Field.bits(Field.DESTINATION, Field.PORTS, Field.PAYLOAD, Field.ICMP_TYPE, Field.TCP_FLAGS);
        p.sourceLow(0x0600_0205L);
        p.destinationLow(0x0900_0001L);
        p.sourcePort(input.consumeInt(0, 65_535));
        p.destinationPort(input.consumeInt(0, 65_535));
        p.icmpType(input.consumeInt(0, 255));
        int behind = input.consumeInt(0, 200);
        byte[] payload = input.consumeRemainingAsBytes();
        p.bytes = payload;
        p.payloadCaptured(payload.length);
        p.payloadLength(payload.length + behind);
        new Classifier().classify(p, new Verdict());
    }
}
