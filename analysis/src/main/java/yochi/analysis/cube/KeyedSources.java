package yochi.analysis.cube;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A region's distinct origins under one key: sets under different keys cannot be compared or merged.
 *
 * @param all all of them
 * @param byBrightness by base-2 logarithm of the packets a source sent in a release window; a source may stand in
 *     several; empty where the policy lets none out
 */
public record KeyedSources(TokenSet all, SortedMap<Integer, TokenSet> byBrightness) {
    public KeyedSources {
        byBrightness = Collections.unmodifiableSortedMap(new TreeMap<>(byBrightness));
    }
}
