package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A-13: regions that rise together above their own past are found, quiet ones are left in peace")
class RiseScanTest {
    private static final int DAYS = 35;
    private static final RiseScan SCAN = new RiseScan(RiseScan.Settings.DAYS);

    /** Regions' daily counts and what they watched. */
    private static final class Days {
        private final double[][] counts;
        private final double[][] exposure;

        Days(double[][] counts, double[][] exposure) {
            this.counts = counts;
            this.exposure = exposure;
        }

        AgainstPast signature() {
            return SCAN.of(counts, exposure);
        }

        Days rise(int region, int days, double times) {
            for (int t = DAYS - days; t < DAYS; t++) {
                counts[region][t] = Math.round(counts[region][t] * times);
            }
            return this;
        }
    }

    private static Days quiet(int regions, double base, double dispersion, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] counts = new double[regions][DAYS];
        double[][] exposure = new double[regions][DAYS];
        for (int i = 0; i < regions; i++) {
            for (int t = 0; t < DAYS; t++) {
                counts[i][t] = new NegativeBinomial(base, dispersion).draw(random);
                exposure[i][t] = 1;
            }
        }
        return new Days(counts, exposure);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aThreefoldRiseOfThreeDaysIsFoundWithItsRegionsAndItsLength(long seed) {
        AgainstPast signature =
                quiet(20, 30, 2, seed).rise(4, 3, 3).rise(11, 3, 3).signature();
        RiseScan.Rise rise = signature.rise();
        assertThat(rise.regions()).containsExactly(4, 11);
        assertThat(rise.steps()).isBetween(1, 4);
        RiseChance chance = signature.chance(rise.score(), seed);
        assertThat(chance.value()).isLessThan(1e-4);
        assertThat(chance.fitted()).isTrue();
        assertThat(chance.replicates()).isEqualTo(99);
    }

    /** Half as much again at all regions alike is no rise of some of them. */
    @Test
    void aWaveOverAllRegionsIsNoRiseOfSome() {
        Days days = quiet(20, 30, 1.5, 21);
        for (int i = 0; i < 20; i++) {
            days.rise(i, 3, 1.5);
        }
        AgainstPast signature = days.signature();
        assertThat(signature.chance(signature.rise().score(), 1).value()).isGreaterThan(0.01);
        RiseScan.Rise three = quiet(20, 30, 1.5, 21).rise(2, 3, 3).signature().rise();
        assertThat(three.score()).isGreaterThan(3 * signature.rise().score());
    }

