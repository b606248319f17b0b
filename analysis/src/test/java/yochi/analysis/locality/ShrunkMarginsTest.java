package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-13: quotients by the margins alone, shrunk")
class ShrunkMarginsTest {
    private static double[][] counts() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] out = new double[10][20];
        for (int r = 0; r < 10; r++) {
            for (int c = 0; c < 20; c++) {
                out[r][c] = new NegativeBinomial(8.0 * (1 + r) * (1 + c % 4), 1.1).draw(random);
            }
        }
        for (int k = 0; k < 5; k++) {
            out[2 * k][3 * k] *= 6;
        }
        return out;
    }

    @Test
    void whatIsFarAboveTheMarginsStandsOutAndAHandfulDoesNot() {
        double[][] counts = counts();
        ShrunkMargins learnt = ShrunkMargins.learnt(counts);
        counts[1][1] = 25;
        double[][] lower = learnt.lower5(counts);
        assertThat(lower[4][6]).isGreaterThan(2);
        assertThat(lower[1][1]).isLessThan(2);
        double most = 0;
        for (int r = 0; r < 10; r++) {
            for (int c = 0; c < 20; c++) {
                boolean planted = r % 2 == 0 && c == 3 * r / 2;
                most = planted ? most : Math.max(most, lower[r][c]);
            }
        }
        assertThat(most).isLessThan(lower[4][6]);
    }
}
