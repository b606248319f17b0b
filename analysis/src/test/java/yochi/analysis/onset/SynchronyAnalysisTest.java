package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** P5: found when planted, quiet when not. */
class SynchronyAnalysisTest {
    private static final int TELNET = 23;
    private static final int MONGO = 27017;

    /** Sources that come in one to three slots at random; a tenth of them to telnet. */
    private static SourceMatrix independent(int sources, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SourceMatrix matrix = new SourceMatrix(12);
        for (int source = 0; source < sources; source++) {
            int visits = 1 + random.nextInt(3);
            for (int i = 0; i < visits; i++) {
                matrix.add(source, random.nextInt(10) == 0 ? TELNET : 1024 + random.nextInt(20), random.nextInt(12));
            }
        }
        return matrix;
    }

    @Test
    void aGroupOfThreePercentInOneSlotIsFoundWithItsServiceAndItsSlot() {
        SourceMatrix matrix = independent(1_000, 1);
        for (int bot = 0; bot < 30; bot++) {
            matrix.add(1_000_000 + bot, MONGO, 5);
        }
        Synchrony found = SynchronyAnalysis.usual().of(matrix);
        assertThat(found.services()).extracting(Synchrony.Group::service).containsExactly(MONGO);
        Synchrony.Group group = found.services().getFirst();
        assertThat(group.sources()).isEqualTo(30);
        assertThat(group.peakSlot()).isEqualTo(5);
        assertThat(group.peak()).isEqualTo(30);
        assertThat(group.expected()).isCloseTo(2.5, within(0.5));
        assertThat(group.qValue()).isLessThan(1e-20);
        assertThat(found.sources()).isEqualTo(1_030);
        assertThat(found.peakSlot()).isEqualTo(5);
    }

    @Test
    void independentSourcesRaiseTheDispersionAtItsLevelAndHardlyEverAService() {
        int rejected = 0;
        int told = 0;
        int sets = 2_000;
        for (int set = 0; set < sets; set++) {
            Synchrony s = SynchronyAnalysis.usual().of(independent(200, 100 + set));
            rejected += s.pDispersion() <= 0.05 ? 1 : 0;
            told += s.services().isEmpty() ? 0 : 1;
        }
        assertThat(rejected / (double) sets).isBetween(0.04, 0.06);
        assertThat(told / (double) sets).isLessThanOrEqualTo(0.01);
    }

    @Test
    void aSwellOfEverythingIsSeenInTheWholeAndIsNoGroupOfAnyService() {
        int told = 0;
        for (int set = 0; set < 100; set++) {
            SplittableRandom random = new SplittableRandom(set);
            SourceMatrix matrix = new SourceMatrix(12);
            for (int source = 0; source < 30_000; source++) {
                int slot = random.nextInt(14);
                matrix.add(source, source % 10 < 7 ? TELNET : 1024 + random.nextInt(20), slot < 12 ? slot : 3);
            }
            Synchrony s = SynchronyAnalysis.usual().of(matrix);
            assertThat(s.pDispersion()).isLessThan(1e-10);
            assertThat(s.peakSlot()).isEqualTo(3);
            told += s.services().isEmpty() ? 0 : 1;
        }
        assertThat(told).isLessThanOrEqualTo(3);
    }

    @Test
    void theOrderOfPacketsAndTheKeysOfSourcesDoNotMatter() {
        SourceMatrix forward = new SourceMatrix(12);
        SourceMatrix backward = new SourceMatrix(12);
        int[][] packets = new SplittableRandom(7)
                .ints(3_000, 0, 1 << 20)
                .mapToObj(i -> new int[] {i % 400, 1 + i % 7, (i >> 9) % 12})
                .toArray(int[][]::new);
        for (int i = 0; i < packets.length; i++) {
            int[] a = packets[i];
            int[] b = packets[packets.length - 1 - i];
            forward.add(a[0], a[1], a[2]);
            backward.add(-1L - b[0], b[1], b[2]);
        }
        assertThat(SynchronyAnalysis.usual().of(backward)).isEqualTo(SynchronyAnalysis.usual().of(forward));
    }

    @Test
    void beyondTheBoundSourcesAreCountedAsLeftAndAnEmptyWindowSaysNothing() {
        SourceMatrix matrix = new SourceMatrix(12, 3);
        for (int source = 0; source < 5; source++) {
            matrix.add(source, TELNET, 1);
        }
        assertThat(SynchronyAnalysis.usual().of(matrix).left()).isEqualTo(2);
        assertThat(SynchronyAnalysis.usual().of(matrix).sources()).isEqualTo(3);
        matrix.clear();
        Synchrony empty = SynchronyAnalysis.usual().of(matrix);
        assertThat(empty.sources()).isZero();
        assertThat(empty.pDispersion()).isEqualTo(1);
        assertThat(empty.services()).isEmpty();
    }
}
