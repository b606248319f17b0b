package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.number.FalseDiscovery;

@DisplayName("A-13: all signatures together")
class RiseWatchTest {
    private static final int DAYS = 35;

    /** Signatures of several strengths at eight regions. */
    private static final class Made implements Panel {
        private final double[][][] counts;
        private final double[][] exposure;

        Made(int signatures, int regions, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            counts = new double[signatures][regions][DAYS];
            exposure = new double[regions][DAYS];
            for (int g = 0; g < signatures; g++) {
                for (int r = 0; r < regions; r++) {
                    for (int t = 0; t < DAYS; t++) {
                        counts[g][r][t] = new NegativeBinomial(4 + g % 7 * 4, 1.5).draw(random);
                        exposure[r][t] = 1;
                    }
                }
            }
        }

        @Override
        public int signatures() {
            return counts.length;
        }

        @Override
        public double[][] counts(int signature) {
            return counts[signature];
        }

        @Override
        public double[][] exposure(int signature) {
            return exposure;
        }
    }

    private static List<RiseWatch.Risen> risen(Panel panel) {
        return new RiseWatch(RiseScan.Settings.DAYS, panel).risen(1).stream().filter(r -> r.q() <= 0.05).toList();
    }

    @Test
    void quietSignaturesRiseNot() {
        assertThat(risen(new Made(60, 8, 3))).isEmpty();
    }

    @Test
    void theOneThatRoseIsNamedWithItsRegions() {
        Made made = new Made(60, 8, 4);
        for (int t = DAYS - 3; t < DAYS; t++) {
            made.counts[20][2][t] *= 3;
            made.counts[20][5][t] *= 3;
        }
        assertThat(risen(made)).singleElement().satisfies(r -> {
            assertThat(r.signature()).isEqualTo(20);
            assertThat(r.rise().regions()).containsExactly(2, 5);
        });
    }

    /** Twice the addresses, of which nobody tells: every signature of the region doubles, none of them rose. */
    @Test
    void whatAllSignaturesOfARegionDoIsTheRegionsOwn() {
        Made made = new Made(60, 8, 5);
        for (double[][] signature : made.counts) {
            for (int t = DAYS - 4; t < DAYS; t++) {
                signature[6][t] *= 2;
            }
        }
        RiseWatch watch = new RiseWatch(RiseScan.Settings.DAYS, made);
        assertThat(watch.factor(6, 1)).isCloseTo(2, within(.3));
        assertThat(watch.factor(6, 5)).isCloseTo(1, within(.2));
        assertThat(watch.factor(3, 1)).isCloseTo(1, within(.2));
        RiseScan scan = new RiseScan(RiseScan.Settings.DAYS);
        long plain = IntStream.range(0, 60)
                .filter(g -> scan.of(made.counts(g), made.exposure(g)).rise().holds(6))
                .count();
        assertThat(plain).as("with region 6, were it not taken out").isGreaterThan(40);
        assertThat(risen(made)).as("at most a false one of sixty").hasSizeLessThanOrEqualTo(1);
    }

    /** A week in which nothing came, though the sensor says that it watched. */
    @Test
    void anOutageThatNobodyToldIsNoFallOfTheOthers() {
        Made made = new Made(60, 8, 6);
        for (double[][] signature : made.counts) {
            for (int t = DAYS - 7; t < DAYS; t++) {
                signature[1][t] = 0;
            }
        }
        RiseWatch watch = new RiseWatch(RiseScan.Settings.DAYS, made);
        assertThat(watch.factor(1, 2)).isZero();
        assertThat(watch.signature(9).expected(1, 7)).isZero();
        assertThat(risen(made)).isEmpty();
    }

    /** P-values that cannot reach the largest q-value are told coarsely; those that do are what all sets give. */
    @Test
    void qValuesOfUseAreThoseOfAllReplicates() {
        Made made = new Made(60, 8, 11);
        for (int g = 0; g < 60; g += 6) {
            for (int t = DAYS - 3; t < DAYS; t++) {
                made.counts[g][g % 8][t] *= 1 + g * .02;
            }
        }
        RiseWatch watch = new RiseWatch(RiseScan.Settings.DAYS, made);
        List<RiseWatch.Risen> told = watch.risen(1);
        double[] p = told.stream()
                .mapToDouble(r -> watch.signature(r.signature())
                        .chance(r.rise().score(), 1 + r.signature())
                        .value())
                .toArray();
        double[] q = FalseDiscovery.benjaminiYekutieli(p, 60);
        int sure = 0;
        int spared = 0;
        for (int i = 0; i < q.length; i++) {
            assertThat(told.get(i).q() <= .05).isEqualTo(q[i] <= .05);
            if (q[i] <= .05) {
                assertThat(told.get(i).q()).isEqualTo(q[i]);
                sure++;
            }
            int sets = told.get(i).chance().replicates();
            spared += sets < 99 ? 1 : 0;
        }
        assertThat(sure).isPositive();
        assertThat(spared).isPositive();
    }

    @Test
    void qValuesOfSomeAreThoseOfAll() {
        double[] p = {.001, .5, .0001, .02};
        double[] all = new double[50];
        double[] padded = IntStream.range(0, 50).mapToDouble(i -> i < 4 ? p[i] : 1).toArray();
        double harmonic = IntStream.rangeClosed(1, 50).mapToDouble(i -> 1.0 / i).sum();
        for (int i = 0; i < 50; i++) {
            double least = 1;
            for (int j = 0; j < 50; j++) {
                if (padded[j] >= padded[i]) {
                    double worse = padded[j];
                    long rank = IntStream.range(0, 50).filter(k -> padded[k] <= worse).count();
                    least = Math.min(least, worse * 50 * harmonic / rank);
                }
            }
            all[i] = least;
        }
        double[] some = FalseDiscovery.benjaminiYekutieli(p, 50);
        for (int i = 0; i < 4; i++) {
            assertThat(some[i]).isCloseTo(all[i], within(1e-12));
        }
    }

    @Test
    void noSignaturesAreNoError() {
        assertThat(risen(new Made(0, 3, 1))).isEmpty();
        assertThat(risen(new Made(3, 0, 1))).isEmpty();
    }
}
