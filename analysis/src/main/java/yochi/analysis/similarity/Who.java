package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.KeyedSources;
import yochi.analysis.cube.TokenSet;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** Who attacks: sources of all regions and their overlaps, one comparison per key. */
final class Who {
    private final List<Region> regions;
    private final SortedMap<String, SourceOverlap> perKey = new TreeMap<>();
    private final SortedMap<AttackType, List<SourceOverlap>> perKind = new TreeMap<>();
    private final long[] sources;
    private final boolean[] keyed;

    Who(
            Cube cube,
            List<Region> regions,
            Epoch window,
            List<Epoch> blocks,
            Iterable<AttackType> kinds,
            double[] weights) {
        this.regions = regions;
        this.sources = new long[regions.size()];
        this.keyed = new boolean[regions.size()];
        SortedMap<String, List<List<TokenSet>>> sets = new TreeMap<>();
        SortedMap<String, List<KeyedSources>> marks = new TreeMap<>();
        for (int r = 0; r < regions.size(); r++) {
            for (int t = 0; t < blocks.size(); t++) {
                for (var e : cube.keyedSources(regions.get(r), blocks.get(t)).entrySet()) {
                    sets.computeIfAbsent(e.getKey(), k -> empty(regions.size(), blocks.size()))
                            .get(r)
                            .set(t, e.getValue().all());
                    if (weights[r] >= Population.LEAST_WEIGHT) {
                        marks.computeIfAbsent(e.getKey(), k -> new ArrayList<>()).add(e.getValue());
                    }
                }
            }
        }
        SortedMap<String, Brightness> brightness = new TreeMap<>();
        sets.forEach((key, own) -> {
            Brightness bright = new Brightness(marks.getOrDefault(key, List.of()));
            brightness.put(key, bright);
            perKey.put(key, new SourceOverlap(own, bright, weights));
            for (int r = 0; r < own.size(); r++) {
                TokenSet all = TokenSet.union(own.get(r));
                keyed[r] |= all.size() > 0;
                sources[r] += Math.round(all.estimate());
            }
        });
        for (AttackType kind : kinds) {
            kind(cube, kind, window, brightness, weights);
        }
    }

    private void kind(
            Cube cube, AttackType kind, Epoch window, SortedMap<String, Brightness> brightness, double[] weights) {
        Cell cell = new Cell(kind, Service.ANY);
        SortedMap<String, List<List<TokenSet>>> sets = new TreeMap<>();
        for (int r = 0; r < regions.size(); r++) {
            for (var e : cube.keyedSets(regions.get(r), cell, window).entrySet()) {
                sets.computeIfAbsent(e.getKey(), k -> empty(regions.size(), 1))
                        .get(r)
                        .set(0, e.getValue());
            }
        }
        List<SourceOverlap> out = new ArrayList<>();
        sets.forEach((key, own) -> {
            Brightness bright = brightness.get(key);
            if (bright != null) {
                SourceOverlap overlap = new SourceOverlap(own, bright, weights);
                if (overlap.regions() >= SourceOverlap.LEAST_REGIONS) {
                    out.add(overlap);
                }
            }
        });
        perKind.put(kind, out);
    }

    private static List<List<TokenSet>> empty(int regions, int blocks) {
        List<List<TokenSet>> out = new ArrayList<>();
        for (int r = 0; r < regions; r++) {
            out.add(new ArrayList<>(Collections.nCopies(blocks, TokenSet.empty())));
        }
        return out;
    }

    int keys() {
        return perKey.size();
    }

    /** Whether enough regions tell sources to say how many there are in all. */
    boolean enough() {
        return perKey.values().stream().anyMatch(k -> k.regions() >= SourceOverlap.LEAST_REGIONS);
    }

    List<SourceOverlap.Pair> pair(int i, int j) {
        return perKey.values().stream()
                .filter(k -> k.regions() >= SourceOverlap.LEAST_REGIONS)
                .map(k -> k.pair(i, j))
                .toList();
    }

    static Overlap overlap(List<SourceOverlap.Pair> pairs) {
        return pairs.stream().map(SourceOverlap.Pair::overlap).reduce(Overlap.NONE, Overlap::plus);
    }

    static Overlap redrawn(List<SourceOverlap.Pair> pairs, int[] times) {
        return pairs.stream().map(p -> p.redrawn(times)).reduce(Overlap.NONE, Overlap::plus);
    }

    /** The overlaps of single kinds that can be told. */
    List<Finding.Similarity.Kind> kinds(int i, int j) {
        List<Finding.Similarity.Kind> out = new ArrayList<>();
        perKind.forEach((kind, keys) -> {
            Overlap all = keys.stream().map(k -> k.pair(i, j).overlap()).reduce(Overlap.NONE, Overlap::plus);
            if (all.known()) {
                out.add(new Finding.Similarity.Kind(
                        kind, all.observed(), all.expected(), all.quotient(), all.low(), all.high()));
            }
        });
        return out;
    }

    /** Sources under all keys together, or the plain count where no sketch came. */
    long sources(Cube cube, int region, Epoch window) {
        if (keyed[region]) {
            return sources[region];
        }
        Optional<Double> counted = Optional.of(Cube.number(cube.sources(regions.get(region), Cell.ALL_ORIGIN, window)));
        return Math.round(counted.filter(n -> !Double.isNaN(n)).orElse(0.0));
    }
}
