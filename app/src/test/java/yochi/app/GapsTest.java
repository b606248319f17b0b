package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Uptime;
import yochi.node.summary.ClosedWindow;

@DisplayName("K-9: what a sensor did not watch is told, however long it was")
class GapsTest {
    private static final Country SG = new Country("SG");
    private static final int HOUR = 3600;

    private final Gaps gaps = new Gaps(Duration.ofHours(4));

    /** An hour of four epochs, each watched to that share. */
    private static ClosedWindow window(long hour, boolean late, double share, String why) {
        List<Uptime> uptime = new ArrayList<>();
        for (int quarter = 0; quarter < 4; quarter++) {
            Epoch epoch = new Epoch(hour * HOUR + quarter * 900L, 900);
            uptime.add(new Uptime("s1", epoch, share, 1, why));
        }
        return new ClosedWindow(
                Epoch.containing(hour * HOUR, HOUR), late, List.of(), uptime, Map.of(), List.of());
    }

    private static Instant hour(long hour) {
        return Instant.ofEpochSecond(hour * HOUR);
    }

    @Test
    void epochsThatFollowEachOtherAreOneStretch() {
        gaps.add(SG, window(0, false, 1, ""));
        gaps.add(SG, window(1, false, 0.5, "down"));
        gaps.add(SG, window(2, false, 0, "down"));
        gaps.add(SG, window(1, true, 0.1, "down"));
        gaps.add(SG, window(3, false, 1, ""));
        assertThat(gaps.told())
                .containsExactly(new Gaps.Stretch("s1", hour(1), hour(3), 8, 0.25, "down", ""));
    }

    @Test
    void windowsThatALeapOfTheClockLeftOutAreToldAndShortSilenceIsNot() {
        gaps.add(SG, window(0, false, 1, ""));
        gaps.add(SG, window(4, false, 1, ""));
        gaps.add(SG, window(50_000, false, 1, ""));
        assertThat(gaps.told()).singleElement().satisfies(s -> {
            assertThat(s.from()).isEqualTo(hour(5));
            assertThat(s.until()).isEqualTo(hour(50_000));
            assertThat(s.epochs()).isEqualTo(4 * 49_995L);
            assertThat(s.watched()).isZero();
        });
    }

    @Test
    void windowsThatComeInAnotherOrderGiveTheSameStretches() {
        gaps.add(SG, window(3, false, 0, "down"));
        gaps.add(SG, window(1, false, 0, "down"));
        gaps.add(SG, window(2, false, 0, "down"));
        assertThat(gaps.told()).containsExactly(new Gaps.Stretch("s1", hour(1), hour(4), 12, 0, "down", ""));
    }
}
