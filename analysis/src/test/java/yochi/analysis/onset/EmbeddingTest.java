package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Algorithms §2.6: campaigns by positive information and singular values. */
class EmbeddingTest {
    private static SparseCounts sparse(double[][] dense) {
        int[][] column = new int[dense.length][];
        double[][] value = new double[dense.length][];
        for (int r = 0; r < dense.length; r++) {
            double[] row = dense[r];
            column[r] = IntStream.range(0, row.length).filter(c -> row[c] != 0).toArray();
            value[r] = Arrays.stream(column[r]).mapToDouble(c -> row[c]).toArray();
        }
        return SparseCounts.of(dense[0].length, column, value);
    }

    /** numpy.linalg.svd of this matrix: 3√5 and √5. */
    @Test
    void singularValuesOfASmallMatrixAreThoseByHand() {
        TruncatedSvd svd = TruncatedSvd.of(sparse(new double[][] {{3, 0}, {4, 5}}), 50, 1);
        assertThat(svd.values()).hasSize(2);
        assertThat(svd.values()[0]).isCloseTo(3 * Math.sqrt(5), within(1e-9));
        assertThat(svd.values()[1]).isCloseTo(Math.sqrt(5), within(1e-9));
        assertThat(svd.left()[1][0]).isCloseTo(3 / Math.sqrt(10), within(1e-9));
    }

    /** One row, two columns of counts 1 and 3, and a second row with the first column: by hand with k = 1, power 1. */
    @Test
    void positiveInformationIsTheLogarithmOfObservedOverExpected() {
        SparseCounts told = sparse(new double[][] {{1, 3}, {4, 0}}).positiveInformation(1, 1);
        // Expected in (0,1): 4 · 3/8 = 1.5; in (1,0): 4 · 5/8 = 2.5; (0,0) is below what is expected.
        assertThat(told.columnsOf(0)).containsExactly(1);
        assertThat(told.valuesOf(0)[0]).isCloseTo(Math.log(2), within(1e-12));
        assertThat(told.valuesOf(1)[0]).isCloseTo(Math.log(1.6), within(1e-12));
    }

    /** Three campaigns with their own hours and services, and sources of none; two sources a block. */
    private static SparseCounts campaigns(int each, int noise, SplittableRandom random) {
        int contexts = 24 * 20;
        int[][] column = new int[3 * each + noise][];
        double[][] value = new double[column.length][];
        for (int r = 0; r < column.length; r++) {
            TreeMap<Integer, Double> row = new TreeMap<>();
            int campaign = r / each;
            for (int i = 0; i < 12; i++) {
                boolean own = campaign < 3 && random.nextInt(4) > 0;
                int hour = own ? 8 * campaign + random.nextInt(8) : random.nextInt(24);
                int service = own ? campaign : random.nextInt(20);
                row.merge(service * 24 + hour, 1.0, Double::sum);
            }
            column[r] = row.keySet().stream().mapToInt(Integer::intValue).toArray();
            value[r] = row.values().stream().mapToDouble(Double::doubleValue).toArray();
        }
        return SparseCounts.of(contexts, column, value);
    }

    @Test
    void sourcesOfOneCampaignAreNeighboursEvenAcrossBlocksAndTheMajorityNamesThem() {
        int each = 40;
        Embedding embedding = Embedding.of(campaigns(each, 1_200, new SplittableRandom(4)), 1);
        List<String> labels =
                IntStream.range(0, embedding.size()).mapToObj(r -> r < 3 * each ? "c" + r / each : "none").toList();
        int[] block = IntStream.range(0, embedding.size()).map(r -> r / 2).toArray();
        assertThat(right(embedding.vote(7, block, labels), labels, 3 * each)).isGreaterThan(0.9);
        int[] whole = IntStream.range(0, embedding.size()).map(r -> r / each).toArray();
        assertThat(right(embedding.vote(7, whole, labels), labels, 3 * each)).isLessThan(0.1);
    }

    private static double right(List<String> said, List<String> labels, int of) {
        return IntStream.range(0, of)
                        .filter(r -> labels.get(r).equals(said.get(r)))
                        .count()
                / (double) of;
    }

    @Test
    void clustersAreTheCampaignsAndTheSameSeedGivesTheSame() {
        SparseCounts counts = campaigns(60, 1_500, new SplittableRandom(9));
        int[] of = Embedding.of(counts, 1).clusters(12, 0.5, 10);
        assertThat(of).isEqualTo(Embedding.of(counts, 1).clusters(12, 0.5, 10));
        for (int campaign = 0; campaign < 3; campaign++) {
            int from = campaign * 60;
            int[] size = new int[of.length];
            IntStream.range(from, from + 60).filter(r -> of[r] >= 0).forEach(r -> size[of[r]]++);
            assertThat(Arrays.stream(size).max().orElse(0)).as("campaign %s", campaign).isGreaterThan(20);
        }
    }

    @Test
    void sourcesThatTellNothingAreNearNobody() {
        Embedding nothing = Embedding.of(sparse(new double[][] {{1, 1}, {1, 1}, {0, 0}}), 1);
        assertThat(nothing.size()).isEqualTo(3);
        assertThat(nothing.clusters(3, 0.5, 2)).containsExactly(-1, -1, -1);
        assertThat(nothing.vote(3, new int[] {0, 1, 2}, List.of("a", "b", "c"))).containsExactly("", "", "");
    }
}
