package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Algorithms §2.4: which ports make the peak. */
class PortShareTest {
    /** R: fisher.test(matrix(c(30, 20, 70, 880), 2), alternative = "greater") is 1.3217037e-19 (algorithms §9). */
    @Test
    void theOneSidedTestIsFishers() {
        assertThat(Hypergeometric.atLeast(30, 100, 50, 1000)).isCloseTo(1.3217037e-19, within(1e-25));
        assertThat(Hypergeometric.atLeast(0, 10, 5, 20)).isEqualTo(1);
        assertThat(Hypergeometric.atLeast(6, 10, 5, 20)).isZero();
        // C(5,2) C(15,8) / C(20,10) and the terms above, by hand: 64350+64350·... over 184756.
        double sum = (10.0 * 6435 + 10.0 * 6435 + 5.0 * 5005 + 3003) / 184756;
        assertThat(Hypergeometric.atLeast(2, 10, 5, 20)).isCloseTo(sum, within(1e-12));
    }

    private static SourceMatrix matrix(int sources, int bots, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SourceMatrix matrix = new SourceMatrix(12);
        for (int source = 0; source < sources; source++) {
            matrix.add(source, 1000 + random.nextInt(20), random.nextInt(12));
        }
        for (int bot = 0; bot < bots; bot++) {
            matrix.add(1_000_000 + bot, 1003, 7);
        }
        return matrix;
    }

    @Test
    void thePortThatTheSlotsSourcesShareComesFirstWithItsOdds() {
        List<PortShare> shares = PortShare.of(matrix(2_000, 60, 1), 7, 5);
        PortShare first = shares.getFirst();
        assertThat(first.service()).isEqualTo(1003);
        assertThat(first.inSlot()).isBetween(61, 80);
        assertThat(first.oddsRatio()).isGreaterThan(5);
        assertThat(first.qValue()).isLessThan(1e-10);
        assertThat(shares.get(1).qValue()).isGreaterThan(0.01);
    }

    /** 2,000 sets: half the sources draw the port at random, so that the table has no steps to speak of. */
    @Test
    void withoutAnyGroupThePortsPValueIsBelowFivePercentInFiveOfAHundred() {
        int rejected = 0;
        int told = 0;
        SplittableRandom random = new SplittableRandom(3);
        for (int set = 0; set < 2_000; set++) {
            SourceMatrix matrix = new SourceMatrix(12);
            for (int source = 0; source < 4_000; source++) {
                matrix.add(source, random.nextInt(2), random.nextInt(2));
            }
            List<PortShare> shares = PortShare.of(matrix, 0, 5);
            rejected += shares.stream().anyMatch(s -> s.service() == 0 && s.pValue() <= 0.05) ? 1 : 0;
            told += shares.stream().anyMatch(s -> s.qValue() <= 0.01) ? 1 : 0;
        }
        assertThat(rejected / 2000.0).isBetween(0.04, 0.06);
        assertThat(told / 2000.0).isLessThan(0.025);
    }

    @Test
    void anEmptyWindowHasNoPort() {
        assertThat(PortShare.of(new SourceMatrix(12), 0, 5)).isEmpty();
    }
}
