package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.node.observation.Sensor;

@DisplayName("K-7: memory does not grow with the length of the input, and what is told stays true")
class MemoryBoundTest {
    private static final SummarySettings SETTINGS =
            SummarySettings.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ZERO, false);
    private static final List<Sensor> SENSORS = Traffic.sensors(2);

    @Test
    void windowsTakenOutEarlyAreThoseOfTheWholeInput() {
        List<Traffic.Sent> packets = new ArrayList<>(Traffic.packets(4, 20_000, 2, 6));
        packets.sort(Comparator.comparingLong(Traffic.Sent::nanos));
        Summariser whole = new Summariser(SETTINGS, SENSORS, Places.none());
        Traffic.feed(packets, SENSORS, whole);
        List<ClosedWindow> early = new ArrayList<>();
        long[] heaviest = {0};
        Summariser relieved = new Summariser(SETTINGS, SENSORS, Places.none());
        relieved.whenHeavier(100_000, () -> {
            heaviest[0] = Math.max(heaviest[0], relieved.bytes());
            early.addAll(relieved.closed(relieved.latest().orElseThrow()));
        });
        Traffic.feed(packets, SENSORS, relieved);
        long left = relieved.epochs().size();
        assertThat(left).isLessThan(60);
        early.addAll(relieved.close());
        assertThat(early).noneMatch(ClosedWindow::late);
        assertThat(pairs(early)).isEqualTo(pairs(whole.close()));
        assertThat(heaviest[0]).isLessThan(2_000_000);
    }

    private static Map<String, Integer> pairs(List<ClosedWindow> windows) {
        Map<String, Integer> out = new TreeMap<>();
        windows.forEach(w -> w.epochs().forEach(e -> out.put(
                w.window() + " " + e.epoch(), 1000 * e.counted().pairs() + e.counted().cells())));
        return out;
    }

    @Test
    void distinctAddressesAreExactUntilTheRoomIsFullAndThenWithinTheStatedError() {
        DistinctAddresses.Room room = new DistinctAddresses.Room(5000);
        DistinctAddresses large = new DistinctAddresses(room);
        DistinctAddresses small = new DistinctAddresses(room);
        for (int i = 0; i < 100; i++) {
            small.add(i % 40);
        }
        for (int i = 0; i < 5000; i++) {
            large.add(7L * i);
        }
        assertThat(large.size()).isEqualTo(5000);
        assertThat(room.full()).isTrue();
        large.shrink();
        small.shrink();
        assertThat(room.full()).isFalse();
        assertThat(room.estimates()).isTrue();
        assertThat(small.size()).as("small rows stay exact").isEqualTo(40);
        for (int n : new int[] {5000, 50_000, 400_000}) {
            for (int i = 0; i < n; i++) {
                large.add(7L * i);
            }
            assertThat((double) large.size()).isCloseTo(n, within(3.5 * n * DistinctAddresses.ERROR));
        }
    }

    @Test
    void pairsBeyondTheBoundOfAllEpochsTogetherAreNotKept() {
        SummarySettings tight = new SummarySettings(
                Duration.ofMinutes(1), Duration.ofHours(10), Duration.ZERO, Duration.ofHours(4), false, 3000);
        Summariser summariser = new Summariser(tight, SENSORS, Places.none());
        List<Traffic.Sent> packets = new ArrayList<>(Traffic.packets(4, 20_000, 2, 6));
        packets.sort(Comparator.comparingLong(Traffic.Sent::nanos));
        Traffic.feed(packets, SENSORS, summariser);
        long kept = summariser.epochs().stream().mapToLong(e -> e.counted().pairs()).sum();
        assertThat(kept).isLessThanOrEqualTo(3000);
        assertThat(summariser.epochs().getLast().counted().unkept(0)).isPositive();
    }
}
