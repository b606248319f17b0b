package yochi.node.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.node.Frames;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** The short way of parsing says the same as the long way (P1). */
class UsualFrameTest {
    private static final Origin ORIGIN = new Origin(Sensor.of("s1", new Country("SG")), "x");

    private static String all(Packet p) {
        return p.known + " " + p.wireLength + " " + p.ipVersion + " " + p.sourceHigh() + ":" + p.sourceLow() + " "
                + p.destinationHigh() + ":" + p.destinationLow() + " " + p.protocol + " " + p.ipLength() + " "
                + p.ttl() + " " + p.ipId() + " " + p.fragmentOffset() + p.moreFragments() + p.reservedBit() + " "
                + p.sourcePort() + ">" + p.destinationPort() + " " + p.tcpFlags() + " " + p.sequence() + " "
                + p.acknowledgement() + " " + p.window() + " " + p.tcpOptionsLength() + " " + p.payloadOffset() + "+"
                + p.payloadCaptured() + "/" + p.payloadLength();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theShortWaySaysTheSameAsTheLongWay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FrameParser any = new FrameParser();
        Packet fast = new Packet(ORIGIN);
        int taken = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] tail = new byte[random.nextInt(30)];
            random.nextBytes(tail);
            int ports = random.nextInt();
            byte[] tcp = Frames.tcp(ports >>> 16, ports & 0xFFFF, random.nextInt(256), random.nextInt());
            tcp[12] = (byte) random.nextInt(256);
            byte[] frame = Frames.ethernet(
                    0x0800,
                    Frames.ipv4(
                            "6.0.2.10",
                            "198.51.100.7",
                            6,
                            random.nextInt(65_536),
                            0,
                            new byte[0],
                            Frames.join(tcp, tail)));
            if (random.nextInt(4) == 0) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            }
            Packet slow = new Packet(ORIGIN);
            FrameFault fault = any.parse(LinkType.ETHERNET, frame, 0, frame.length, frame.length, slow);
            if (UsualFrame.parse(frame, 0, frame.length, fast)) {
                taken++;
                assertThat(fault).isEqualTo(FrameFault.NONE);
                assertThat(all(fast)).isEqualTo(all(slow));
            }
        }
        assertThat(taken).isGreaterThan(3500);
    }
}
