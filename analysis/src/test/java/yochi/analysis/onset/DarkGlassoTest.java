package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published detector: its ladder, its alarm in closed form, its defects left out. */
class DarkGlassoTest {
    private static final DarkGlasso.Settings DAY =
            new DarkGlasso.Settings(12, 60, 40, 20, 0.98, GraphicalLasso.usual());

    /** Sources with one packet each, in any slot; {@code together} further ones send to 2323 in three slots. */
    private static DarkPackets window(long seed, int alone, int together) {
        SplittableRandom random = new SplittableRandom(seed);
        DarkPackets out = new DarkPackets(12);
        for (int network = 0; network < alone; network++) {
            out.add(network, 23, random.nextInt(), random.nextInt(12));
        }
        for (int network = 0; network < together; network++) {
            for (int slot = 4; slot < 7; slot++) {
                out.add(1_000 + network, 2323, random.nextInt(), slot);
            }
        }
        return out;
    }

    private static double variance(double[] x, int n) {
        double mean = Arrays.stream(x, 0, n).average().orElseThrow();
        return Arrays.stream(x, 0, n).map(v -> (v - mean) * (v - mean)).sum() / n;
    }

    @ParameterizedTest
    @CsvSource({"432, 0.98, 3.098", "432, 0.995, 1.7742", "144, 0.98, 1.9579"})
    void theAlarmIsAClipOfSoManyStandardDeviations(int n, double theta, double z) {
        assertThat(VarianceClip.bar(n, theta)).isCloseTo(z, within(5e-4));
    }

    @Test
    void theClipRemovesWhatTheRatioOfVariancesRemoves() {
        SplittableRandom random = new SplittableRandom(3);
        int removed = 0;
        for (int run = 0; run < 200; run++) {
            double[] x = random.doubles(40).map(u -> -Math.log(u)).sorted().toArray();
            int n = x.length;
            while (n > 2 && variance(x, n - 1) / variance(x, n) <= 0.9) {
                n--;
            }
            assertThat(VarianceClip.kept(x, 0.9)).isEqualTo(n);
            removed += x.length - n;
        }
        assertThat(removed).isGreaterThan(100);
        assertThat(VarianceClip.kept(new double[] {1, 1, 1, 1}, 0.9)).isEqualTo(4);
    }

    /** Two sources alike, k slots of one packet or one slot of c: an edge up to the ladder's rung, none above. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 2, 3", "1, 3, 5", "2, 1, 4", "3, 1, 6", "1, 5, 6"})
    void coincidenceClimbsTheLadderOfPenalties(int slots, int packets, int rungs) {
        DarkPackets window = new DarkPackets(12);
        for (int network = 1; network <= 2; network++) {
            for (int i = 0; i < slots * packets; i++) {
                window.add(network, 23, i, i % slots);
            }
        }
        DarkGlasso.Verdict verdict = new DarkGlasso(DAY, 1).add(window);
        assertThat(verdict.levels().stream().filter(l -> l.edges() == 1).count()).isEqualTo(rungs);
        assertThat(verdict.levels().stream().limit(rungs).allMatch(l -> l.edges() == 1)).isTrue();
        assertThat(verdict.levels().getFirst().density()).isEqualTo(0.5);
    }

    @Test
    void aGroupThatActsTogetherIsAlarmedWithItsPortAndForgotten() {
        DarkGlasso detector = new DarkGlasso(DAY, 1);
        long early = 0;
        for (int i = 0; i < 30; i++) {
            early += detector.add(window(i, 40, 0)).alarm() && i < 19 ? 1 : 0;
        }
        assertThat(early).isZero();
        for (int again = 0; again < 2; again++) {
            DarkGlasso.Verdict verdict = detector.add(window(100, 30, 20));
            assertThat(verdict.levels().getLast().alarm()).isTrue();
            assertThat(verdict.levels().getLast().edges()).isGreaterThanOrEqualTo(190);
            assertThat(verdict.ports())
                    .extracting(DarkGlasso.Port::level, p -> p.use().service(), p -> p.use().networks())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1, 23, 30),
                            org.assertj.core.groups.Tuple.tuple(1, 2323, 20));
        }
    }

    @Test
    void theSampleOfManySourcesIsTheSameEveryTime() {
        DarkGlasso.Verdict one = new DarkGlasso(DAY, 7).add(window(1, 500, 20));
        assertThat(new DarkGlasso(DAY, 7).add(window(1, 500, 20))).isEqualTo(one);
        assertThat(new DarkGlasso(DAY, 8).add(window(1, 500, 20))).isNotEqualTo(one);
        assertThat(one.networks()).isEqualTo(520);
        assertThat(one.compared()).isEqualTo(60);
    }

    @Test
    void anEmptyWindowAndOneSourceSayNothing() {
        DarkGlasso detector = new DarkGlasso(DAY, 1);
        assertThat(detector.add(new DarkPackets(12)).levels()).allMatch(l -> l.density() == 0 && !l.alarm());
        assertThat(detector.add(window(1, 1, 0)).networks()).isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            assertThat(detector.add(new DarkPackets(12)).alarm()).isFalse();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> detector.add(new DarkPackets(10)));
    }

    @Test
    void oneDarkAddressThatTakesMostIsALevelOfItsOwn() {
        DarkPackets window = new DarkPackets(12);
        for (int network = 0; network < 30; network++) {
            window.add(network, 80, 1, 0);
            window.add(network, 81, network, 0);
            window.add(network, 82, network < 20 ? 1 : network, 0);
        }
        window.add(0, 80, 2, 0);
        int[] all = java.util.stream.IntStream.range(0, 30).toArray();
        assertThat(new PortIndex(window).of(all))
                .containsExactly(
                        new PortUse(80, 30, 31, true), new PortUse(81, 30, 30, false), new PortUse(82, 30, 30, false));
        assertThat(new PortIndex(window).of(new int[] {3}))
                .containsExactly(new PortUse(80, 1, 1, true), new PortUse(81, 1, 1, true), new PortUse(82, 1, 1, true));
    }
}
