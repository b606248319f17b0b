package yochi.analysis.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Of one service: which source was seen in which region on which days. Sources are numbers that stand for an address
 * under a key; regions are counted from 0.
 */
public final class Sightings {
    private final int regions;
    private final SortedMap<Long, List<Seen>> seen = new TreeMap<>();

    /** One source, one region, one day (since 1970-01-01). */
    record Seen(int region, long day) {}

    public Sightings(int regions) {
        this.regions = regions;
    }

    /** Notes one sighting, however often it is told; origins that can be forged do not belong here. */
    public void add(long source, int region, long day) {
        if (region < 0 || region >= regions) {
            throw new IllegalArgumentException("region " + region + " of " + regions);
        }
        Seen one = new Seen(region, day);
        List<Seen> own = seen.computeIfAbsent(source, s -> new ArrayList<>(2));
        if (!own.contains(one)) {
            own.add(one);
        }
    }

    public int regions() {
        return regions;
    }

    SortedMap<Long, List<Seen>> bySource() {
        return Collections.unmodifiableSortedMap(seen);
    }

    /** In how many of the sources of each pair of regions they agree, days {@code from} to before {@code until}. */
    double[][] common(long from, long until) {
        double[][] out = new double[regions][regions];
        boolean[] there = new boolean[regions];
        for (List<Seen> own : seen.values()) {
            java.util.Arrays.fill(there, false);
            for (Seen one : own) {
                there[one.region] |= one.day >= from && one.day < until;
            }
            for (int i = 0; i < regions; i++) {
                for (int j = 0; j < regions; j++) {
                    out[i][j] += there[i] && there[j] ? 1 : 0;
                }
            }
        }
        return out;
    }
}
