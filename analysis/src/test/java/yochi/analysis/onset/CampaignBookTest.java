package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Algorithms §2.6: campaigns of a day, known again on the next. */
class CampaignBookTest {
    private final CampaignBook book = new CampaignBook(5, new AtomicInteger()::incrementAndGet);

    /** A campaign of so many sources at night, and others at random; three in four sources are those of yesterday. */
    private List<CampaignBook.Campaign> day(int day, int members) {
        SplittableRandom random = new SplittableRandom(day);
        int all = members + 1_000;
        int[][] column = new int[all][];
        double[][] value = new double[all][];
        long[] network = new long[all];
        for (int r = 0; r < all; r++) {
            TreeMap<Integer, Double> row = new TreeMap<>();
            for (int i = 0; i < 12; i++) {
                boolean own = r < members && i < 9;
                int at = own ? 480 + random.nextInt(6) : random.nextInt(480);
                row.merge(at, 1.0, Double::sum);
            }
            column[r] = row.keySet().stream().mapToInt(Integer::intValue).toArray();
            value[r] = row.values().stream().mapToDouble(Double::doubleValue).toArray();
            network[r] = r < members ? r + day * 15L : 1_000_000 + random.nextInt(1 << 16);
        }
        return book.see(day, SparseCounts.of(490, column, value), network);
    }

    @Test
    void aCampaignIsFoundEachDayUnderOneNumberWithItsGrowth() {
        for (int day = 0; day < 4; day++) {
            CampaignBook.Campaign first = day(day, 60).getFirst();
            assertThat(first.rows()).hasSizeGreaterThan(40);
            assertThat(first.rows().stream().filter(r -> r < 60).count()).isGreaterThan(40);
            assertThat(first.identity().group()).isEqualTo(1);
            assertThat(first.identity().sightings()).isEqualTo(day + 1);
        }
        assertThat(day(4, 120).getFirst().identity().growth().orElseThrow()).isBetween(1.5, 2.5);
    }

    @Test
    void sourcesWithoutAnythingInCommonAreNoCampaign() {
        assertThat(day(0, 0)).allSatisfy(c -> assertThat(c.rows().size()).isLessThan(30));
        assertThat(book.see(1, SparseCounts.of(4, new int[0][], new double[0][]), new long[0])).isEmpty();
        assertThat(IntStream.of(Embedding.of(SparseCounts.of(0, new int[3][0], new double[3][0]), 1)
                        .clusters(3, 0.5, 2)))
                .containsOnly(-1);
    }
}
