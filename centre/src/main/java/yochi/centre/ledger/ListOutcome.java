package yochi.centre.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of sealed lists.
 *
 * @param knownAt end of the observations that tell it
 * @param lists one for each that was sealed
 */
public record ListOutcome(Instant knownAt, List<OfUnit> lists) {
    public ListOutcome {
        lists = List.copyOf(lists);
    }

    /**
     * Of one list.
     *
     * @param length places on it
     * @param came how many came, listed or not
     * @param hits of the places on our list, how many came
     * @param rivals the same of each rival's
     * @param unknown why nothing of that is known; then the numbers say nothing
     */
    public record OfUnit(
            String unit, int length, int came, int hits, SortedMap<String, Integer> rivals, Optional<String> unknown) {
        public OfUnit {
            rivals = Collections.unmodifiableSortedMap(new TreeMap<>(rivals));
            int most = Math.min(length, came);
            if (unknown.isEmpty() && (hits > most || rivals.values().stream().anyMatch(r -> r > most))) {
                throw new IllegalArgumentException("more hits than " + most + " on the list of " + unit);
            }
        }

        /** A list of which nobody knows what came. */
        public static OfUnit unknown(String unit, int length, String why) {
            return new OfUnit(unit, length, 0, 0, new TreeMap<>(), Optional.of(why));
        }
    }
}
