package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.node.NoObservations;
import yochi.node.observation.Nanos;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

@DisplayName("A-7, K-9: one packet of a clock that runs ahead does not end a node's day")
class PossibleTimesTest {
    private final List<Long> taken = new ArrayList<>();
    private final Packet packet = new Packet(new Origin(Sensor.of("s1", new Country("SG")), "test"));
    private Instant tomorrow = Instant.parse("2025-06-02T12:00:00Z");
    private final PossibleTimes times = new PossibleTimes(() -> tomorrow, new NoObservations() {
        @Override
        public void packet(Packet p) {
            taken.add(p.timeNanos);
        }
    });

    private void at(String time) {
        packet.timeNanos = Nanos.of(Instant.parse(time));
        times.packet(packet);
    }

    @Test
    void whatCannotBeIsSetAsideAndCountedAndTheOthersGoOn() {
        at("2025-06-02T12:00:00Z");
        at("2025-06-02T12:00:00.000000001Z");
        at("2100-01-01T00:00:00Z");
        at("1990-01-01T00:00:00Z");
        at("1989-12-31T23:59:59.999999999Z");
        at("2025-06-01T00:00:00Z");
        assertThat(taken).hasSize(3);
        assertThat(times.ahead()).isEqualTo(2);
        assertThat(times.unset()).isEqualTo(1);
        assertThat(times.ahead()).as("told once").isZero();
    }

    @Test
    void aDayLaterThePacketOfThatDayIsTaken() {
        at("2025-06-02T13:00:00Z");
        tomorrow = Instant.parse("2025-06-03T12:00:00Z");
        at("2025-06-02T13:00:00Z");
        assertThat(taken).hasSize(1);
        assertThat(times.ahead()).isEqualTo(1);
    }
}
