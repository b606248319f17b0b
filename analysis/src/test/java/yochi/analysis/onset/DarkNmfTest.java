package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The published detector by its rules; the updates themselves are held in {@link FactorsTest}. */
class DarkNmfTest {
    private static final int GROUP = 40_000;

    /** Sources with a packet in a third of the minutes; {@code together} others only in minutes 12 to 14, to 5555. */
    private static DarkPackets halfHour(int together, boolean oneAddress) {
        SplittableRandom random = new SplittableRandom(9);
        DarkPackets out = new DarkPackets(30);
        for (int network = 0; network < 60; network++) {
            for (int minute = 0; minute < 30; minute++) {
                if (random.nextInt(3) == 0) {
                    out.add(network, 23, random.nextInt(), minute);
                }
            }
        }
        for (int network = GROUP; network < GROUP + together; network++) {
            for (int minute = 12; minute < 15; minute++) {
                for (int i = 0; i < 4; i++) {
                    out.add(network, 5555, oneAddress ? 7 : random.nextInt(), minute);
                }
            }
        }
        return out;
    }

    @Test
    void sourcesThatActTogetherFormAGroupWithTheirPort() {
        List<DarkNmf.Group> groups = new DarkNmf(DarkNmf.Settings.SOURCES).of(halfHour(12, false));
        assertThat(groups).anySatisfy(group -> {
            assertThat(group.members())
                    .containsExactlyElementsOf(
                            IntStream.range(GROUP, GROUP + 12).boxed().toList());
            assertThat(group.services()).containsExactly(new PortUse(5555, 12, 144, false));
            assertThat(group.packets()).isBetween(140.0, 350.0);
        });
        DarkNmf.Group best = groups.stream()
                .filter(group -> group.bases() == 5)
                .max(java.util.Comparator.comparingDouble(DarkNmf.Group::score))
                .orElseThrow();
        assertThat(best.services()).extracting(PortUse::service).containsExactly(5555);
    }

    @Test
    void oneDarkAddressIsTold() {
        assertThat(new DarkNmf(DarkNmf.Settings.SOURCES).of(halfHour(12, true)))
                .anySatisfy(group -> assertThat(group.services()).containsExactly(new PortUse(5555, 12, 144, true)));
    }

    @Test
    void aSourceBeyondTheLimitIsLeftOutAndTheOthersStay() {
        DarkPackets window = halfHour(12, false);
        int before = new DarkNmf(DarkNmf.Settings.SOURCES).of(window).size();
        assertThat(before).isPositive();
        for (int i = 0; i < 61; i++) {
            window.add(50_000, 80, i, 3);
        }
        window.add(50_001, 80, 1, 3);
        List<DarkNmf.Group> after = new DarkNmf(DarkNmf.Settings.SOURCES).of(window);
        assertThat(after).hasSize(before).noneMatch(g -> g.members().contains(50_000) || g.members().contains(50_001));
    }

    @Test
    void theVariantOverPortsNamesPortsAndAllActiveTakesMore() {
        DarkPackets window = halfHour(12, false);
        for (int minute = 12; minute < 15; minute++) {
            for (int i = 0; i < 48; i++) {
                window.add(GROUP, 5556, i, minute);
            }
        }
        assertThat(new DarkNmf(DarkNmf.Settings.PORTS).of(window))
                .anySatisfy(group -> assertThat(group.members()).containsExactly(5555, 5556));
        long some = new DarkNmf(DarkNmf.Settings.SOURCES)
                .of(window).stream().mapToLong(g -> g.members().size()).sum();
        long all = new DarkNmf(DarkNmf.Settings.ALL_ACTIVE)
                .of(window).stream().mapToLong(g -> g.members().size()).sum();
        assertThat(all).isGreaterThan(some);
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertThat(new DarkNmf(DarkNmf.Settings.SOURCES).of(new DarkPackets(30))).isEmpty();
    }
}
