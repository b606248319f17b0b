package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * The campaigns of each day at one sensor: clusters of the {@link Embedding} of its sources, known again from day to
 * day by their networks. It runs where the addresses are.
 */
final class CampaignBook {
    /** DarkVec's neighbours. */
    private static final int NEIGHBOURS = 7;
    /** Cosine of joined sources (own choice: an angle below 45°). */
    private static final double ALIKE = 0.7;

    private static final int FEWEST = 10;
    private static final int QUARTERS = 4;

    private final GroupBook groups;
    private int seen;

    /**
     * One campaign of a day.
     *
     * @param identity which one it is, with its networks of the day and the day before
     * @param rows of the day's sources that belong to it
     */
    record Campaign(Sighting identity, List<Integer> rows) {
        Campaign {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A book that knows no campaign.
     *
     * @param secret keys the hashes of networks
     * @param numbers of campaigns, each given once
     */
    CampaignBook(long secret, IntSupplier numbers) {
        groups = new GroupBook(QUARTERS, secret, numbers);
    }

    /**
     * The campaigns of the day, the largest first; days come in order.
     *
     * @param counts of sources by service and hour
     * @param network of each source
     */
    List<Campaign> see(long day, SparseCounts counts, long[] network) {
        int[] cluster = Embedding.of(counts, day).clusters(NEIGHBOURS, ALIKE, FEWEST);
        int most = IntStream.of(cluster).max().orElse(-1);
        List<Campaign> out = new ArrayList<>();
        for (int c = 0; c <= most; c++) {
            int which = c;
            List<Integer> rows = IntStream.range(0, cluster.length)
                    .filter(row -> cluster[row] == which)
                    .boxed()
                    .toList();
            // A number of its own: a campaign is known by its networks alone.
            Sighting identity = groups.see(
                    day * QUARTERS, --seen, rows.stream().mapToLong(row -> network[row]));
            out.add(new Campaign(identity, rows));
        }
        return out;
    }
}
