package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected numbers: the same updates in numpy, WH formed whole at every step. */
class FactorsTest {
    /** 24 sources in 30 minutes, whole numbers by rule; six of them together in four minutes. */
    private static int[][] counts() {
        int[][] columns = new int[24][30];
        for (int j = 0; j < 24; j++) {
            for (int i = 0; i < 30; i++) {
                columns[j][i] = (i + j) % 3 == 0
                        ? (7 * i * i + 13 * j * j + 5 * i * j) % 11
                        : (i * j) % 7 == 3 ? 1 : 0;
                columns[j][i] += j < 6 && i >= 10 && i < 14 ? 9 : 0;
            }
        }
        return columns;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 7229.559267079168, 2.6263376406761325, 8.021868473973969, 0.9948594800397086, 98.53167418629417",
        "2, 37, 4778.944223342485, 6.4600712617038045, 8.893785036675334, 1.5385331075612056, 96.15778440605293",
        "4, 68, 1628.3063851405484, 5.589424531046868, 9.099748842322004, 0.15092661605995744, 80.12073599780945"
    })
    void theProductIsThatOfTheReference(
            int rank, int iterations, double error, double first, double middle, double last, double packets) {
        int[][] v = counts();
        Factors factors = new Factors(v, new Factors.Start(v, 10), rank);
        factors.run(3_000, 1e-5);
        assertThat(factors.iterations()).isEqualTo(iterations);
        assertThat(factors.error()).isCloseTo(error, within(1e-6 * error));
        assertThat(factors.fitted(0, 0)).isCloseTo(first, within(1e-6));
        assertThat(factors.fitted(11, 2)).isCloseTo(middle, within(1e-6));
        assertThat(factors.fitted(29, 23)).isCloseTo(last, within(1e-6));
        double sum = 0;
        for (int k = 0; k < rank; k++) {
            sum += factors.packets(k, 2);
        }
        assertThat(sum).isCloseTo(packets, within(1e-6 * packets));
    }

    @Test
    void theErrorNeverRises() {
        int[][] v = counts();
        Factors factors = new Factors(v, new Factors.Start(v, 10), 5);
        double before = Double.POSITIVE_INFINITY;
        for (int step = 1; step <= 120; step++) {
            factors.run(step, 0);
            assertThat(factors.error()).isLessThanOrEqualTo(before * (1 + 1e-12));
            before = factors.error();
        }
    }

    @Test
    void ranksThatAreNotThereAreNotTried() {
        int[][] twice = {{1, 2, 0}, {2, 4, 0}, {0, 0, 3}};
        assertThat(new Factors.Start(twice, 10).rank()).isEqualTo(2);
    }
}