    /**
     * 400 quiet sets: 5 % within four standard errors; evaluation has the whole check with 2,000. A middle of p-values
     * a little below a half is that of a scatter learnt from a few counts alone, without other signatures.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 20})
    void pValuesOfQuietSeriesAreEven(double base) {
        int sets = 400;
        int rejected = 0;
        double mean = 0;
        for (int i = 0; i < sets; i++) {
            AgainstPast signature = quiet(10, base, 1.6, 1000 + i).signature();
            double p = signature.chance(signature.rise().score(), i).value();
            rejected += p <= 0.05 ? 1 : 0;
            mean += p / sets;
        }
        assertThat(rejected / (double) sets).isBetween(0.05 - 0.035, 0.05 + 0.035);
        assertThat(mean).isCloseTo(0.5, within(0.08));
    }

    @Test
    void theOrderOfTheRegionsPlaysNoPart() {
        Days days = quiet(12, 15, 2, 8).rise(3, 3, 3);
        int[] turned = {11, 3, 0, 7, 5, 1, 9, 2, 10, 4, 6, 8};
        Days other = new Days(
                IntStream.of(turned).mapToObj(i -> days.counts[i]).toArray(double[][]::new),
                IntStream.of(turned).mapToObj(i -> days.exposure[i]).toArray(double[][]::new));
        RiseScan.Rise one = days.signature().rise();
        RiseScan.Rise two = other.signature().rise();
        assertThat(two.score()).isCloseTo(one.score(), within(1e-9));
        assertThat(two.regions().stream().map(i -> turned[i]).sorted().toList()).isEqualTo(one.regions());
    }

    @Test
    void aSensorThatDoubledIsNoRiseWhereItsSizeIsTold() {
        Days days = quiet(8, 40, 1.5, 5).rise(2, 7, 2);
        Days told = new Days(days.counts, days.exposure);
        assertThat(told.signature().rise().holds(2)).as("not told").isTrue();
        Arrays.fill(days.exposure[2], DAYS - 7, DAYS, 2);
        AgainstPast signature = days.signature();
        RiseScan.Rise rise = signature.rise();
        assertThat(signature.chance(rise.score(), 1).value()).isGreaterThan(0.05);
    }

    @Test
    void aWeekOfOutageIsMissingAndNotZero() {
        Days days = quiet(8, 20, 1.5, 6);
        for (int t = 10; t < 17; t++) {
            days.counts[3][t] = Double.NaN;
            days.exposure[3][t] = 0;
        }
        assertThat(days.signature().expected(3, 7)).isCloseTo(140, within(30.0));
        for (int t = DAYS - 7; t < DAYS; t++) {
            days.counts[3][t] = Double.NaN;
            days.exposure[3][t] = 0;
        }
        AgainstPast silent = days.signature();
        assertThat(silent.expected(3, 7)).isZero();
        assertThat(silent.counted(3, 7)).isZero();
        assertThat(silent.rise().score()).isFinite();
    }

    @Test
    void aRegionThatAppearsLateHasNoUsualAndIsNotCalledRisen() {
        Days days = quiet(8, 20, 1.5, 7);
        for (int t = 0; t < DAYS - 9; t++) {
            days.counts[5][t] = Double.NaN;
            days.exposure[5][t] = 0;
        }
        AgainstPast signature = days.rise(5, 7, 9).signature();
        assertThat(signature.known()).doesNotContain(5).hasSize(7);
        assertThat(signature.expected(5, 7)).isNaN();
        assertThat(signature.rise().holds(5)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 7})
    void seriesOfZerosAndConstantOnesAreQuiet(double constant) {
        Days days = quiet(6, 1, 1, 9);
        for (double[] row : days.counts) {
            Arrays.fill(row, constant);
        }
        AgainstPast signature = days.signature();
        RiseScan.Rise rise = signature.rise();
        assertThat(rise.score()).isCloseTo(0, within(1e-9));
        assertThat(signature.chance(rise.score(), 1).value()).isGreaterThan(0.05);
    }

    @Test
    void oneRegionAloneCanRiseAndNoRegionsAreNoError() {
        RiseScan.Rise rise = quiet(1, 20, 1.5, 10).rise(0, 3, 4).signature().rise();
        assertThat(rise.regions()).containsExactly(0);
        assertThat(SCAN.of(new double[0][0], new double[0][0]).rise().regions()).isEmpty();
    }

    @Test
    void aLyingNodeHidesNobodysPastAndIsAloneInItsSubset() {
        Days days = quiet(20, 20, 1.5, 12).rise(4, 3, 3);
        double before = days.signature().expected(4, 7);
        for (int t = DAYS - 3; t < DAYS; t++) {
            days.counts[9][t] = 1_000_000;
        }
        AgainstPast signature = days.signature();
        assertThat(signature.expected(4, 7) / before).as("influence on others' expectation").isCloseTo(1, within(.05));
        assertThat(signature.rise().regions()).contains(9);
    }

    /** A first sighting: nothing in the past of any region. */
    @Test
    void whatWasNeverSeenHasASmallExpectationAndStandsOut() {
        Days days = quiet(10, 0, 1, 13);
        days.counts[6][DAYS - 1] = 30;
        AgainstPast signature = days.signature();
        RiseScan.Rise rise = signature.rise();
        assertThat(rise.regions()).containsExactly(6);
        assertThat(rise.steps()).isEqualTo(1);
        assertThat(signature.chance(rise.score(), 3).value()).isLessThan(1e-3);
    }

    /** Hours of a day-and-night rhythm, by its phases. */
    @Test
    void theHoursOfTheDayAreNoRise() {
        SplittableRandom random = new SplittableRandom(14);
        int hours = 29 * 24;
        double[][] counts = new double[12][hours];
        double[][] exposure = new double[12][hours];
        for (int i = 0; i < 12; i++) {
            for (int t = 0; t < hours; t++) {
                double mean = 10 * (1 + 0.8 * Math.sin(2 * Math.PI * (t + 3 * i) / 24));
                counts[i][t] = new NegativeBinomial(mean, 1.5).draw(random);
                exposure[i][t] = 1;
            }
        }
        RiseScan scan = new RiseScan(RiseScan.Settings.HOURS);
        AgainstPast quiet = scan.of(counts, exposure);
        assertThat(quiet.chance(quiet.rise().score(), 1).value()).isGreaterThan(0.02);
        for (int t = hours - 6; t < hours; t++) {
            counts[2][t] *= 3;
        }
        AgainstPast risen = scan.of(counts, exposure);
        assertThat(risen.rise().regions()).containsExactly(2);
        assertThat(risen.rise().steps()).as("the night before tells little").isBetween(4, 14);
        assertThat(risen.chance(risen.rise().score(), 1).value()).isLessThan(0.001);
    }
}
