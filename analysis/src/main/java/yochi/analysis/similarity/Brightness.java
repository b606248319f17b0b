package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.KeyedSources;
import yochi.analysis.cube.TokenSet;

/**
 * How bright each source under one key is: the highest stratum (base-2 logarithm of its packets) in which any region
 * saw it, so that strata split every set and every overlap without rest. A region of less than half weight marks none.
 */
final class Brightness {
    /** Hashes, ascending, and the stratum of each that has one above 0. */
    private final long[] hashes;

    private final byte[] strata;
    private int most;

    Brightness(List<KeyedSources> sources) {
        SortedMap<Integer, List<TokenSet>> marks = new TreeMap<>();
        for (KeyedSources keyed : sources) {
            keyed.byBrightness().forEach((stratum, set) -> marks.computeIfAbsent(stratum, s -> new ArrayList<>())
                    .add(set));
        }
        this.hashes = marks.values().stream()
                .flatMap(List::stream)
                .flatMapToLong(TokenSet::hashes)
                .sorted()
                .distinct()
                .toArray();
        this.strata = new byte[hashes.length];
        marks.forEach((stratum, sets) -> sets.forEach(set -> mark(set, stratum)));
    }

    /** Both are ascending, so that one walk finds all. */
    private void mark(TokenSet set, int stratum) {
        most = Math.max(most, stratum);
        int at = 0;
        for (int i = 0; i < set.size(); i++) {
            while (hashes[at] < set.hash(i)) {
                at++;
            }
            strata[at] = (byte) Math.max(strata[at], stratum);
        }
    }

    /** The number of strata, at least one. */
    int count() {
        return most + 1;
    }

    /** The stratum of each of the ascending hashes, 0 where nobody told one. */
    byte[] of(long[] ascending) {
        byte[] out = new byte[ascending.length];
        int at = 0;
        for (int i = 0; i < out.length; i++) {
            while (at < hashes.length && hashes[at] < ascending[i]) {
                at++;
            }
            out[i] = at < hashes.length && hashes[at] == ascending[i] ? strata[at] : 0;
        }
        return out;
    }
}
