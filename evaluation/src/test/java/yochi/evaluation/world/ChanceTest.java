package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws have the moments of their distributions. */
class ChanceTest {
    private static final int N = 40_000;

    private static double[] moments(ToDoubleFunction<Chance> draw) {
        Chance chance = Chance.of(1, "test");
        double[] x = new double[N];
        Arrays.setAll(x, i -> draw.applyAsDouble(chance));
        double mean = Arrays.stream(x).average().orElse(0);
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / N;
        return new double[] {mean, variance};
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.7, 5, 29.9, 30, 45, 400, 1e5})
    void poissonHasMeanAndVarianceAlikeOnBothMethods(double mean) {
        double[] m = moments(c -> c.poisson(mean));
        assertThat(m[0]).isCloseTo(mean, within(5 * Math.sqrt(mean / N)));
        assertThat(m[1]).isCloseTo(mean, within(5 * mean * Math.sqrt((2 + 1 / mean) / N)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.5, 1, 3})
    void scatterHasMeanOneAndTheVarianceAskedFor(double variance) {
        double[] m = moments(c -> c.scatter(variance));
        assertThat(m[0]).isCloseTo(1, within(5 * Math.sqrt(variance / N)));
        assertThat(m[1]).isCloseTo(variance, within(5 * variance * Math.sqrt((2 + 6 * variance) / N)));
    }

    @Test
    void noMeanGivesNothing() {
        Chance chance = Chance.of(1, "test");
        assertThat(chance.poisson(0)).isZero();
        assertThat(chance.poisson(Double.NaN)).isZero();
    }

    @Test
    void aStreamIsItsPurposeAndNumbersAndNothingElse() {
        assertThat(Chance.of(1, "a", 2, 3).any()).isEqualTo(Chance.of(1, "a", 2, 3).any());
        assertThat(Chance.of(1, "a", 2, 3).any()).isNotEqualTo(Chance.of(1, "a", 3, 2).any());
        assertThat(Chance.of(1, "a").any()).isNotEqualTo(Chance.of(1, "b").any());
        assertThat(Chance.of(1, "a").any()).isNotEqualTo(Chance.of(2, "a").any());
    }

    @Test
    void onlyForgersSendFromSpecialPurposeBlocks() throws UnknownHostException {
        Chance chance = Chance.of(1, "test");
        int forged = 0;
        for (int i = 0; i < N; i++) {
            assertThat(special(chance.sender())).isFalse();
            forged += special(chance.address()) ? 1 : 0;
        }
        assertThat((double) forged / N).isCloseTo(35.3 / 256, within(5 * Math.sqrt(0.12 / N)));
    }

    private static boolean special(int address) throws UnknownHostException {
        InetAddress a = InetAddress.getByAddress(
                ByteBuffer.allocate(Integer.BYTES).putInt(address).array());
        int first = address >>> 24;
        return a.isSiteLocalAddress()
                || a.isLoopbackAddress()
                || a.isLinkLocalAddress()
                || a.isMulticastAddress()
                || first == 0
                || first >= 240
                || (first == 100 && (address >>> 22 & 3) == 1);
    }

    @Test
    void distinctNumbersAreDistinctAndBelowTheBound() {
        int[] drawn = Chance.of(1, "test").distinct(50, 60);
        assertThat(Arrays.stream(drawn).distinct().count()).isEqualTo(50);
        assertThat(Arrays.stream(drawn)).allMatch(x -> x >= 0 && x < 60);
    }
}
