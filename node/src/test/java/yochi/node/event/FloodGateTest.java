package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-1, issue 3 §2: a busy destination is never turned away by quiet ones")
class FloodGateTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Long> passed = new ArrayList<>();
    private final FloodGate gate = new FloodGate((key, other, nanos, length, source) -> passed.add(key));

    private void packet(long destination, long nanos) {
        gate.add(destination, key(destination), 0, nanos, 60, 1);
    }

    private static long key(long destination) {
        return VictimKey.pack(destination, 0, FloodKind.UDP.number());
    }

    private long passedOf(long destination) {
        return passed.stream().filter(k -> k == key(destination)).count();
    }

    /** The first slot passes whole, so the tests begin with the second one. */
    private void begin() {
        packet(1, 0);
        packet(1, 10 * SECOND);
        passed.clear();
    }

    @Test
    void eightInASlotPassAndSevenDoNot() {
        begin();
        for (int i = 0; i < FloodGate.HOT; i++) {
            packet(7, 11 * SECOND + i);
            if (i > 0) {
                packet(8, 11 * SECOND + i);
            }
        }
        packet(1, 20 * SECOND);
        assertThat(passedOf(7)).isEqualTo(FloodGate.HOT);
        assertThat(passedOf(8)).isZero();
        assertThat(gate.evicted()).isZero();
    }

    @Test
    void aSlotsLastNanosecondIsItsOwn() {
        begin();
        for (int i = FloodGate.HOT; i > 0; i--) {
            packet(7, 20 * SECOND - i);
        }
        for (int i = -4; i < 4; i++) {
            packet(8, 20 * SECOND + i);
        }
        packet(1, 30 * SECOND);
        assertThat(passedOf(7)).as("eight before the boundary").isEqualTo(FloodGate.HOT);
        assertThat(passedOf(8)).as("four on either side").isZero();
    }

    @Test
    void aSlowFloodAmongTensOfThousandsOfQuietDestinationsPassesWhole() {
        begin();
        Random random = new Random(5);
        int quiet = FloodGate.MOST_HELD - 200;
        for (int i = 0; i < quiet; i++) {
            packet(1_000 + random.nextInt(1 << 20), 11 * SECOND + i);
            if (i % (quiet / 10) == 0) {
                packet(7, 11 * SECOND + i);
            }
        }
        packet(1, 20 * SECOND);
        assertThat(passedOf(7)).isBetween(10L, 11L);
        assertThat(gate.evicted()).isZero();
    }

    @Test
    void whatAFullSlotLosesOfABusyDestinationIsCountedToThePacket() {
        begin();
        int of7 = 0;
        for (int i = 0; i < 4 * FloodGate.MOST_HELD; i++) {
            packet(1_000 + i, 11 * SECOND + i);
            if (i % (FloodGate.MOST_HELD / 3) == 0) {
                packet(7, 11 * SECOND + i);
                of7++;
            }
        }
        packet(1, 20 * SECOND);
        assertThat(of7).isGreaterThanOrEqualTo(FloodGate.HOT);
        assertThat(passedOf(7) + gate.evicted()).isGreaterThanOrEqualTo(of7);
        assertThat(passedOf(7)).isGreaterThanOrEqualTo(of7 - FloodGate.HOT + 1);
    }

    @Test
    void whatComesLatePassesAndADrainLetsAllOut() {
        begin();
        packet(9, 5 * SECOND);
        assertThat(passedOf(9)).isEqualTo(1);
        packet(10, 12 * SECOND);
        assertThat(passedOf(10)).isZero();
        gate.drain();
        assertThat(passedOf(10)).isEqualTo(1);
        gate.drain();
        assertThat(passedOf(10)).as("once").isEqualTo(1);
    }
}
