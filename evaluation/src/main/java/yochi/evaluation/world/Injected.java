package yochi.evaluation.world;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/**
 * The truth about one event that was planted into real reports.
 *
 * @param kind what
 * @param cell the signature
 * @param arrivals when it reached each of its regions
 * @param until when it ended
 * @param added distinct sources added to each region's reports, by window; only where there was a report and a sensor
 *     that watched
 */
public record Injected(
        EventKind kind,
        Cell cell,
        SortedMap<Region, Instant> arrivals,
        Instant until,
        SortedMap<Region, SortedMap<Epoch, Long>> added) {
    public Injected {
        arrivals = Collections.unmodifiableSortedMap(new TreeMap<>(arrivals));
        added = Collections.unmodifiableSortedMap(new TreeMap<>(added));
    }
}
