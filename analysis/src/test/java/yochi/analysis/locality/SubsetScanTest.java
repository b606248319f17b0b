package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A-13: the most elevated subset of regions is found exactly")
class SubsetScanTest {
    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    /** N of 1 to 12; small whole numbers make many ties, and some regions are missing or expect nothing. */
    @ParameterizedTest
    @MethodSource("seeds")
    void itEqualsTheBestOfAllSubsets(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(12);
        double[] count = new double[n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            boolean whole = seed % 2 == 0;
            count[i] = whole ? random.nextInt(12) : 40 * random.nextDouble();
            expected[i] = whole ? 1 + random.nextInt(5) : 1e-3 + 20 * random.nextDouble();
            if (random.nextInt(15) == 0) {
                count[i] = Double.NaN;
            } else if (random.nextInt(15) == 0) {
                expected[i] = 0;
            }
        }
        double best = 0;
        for (int subset = 1; subset < 1 << n; subset++) {
            double c = 0;
            double b = 0;
            for (int i = 0; i < n; i++) {
                if ((subset >> i & 1) == 1 && !Double.isNaN(count[i]) && expected[i] > 0) {
                    c += count[i];
                    b += expected[i];
                }
            }
            best = Math.max(best, c > b && b > 0 ? c * Math.log(c / b) + b - c : 0);
        }
        SubsetScan.Elevated found = SubsetScan.most(count, expected);
        assertThat(found.score()).isCloseTo(best, within(1e-9 * (1 + best)));
        double c = IntStream.of(found.regions()).mapToDouble(i -> count[i]).sum();
        double b = IntStream.of(found.regions()).mapToDouble(i -> expected[i]).sum();
        assertThat(c).isCloseTo(found.count(), within(1e-9));
        assertThat(b).isCloseTo(found.expected(), within(1e-9));
        assertThat(SubsetScan.score(c, b)).isCloseTo(best, within(1e-9 * (1 + best)));
    }

    /** Up to forty regions, which are put in order in two ways. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theScoreAloneIsThatOfTheSubset(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(40);
        double[] count = new double[n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            count[i] = seed % 2 == 0 ? random.nextInt(12) : 40 * random.nextDouble();
            expected[i] = random.nextInt(15) == 0 ? 0 : 1 + (seed % 2 == 0 ? random.nextInt(5) : random.nextDouble());
        }
        assertThat(SubsetScan.highest(count, expected, new int[n], new double[n]))
                .isEqualTo(SubsetScan.most(count, expected).score());
    }

    /** The same for a subset held against the others. */
    @ParameterizedTest
    @MethodSource("seeds")
    void againstTheOthersItEqualsTheBestOfAllSubsetsToo(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(12);
        double[] count = new double[n];
        double[] expected = new double[n];
        double total = 0;
        double due = 0;
        for (int i = 0; i < n; i++) {
            count[i] = seed % 2 == 0 ? random.nextInt(9) : 40 * random.nextDouble();
            expected[i] = seed % 2 == 0 ? 1 + random.nextInt(5) : 1e-3 + 20 * random.nextDouble();
            total += count[i];
            due += expected[i];
        }
        double best = 0;
        for (int subset = 1; subset < 1 << n; subset++) {
            double c = 0;
            double b = 0;
            for (int i = 0; i < n; i++) {
                c += (subset >> i & 1) == 1 ? count[i] : 0;
                b += (subset >> i & 1) == 1 ? expected[i] * total / due : 0;
            }
            double inside = c > b * (1 + 1e-12) ? c * Math.log(c / b) : 0;
            double rest = total - c;
            best = Math.max(best, inside == 0 ? 0 : inside + (rest < 1e-9 ? 0 : rest * Math.log(rest / (total - b))));
        }
        assertThat(SubsetScan.mostAmong(count, expected).score()).isCloseTo(best, within(1e-8 * (1 + best)));
    }

    @Test
    void kulldorffsFormEqualsTheOracle() {
        assertThat(SubsetScan.populationScore(25, 10, 200)).isCloseTo(8.5156011054, within(1e-9));
        assertThat(SubsetScan.populationScore(9, 10, 200)).isZero();
        assertThat(SubsetScan.populationScore(200, 10, 200)).isCloseTo(200 * Math.log(20), within(1e-9));
    }

    @Test
    void theOrderOfTheRegionsPlaysNoPart() {
        double[] count = {9, 30, 4, 30, 12, 8, 30, 5.5};
        double[] expected = {3, 10, 4, 10, 5, 2, 11, .3};
        SubsetScan.Elevated found = SubsetScan.most(count, expected);
        int[] turned = {5, 2, 7, 0, 6, 3, 1, 4};
        double[] c = IntStream.of(turned).mapToDouble(i -> count[i]).toArray();
        double[] b = IntStream.of(turned).mapToDouble(i -> expected[i]).toArray();
        SubsetScan.Elevated again = SubsetScan.most(c, b);
        assertThat(again.score()).isEqualTo(found.score());
        assertThat(IntStream.of(again.regions()).map(i -> turned[i]).sorted().toArray()).isEqualTo(found.regions());
    }

    @Test
    void whereNothingIsAboveExpectationNothingIsElevated() {
        SubsetScan.Elevated none = SubsetScan.most(new double[] {1, 0, 3}, new double[] {2, 1, 3});
        assertThat(none.score()).isZero();
        assertThat(none.regions()).isEmpty();
        assertThat(SubsetScan.most(new double[0], new double[0]).regions()).isEmpty();
    }
}
