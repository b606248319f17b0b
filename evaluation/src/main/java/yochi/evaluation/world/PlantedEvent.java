package yochi.evaluation.world;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.core.model.Region;

/**
 * The truth about one event.
 *
 * @param number its place in the plan
 * @param wanted what was asked for
 * @param cell the signature
 * @param arrivals when it reached each of its regions
 * @param until when it ended; the world's end where it stays
 * @param told whether the reports state a filter
 * @param added distinct sources added to each region's count on each day of the world; nothing for filters
 * @param packets added likewise
 */
public record PlantedEvent(
        int number,
        Wanted wanted,
        Cell cell,
        SortedMap<Region, Instant> arrivals,
        Instant until,
        boolean told,
        SortedMap<Region, long[]> added,
        SortedMap<Region, long[]> packets) {
    public PlantedEvent {
        arrivals = Collections.unmodifiableSortedMap(new TreeMap<>(arrivals));
        added = Collections.unmodifiableSortedMap(new TreeMap<>(added));
        packets = Collections.unmodifiableSortedMap(new TreeMap<>(packets));
    }

    public EventKind kind() {
        return wanted.kind();
    }

    /** When it began anywhere. */
    public Instant onset() {
        return arrivals.values().stream().min(Instant::compareTo).orElseThrow();
    }
}
