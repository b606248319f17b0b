package yochi.analysis.cube;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * What one report says about one region in one release window, boiled down to what the analyses ask for.
 *
 * @param region whose
 * @param country where the node stands
 * @param window the release window
 * @param keyId key of the sketches
 * @param policy name of the privacy policy
 * @param sensors how well each sensor watched in the window, 0..1
 * @param uptimeTold whether the report told any uptime of this region
 * @param hourlyShare sum over the sensors of the share watched, per hour of the window
 * @param hourlyAddresses the same, each sensor times the addresses it monitors; NaN where a number is not known
 * @param sets distinct sources as hashes
 * @param cells every cell that the window holds in any form
 * @param counts distinct sources as numbers, where no sketch came
 * @param packets packets in the window
 * @param hourlyPackets packets per hour of the window, of totals only
 * @param hourlySources distinct sources per hour of the window, of totals only
 * @param brightness sources by brightness, of all origins
 * @param reasons what the report itself calls missing
 * @param operators who runs each of the region's sensors, empty where that is not told
 * @param unwatched services that were not counted at one of the region's sensors at least, and why
 * @param firstHours of single services: the first hour of the window in which packets were counted; -1 if not told
 * @param exposure how long its sensors watched, and what they could observe
 */
record Slice(
        Region region,
        Country country,
        Epoch window,
        String keyId,
        String policy,
        SortedMap<String, Double> sensors,
        boolean uptimeTold,
        List<Double> hourlyShare,
        List<Double> hourlyAddresses,
        Map<Cell, TokenSet> sets,
        Cells cells,
        CountColumn counts,
        Column packets,
        Map<Cell, long[]> hourlyPackets,
        Map<Cell, long[]> hourlySources,
        SortedMap<Integer, TokenSet> brightness,
        SortedSet<String> reasons,
        SortedMap<String, String> operators,
        SortedMap<Service, String> unwatched,
        Column firstHours,
        Exposure exposure) {

    /** Bytes a cell takes, roughly: its code, and numbers of one to four bytes each. */
    private static final int CELL_BYTES = 14;
    /** Bytes a slice takes beside its cells and hashes, roughly. */
    private static final int OWN_BYTES = 2_000;

    /** How much memory it takes, roughly. */
    long bytes() {
        long hashes = sets.values().stream().mapToLong(TokenSet::size).sum()
                + brightness.values().stream().mapToLong(TokenSet::size).sum();
        long hours = (hourlyPackets.size() + hourlySources.size()) * (long) hourlyShare.size();
        return OWN_BYTES + (long) CELL_BYTES * cells.size() + Long.BYTES * (hashes + hours);
    }

    boolean holdsSketches() {
        return !sets.isEmpty() || !brightness.isEmpty();
    }

    /** The same with the numbers of its sets instead of the sets. */
    Slice withoutSketches() {
        Map<Cell, Measure.DistinctCount> numbers = counts.table();
        sets.forEach((cell, set) -> numbers.put(cell, set.count()));
        return new Slice(
                region,
                country,
                window,
                keyId,
                policy,
                sensors,
                uptimeTold,
                hourlyShare,
                hourlyAddresses,
                Map.of(),
                cells,
                CountColumn.of(cells, numbers),
                packets,
                hourlyPackets,
                hourlySources,
                new TreeMap<>(),
                reasons,
                operators,
                unwatched,
                firstHours,
                exposure);
    }

    /** The span in which the cell was first seen, of the window: an hour where that is told. */
    Epoch firstSighting(Cell cell) {
        long hour = firstHours.getOrDefault(cell, -1);
        return hour < 0 ? window : new Epoch(window.startSecond() + hour * Epoch.HOUR, Epoch.HOUR);
    }

    /** Whether the window holds the cell in any form. */
    boolean holds(Cell cell) {
        return cells.contains(cell);
    }

    /** Whether the window's sources of the cell are told in any form. */
    boolean tells(Cell cell) {
        return sets.containsKey(cell) || counts.holds(cell);
    }
}
