package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.node.classify.Classifier;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** The day's rule for sources that scan to investigate, on both sides. */
class InvestigatorsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOON = 1_700_049_600L * SECOND;

    @ParameterizedTest
    @CsvSource({
        "30, 256, 256, 0, 1",
        "29, 256, 256, 0, 0",
        "30, 255, 256, 0, 0",
        "30, 256, 0, 0, 0",
        "30, 256, 256, 12, 0"
    })
    void thirtyServicesAndAPacketForEachAddressOnOneDay(int services, int packets, int watched, int hours, int found) {
        Sensor sensor = Sensor.of("s1", new Country("SG"));
        Summariser node = new Summariser(
                SummarySettings.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(10), false),
                List.of(sensor),
                Places.none());
        Packet p = new Packet(new Origin(sensor, "test"));
        Verdict v = new Verdict();
        for (int i = 0; i < packets; i++) {
            p.ipVersion = 4;
            p.protocol = 6;
            p.known = Field.bits(Field.DESTINATION, Field.PORTS, Field.TCP_FLAGS);
            p.tcpFlags(2);
            p.sourceLow(0x0600_0205L);
            p.destinationLow(0x0900_0000L + i % 256);
            p.destinationPort(1000 + i % services);
            p.timeNanos = NOON + (i % 2 == 0 ? 0 : hours * 3600L * SECOND);
            new Classifier().classify(p, v);
            node.packet(p, v);
        }
        Investigators investigators = Investigators.of(node.epochs(), watched);
        assertThat(investigators.sources()).hasSize(found);
        assertThat(investigators.packets()).isEqualTo(found * (long) packets);
    }
}
