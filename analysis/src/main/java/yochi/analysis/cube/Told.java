package yochi.analysis.cube;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/**
 * What all regions told up to the end of a window, to be compared with what they told later: equal where both are made
 * of the very same slices of one builder.
 */
public final class Told {
    static final Told NOTHING = new Told(new Epoch(0, 1), Collections.emptySortedMap());

    private final Epoch last;
    private final SortedMap<Region, List<Slice>> slices;

    Told(Epoch last, SortedMap<Region, List<Slice>> slices) {
        this.last = last;
        this.slices = new TreeMap<>(slices);
    }

    /** Whether nothing was told, or too little to end a window. */
    public boolean nothing() {
        return slices.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Told t
                && last.equals(t.last)
                && slices.keySet().equals(t.slices.keySet())
                && slices.entrySet().stream().allMatch(e -> same(e, t.slices));
    }

    private static boolean same(Map.Entry<Region, List<Slice>> one, Map<Region, List<Slice>> others) {
        return same(one.getValue(), others.getOrDefault(one.getKey(), List.of()));
    }

    /** Whether both are the very same slices in the same order. */
    @SuppressWarnings("ReferenceEquality") // a slice is as large as its window, and the builder keeps it
    static boolean same(List<Slice> one, List<Slice> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i) == other.get(i);
        }
        return same;
    }

    @Override
    public int hashCode() {
        return last.hashCode() + slices.size();
    }
}
