package yochi.analysis.onset;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Feeds the {@link CampaignBook} of one sensor from the windows that were judged: when a day (UTC) is over, its
 * campaigns are told. All pairs of the day's 4,096 busiest sources are compared then, some CPU-seconds once a day.
 */
public final class CampaignWatch {
    private static final int HOURS = 24;

    private final int perDay;
    private final CampaignBook book;
    private SourceDay sources = new SourceDay();
    private final Set<Integer> hours = new HashSet<>();
    private long day = Long.MIN_VALUE;
    private long left;

    /**
     * A watch that has seen nothing.
     *
     * @param perDay windows of a day
     * @param secret keys the hashes by which campaigns are known again
     * @param numbers of campaigns, each given once
     */
    public CampaignWatch(int perDay, long secret, IntSupplier numbers) {
        this.perDay = perDay;
        this.book = new CampaignBook(secret, numbers);
    }

    /**
     * Takes in a judged window; windows come in order.
     *
     * @param window its number since 1970
     * @param network of a source
     * @return the campaigns of the last day that was watched, if this window begins another, the largest first
     */
    public List<DayCampaign> add(long window, SourceMatrix matrix, LongUnaryOperator network) {
        long its = Math.floorDiv(window, perDay);
        List<DayCampaign> told = its > day ? end(network) : List.of();
        day = its;
        int hour = Math.floorMod(window, perDay) * HOURS / perDay;
        hours.add(hour);
        sources.add(matrix, hour);
        return told;
    }

    /** Ends the day, also if it is not over; the campaigns it had so far. */
    public List<DayCampaign> end(LongUnaryOperator network) {
        if (hours.isEmpty()) {
            return List.of();
        }
        SourceDay over = sources;
        int watched = hours.size();
        sources = new SourceDay();
        hours.clear();
        left += over.left();
        SparseCounts counts = over.counts();
        return book.see(day, counts, over.networks(network)).stream()
                .map(c -> new DayCampaign(c.identity(), day, watched, c.rows().size(), shares(over.services(c.rows()))))
                .toList();
    }

    private static List<DayCampaign.Share> shares(Map<Integer, Integer> slots) {
        double all = slots.values().stream().mapToInt(Integer::intValue).sum();
        return slots.entrySet().stream()
                .map(e -> new DayCampaign.Share(e.getKey(), e.getValue() / all))
                .sorted(Comparator.comparingDouble((DayCampaign.Share s) -> -s.share())
                        .thenComparingInt(DayCampaign.Share::service))
                .limit(DayCampaign.SERVICES)
                .toList();
    }

    /** Sightings that the bounds kept out of all days that are over. */
    public long left() {
        return left;
    }
}
