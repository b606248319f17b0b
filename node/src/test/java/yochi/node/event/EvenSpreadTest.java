package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A-2, K-7: a row that claims any number of packets over any time costs a bounded number of steps")
class EvenSpreadTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_003L * SECOND;

    private record Step(int slot, long first, long last, int packets) {}

    private static List<Step> steps(long from, long to, int n) {
        List<Step> out = new ArrayList<>();
        long left = EvenSpread.of(from, to, n, (slot, first, last, packets) ->
                out.add(new Step(slot, first, last, packets)));
        assertThat(out.stream().mapToLong(Step::packets).sum() + left).isEqualTo(n);
        return out;
    }

    /** Seconds, packets, most steps: packet by packet each of them took ten thousand. */
    @ParameterizedTest
    @CsvSource({
        "0, 2147483647, 1",
        "60, 2147483647, 7",
        "60, 20000, 7",
        "3600, 2147483647, 361",
        "86400, 2147483647, 361",
        "315360000, 2147483647, 361",
        "3600, 5, 5",
    })
    void stepsAreSlotsAndNotPackets(long seconds, int n, int most) {
        assertThat(steps(START, START + seconds * SECOND, n)).isNotEmpty().hasSizeLessThanOrEqualTo(most);
    }

    @Test
    void itIsWhatOnePacketAfterTheOtherWouldGive() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            int n = 1 + random.nextInt(300);
            long length = (1 + random.nextInt(3600)) * (random.nextBoolean() ? SECOND : SECOND / 7);
            TreeMap<Integer, Step> expected = new TreeMap<>();
            for (int i = 0; i < n; i++) {
                long at = START + (long) ((double) length * i / Math.max(1, n - 1));
                expected.merge(Slot.of(at), new Step(Slot.of(at), at, at, 1), (a, b) ->
                        new Step(a.slot(), a.first(), b.last(), a.packets() + 1));
            }
            assertThat(steps(START, START + length, n)).containsExactlyElementsOf(expected.values());
        }
    }

    @Test
    void aRowOfMoreThanAnHourIsTakenForItsFirstHourAndTheRestIsTold() {
        List<Long> left = new ArrayList<>();
        long whole = 2 * 3600;
        left.add(EvenSpread.of(0, whole * SECOND, (int) whole + 1, (slot, first, last, n) -> {}));
        assertThat(left).containsExactly(whole + 1 - 3610);
    }

    @Test
    void aRowThatEndsBeforeItBeginsIsOneMoment() {
        assertThat(steps(START, START - 5 * SECOND, 9))
                .containsExactly(new Step(Slot.of(START), START, START, 9));
        assertThat(steps(START, START + SECOND, 0)).isEmpty();
    }
}
