package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A-4, K-9. */
class UsualTest {
    private static final List<Integer> ALL = List.of(0, 1, 2, 3);

    /** Class 0 told always, 1 by one region of two only, 2 on three days of five, 3 by none. */
    private static boolean[][][] told() {
        boolean[][][] told = new boolean[2][5][4];
        for (int t = 0; t < 5; t++) {
            told[0][t][0] = true;
            told[1][t][0] = true;
            told[1][t][1] = true;
            told[0][t][2] = t < 3;
            told[1][t][2] = t < 3;
        }
        return told;
    }

    private static boolean[][] able() {
        boolean[][] able = new boolean[2][4];
        for (boolean[] region : able) {
            Arrays.fill(region, true);
        }
        return able;
    }

    @Test
    void whatHalfOfTheRegionsTellNearlyAlwaysStandsAloneAndTheOthersTogether() {
        Usual usual = new Usual(told(), able(), new double[] {1, 1});
        assertThat(usual.together(ALL)).containsExactly(0, 1, 2, 2);
    }

    @Test
    void aTestTakesAloneOnlyWhatBothAlwaysTell() {
        Usual usual = new Usual(told(), able(), new double[] {1, 1});
        assertThat(usual.together(ALL, 0, 1)).containsExactly(0, 1, 1, 1);
    }

    @Test
    void aRegionCountsByItsWeightAndOneThatCannotCountAServiceNotAtAll() {
        assertThat(new Usual(told(), able(), new double[] {1, .5}).together(ALL)).containsExactly(0, 1, 1, 1);
        boolean[][] able = able();
        able[0][1] = false;
        assertThat(new Usual(told(), able, new double[] {1, .5}).together(ALL)).containsExactly(0, 1, 2, 2);
    }

    @Test
    void aDayOnWhichARegionToldNothingIsNoDayWithoutTheService() {
        boolean[][][] told = told();
        told[0][4] = new boolean[4];
        assertThat(new Usual(told, able(), new double[] {1, 1}).together(ALL, 0, 1)).containsExactly(0, 1, 1, 1);
    }
}
