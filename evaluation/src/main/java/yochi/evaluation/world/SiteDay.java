package yochi.evaluation.world;

import java.util.List;

/**
 * What one site saw on one day.
 *
 * @param sources distinct sources of each signature, in the world's order
 * @param packets packets likewise
 * @param tokens the sources themselves, keyed, per signature; empty where only counts are drawn
 * @param bright packets of each of those sources, beside them
 */
@SuppressWarnings("ArrayRecordComponent") // counts as they were drawn, never compared
record SiteDay(long[] sources, long[] packets, List<long[]> tokens, List<long[]> bright) {
    static SiteDay counted(long[] sources, long[] packets) {
        return new SiteDay(sources, packets, List.of(), List.of());
    }
}
