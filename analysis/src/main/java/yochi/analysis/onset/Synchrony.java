package yochi.analysis.onset;

import java.util.List;

/**
 * What one window says about sources acting together; no address is in it.
 *
 * @param sources active sources
 * @param slots slots watched
 * @param peakSlot the fullest slot
 * @param zMax how full it is, in standard deviations
 * @param dispersion unevenness of all slots, about slots-1 by chance
 * @param pDispersion its p-value
 * @param pPeak p-value of the fullest slot
 * @param pBeyond what it would be with one source more: a discrete test knows nothing in between
 * @param pGraph p-value of the pairs of the busiest sources whose log counts vary together beyond the threshold
 * @param tested services tested
 * @param pServices Simes's p-value of all tested services together
 * @param services those with a q-value at or below the level, least likely first
 * @param left packets of sources beyond the memory bound
 */
public record Synchrony(
        long sources,
        int slots,
        int peakSlot,
        double zMax,
        double dispersion,
        double pDispersion,
        double pPeak,
        double pBeyond,
        double pGraph,
        int tested,
        double pServices,
        List<Group> services,
        long left) {
    public Synchrony {
        services = List.copyOf(services);
    }

    /**
     * Sources that came to one service together.
     *
     * @param service the number that the caller gave it
     * @param sources active ones
     * @param peakSlot the fullest slot
     * @param peak sources active in it
     * @param expected sources expected in it
     * @param zMax standard deviations above
     * @param pValue of the fullest slot, exact and corrected for the slots, and of the unevenness of all slots where
     *     enough sources came; the lower one, doubled
     * @param oddsRatio of the slot's sources against the window's others, how much more they came to this service
     * @param qValue after Benjamini-Hochberg over the tested services
     */
    public record Group(
            int service,
            long sources,
            int peakSlot,
            int peak,
            double expected,
            double zMax,
            double pValue,
            double oddsRatio,
            double qValue) {}
}
