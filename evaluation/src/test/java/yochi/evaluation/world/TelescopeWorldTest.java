package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One darknet packet by packet: same seed, same packets; the truth is in them. */
class TelescopeWorldTest {
    private static final TelescopeParameters DAY =
            WorldParameters.committed().telescope().withDays(1);

    private static Set<Integer> sources(TelescopeWindow w) {
        Set<Integer> out = new HashSet<>();
        Arrays.stream(w.sources()).forEach(out::add);
        return out;
    }

    @Test
    void theSameSeedGivesTheSamePacketsInAnyOrderOfAsking() {
        TelescopeWorld one = TelescopeWorld.of(DAY, List.of(), 0, 0, 9);
        TelescopeWorld two = TelescopeWorld.of(DAY, List.of(), 0, 0, 9);
        two.window(20);
        assertThat(one.window(10)).usingRecursiveComparison().isEqualTo(two.window(10));
        assertThat(one.window(10).sources())
                .isNotEqualTo(TelescopeWorld.of(DAY, List.of(), 0, 0, 10).window(10).sources());
    }

    @Test
    void aboutAThousandSourcesAreActiveInAWindow() {
        TelescopeWorld world = TelescopeWorld.of(DAY.calm(), List.of(), 0, 0, 9);
        double sum = 0;
        for (int w = 0; w < 20; w++) {
            sum += sources(world.window(w)).size();
        }
        assertThat(sum / 20).isBetween(930.0, 1070.0);
    }

    @Test
    void packetsComeInOrderWithinTheirWindow() {
        TelescopeWindow w = TelescopeWorld.of(DAY, List.of(), 0, 0, 9).window(17);
        assertThat(w.packets()).isGreaterThan(5_000).isLessThan(60_000);
        assertThat(w.millis()).isSorted();
        assertThat(w.millis()[0]).isNotNegative();
        assertThat(w.millis()[w.packets() - 1]).isLessThan(TelescopeWorld.WINDOW_MILLIS);
    }

    @Test
    void anOutbreakAddsItsMembersToItsWindowsAndNothingElse() {
        for (OutbreakKind kind : OutbreakKind.values()) {
            WantedOutbreak wanted = new WantedOutbreak(kind, 0.1, 120, List.of(23, 5555), 2, 1);
            TelescopeWorld with = TelescopeWorld.of(DAY, List.of(wanted), 30, 3, 9);
            TelescopeWorld without = TelescopeWorld.of(DAY, List.of(), 0, 0, 9);
            Outbreak truth = with.outbreaks().getFirst();
            assertThat(truth.membersPerWindow()).containsExactly(100, 100);
            for (int w = 25; w < 40; w++) {
                TelescopeWindow a = with.window(w);
                TelescopeWindow b = without.window(w);
                if (!truth.acts(w) && !truth.acts(w - 1)) {
                    assertThat(a).usingRecursiveComparison().isEqualTo(b);
                }
                Set<Integer> more = sources(a);
                more.removeAll(sources(b));
                assertThat(truth.members()).containsAll(more);
                if (truth.acts(w)) {
                    assertThat(more.size()).isGreaterThan(kind == OutbreakKind.SINGLE ? 99 : 85);
                }
            }
        }
    }

    @Test
    void membersOfASinglePacketOutbreakComeWithinTheJitter() {
        WantedOutbreak wanted = new WantedOutbreak(OutbreakKind.SINGLE, 0.1, 120, List.of(7547), 1, 1);
        TelescopeWorld world = TelescopeWorld.of(DAY.calm(), List.of(wanted), 30, 3, 9);
        Outbreak truth = world.outbreaks().getFirst();
        TelescopeWindow w = world.window(30);
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (int i = 0; i < w.packets(); i++) {
            if (truth.members().contains(w.sources()[i])) {
                assertThat(w.ports()[i]).isEqualTo(7547);
                first = Math.min(first, w.millis()[i]);
                last = Math.max(last, w.millis()[i]);
            }
        }
        assertThat((last - first) / 1000.0).isLessThanOrEqualTo(truth.jitterSeconds());
        assertThat(truth.jitterSeconds()).isBetween(0.0, 120.0);
    }

    @Test
    void aGrowingOutbreakGrows() {
        WantedOutbreak wanted = new WantedOutbreak(OutbreakKind.PERIODIC, 0.02, 30, List.of(), 288, 3);
        TelescopeWorld world = TelescopeWorld.of(DAY.withDays(3), List.of(wanted), 100, 3, 9);
        List<Integer> members = world.outbreaks().getFirst().membersPerWindow();
        assertThat(members.getFirst()).isEqualTo(20);
        assertThat(members.get(144)).isEqualTo(60);
        assertThat(world.outbreaks().getFirst().members().size()).isGreaterThan(members.getLast());
    }

    @Test
    void anOutageSwallowsPacketsAndIsTold() {
        TelescopeWorld world = TelescopeWorld.of(
                WorldParameters.committed().telescope().withDays(9), List.of(), 0, 0, 4);
        int told = 0;
        for (int w = 0; w < world.windows(); w += 1) {
            TelescopeWindow window = world.window(w);
            for (int i = 0; i < window.downFrom().length; i++) {
                told++;
                int from = window.downFrom()[i];
                int until = window.downUntil()[i];
                assertThat(Arrays.stream(window.millis()).noneMatch(m -> m > from && m < until))
                        .isTrue();
                assertThat(window.gap(from / 50_000, 12)).isTrue();
            }
        }
        assertThat(told).isPositive();
    }

    @Test
    void aPlanThatDoesNotFitIsRefusedWithWhatToDo() {
        List<WantedOutbreak> many = java.util.Collections.nCopies(30, WantedOutbreak.once(OutbreakKind.BURST, 0.1));
        assertThatThrownBy(() -> TelescopeWorld.of(DAY, many, 60, 5, 1))
                .hasMessageContaining("need 240 windows, the world has 144; take withDays(2)");
        assertThatThrownBy(() -> WantedOutbreak.once(OutbreakKind.BURST, -1)).hasMessageContaining("share");
        assertThatThrownBy(() -> DAY.withDays(0)).hasMessageContaining("days must lie between 1 and 90");
        assertThatThrownBy(() -> TelescopeWorld.of(DAY, List.of(), 0, 0, 1).window(144))
                .hasMessageContaining("no window 144");
    }
}
