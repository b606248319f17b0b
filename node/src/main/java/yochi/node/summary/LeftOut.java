package yochi.node.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Epoch;
import yochi.core.model.Service;
import yochi.node.summary.ClosedWindow.Unwatched;

/** Which services were not counted at which sensor, and since when; the last {@value #MOST} changes are remembered. */
final class LeftOut {
    /** Changes remembered: far more than a fleet's operator makes within a release window. */
    static final int MOST = 1000;

    private final NavigableMap<Long, Set<Unwatched>> since = new TreeMap<>();

    /** From that second on exactly these are left out. */
    void from(long second, Map<String, Set<Service>> services) {
        Set<Unwatched> out = new HashSet<>();
        services.forEach((sensor, names) -> names.forEach(s -> out.add(new Unwatched(sensor, s))));
        since.put(second, Set.copyOf(out));
        if (since.size() > MOST) {
            since.pollFirstEntry();
        }
    }

    /** All that was left out at some time within the window, sorted. */
    List<Unwatched> during(Epoch window) {
        Set<Unwatched> out = new TreeSet<>(Comparator.comparing(Unwatched::sensor)
                .thenComparing(Unwatched::service));
        Map.Entry<Long, Set<Unwatched>> before = since.floorEntry(window.startSecond());
        if (before != null) {
            out.addAll(before.getValue());
        }
        since.subMap(window.startSecond(), window.endSecond()).values().forEach(out::addAll);
        return new ArrayList<>(out);
    }
}
