package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransferEntropyTest {
    /** Oracle: 1 - H(0.1) bit when the follower copies the leader's last state and errs once in ten (algorithms §9). */
    @Test
    void aCopyThatErrsOnceInTenTellsTheOracleBits() {
        long n = 1_000_000_000_000L;
        long[] table = new long[8];
        for (int s = 0; s < 8; s++) {
            boolean copied = (s >> 2) == (s & 1);
            table[s] = copied ? 9 * n : n;
        }
        assertThat(TransferEntropy.bits(table)).isCloseTo(0.5310044064, within(1e-9));
    }

    @Test
    void aLongSampleComesNearTheOracleAndTheOtherDirectionNearNothing() {
        SplittableRandom random = new SplittableRandom(5);
        boolean[] x = new boolean[50_000];
        boolean[] y = new boolean[x.length];
        boolean[] known = new boolean[x.length];
        Arrays.fill(known, true);
        for (int t = 0; t < x.length; t++) {
            x[t] = random.nextBoolean();
            y[t] = t > 0 && x[t - 1] != random.nextDouble() < 0.1;
        }
        assertThat(TransferEntropy.bits(x, y, known, 1)).isCloseTo(0.531, within(0.01));
        assertThat(TransferEntropy.bits(y, x, known, 1)).isCloseTo(0, within(0.001));
    }

    @Test
    void nothingKnownIsNoBits() {
        assertThat(TransferEntropy.bits(new long[8])).isZero();
        assertThat(TransferEntropy.bits(new boolean[5], new boolean[5], new boolean[5], 1)).isZero();
    }
}
