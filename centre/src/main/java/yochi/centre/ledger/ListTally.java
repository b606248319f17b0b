package yochi.centre.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The likeliest units of one span, by us and by each rival; what falls off a list is forgotten. */
final class ListTally {
    /** As many as a person reads of a morning (own choice, stated). */
    static final int LENGTH = 10;

    private record Place(double probability, String id, boolean happened) {}

    private final Map<String, List<Place>> lists = new HashMap<>();
    private long units;
    private long happened;

    /** Takes a unit once. */
    void unit(boolean came) {
        units++;
        happened += came ? 1 : 0;
    }

    /** Where somebody places it; of equal probabilities the order is that of the statements' ids, which is none. */
    void place(String who, double probability, String id, boolean came) {
        List<Place> list = lists.computeIfAbsent(who, w -> new ArrayList<>(LENGTH + 1));
        list.add(new Place(probability, id, came));
        list.sort(Comparator.comparingDouble((Place p) -> -p.probability).thenComparing(Place::id));
        if (list.size() > LENGTH) {
            list.removeLast();
        }
    }

    boolean choosing() {
        return units > LENGTH;
    }

    long happened() {
        return happened;
    }

    /** Hits of each teller. */
    Map<String, Long> hits() {
        Map<String, Long> out = new TreeMap<>();
        lists.forEach((who, list) ->
                out.put(who, list.stream().filter(Place::happened).count()));
        return out;
    }
}
