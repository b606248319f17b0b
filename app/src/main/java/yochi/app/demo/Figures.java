package yochi.app.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Computes the plan's figures from the events alone; samples/scenarios/recompute.py does the same without our code. */
final class Figures {
    private final List<EventLine> events;

    Figures(List<EventLine> events) {
        this.events = events;
    }

    List<Figure> all() {
        List<Figure> out = new ArrayList<>();
        matched(
                        "policyEffective",
                        "K-15",
                        OptionalDouble.of(5),
                        "operator:policy.committed",
                        "centre:policy.confirmed",
                        true)
                .ifPresent(out::add);
        matched(
                        "extraction",
                        "K-16",
                        OptionalDouble.of(10),
                        "centre:extraction.asked",
                        "centre:extraction.gathered",
                        true)
                .ifPresent(out::add);
        matched("round", "A-20", OptionalDouble.of(1800), "centre:round.started", "centre:round.visible", false)
                .ifPresent(out::add);
        first("shared", "S-11", OptionalDouble.of(600), "world:order.given", "reader:bundle.received")
                .ifPresent(out::add);
        first("notice", "R-5", OptionalDouble.of(600), "world:order.given", "centre:acknowledgement.verified")
                .ifPresent(out::add);
        matched("cutOff", "R-6", OptionalDouble.empty(), "world:flood.begun", "router:attack.cut", false)
                .ifPresent(out::add);
        return out;
    }

    private List<EventLine> named(String name) {
        Predicate<EventLine> same = e -> e.name().equals(name);
        return events.stream()
                .filter(same)
                .sorted(Comparator.comparingLong(EventLine::nanos))
                .toList();
    }

    /**
     * Start and stop with the same id; of several stops the last one counts, of several pairs the longest.
     *
     * @param stops whether n counts stops (nodes) instead of pairs
     */
    private Optional<Figure> matched(
            String id, String requirement, OptionalDouble limit, String start, String stop, boolean stops) {
        Map<String, EventLine> starts = new HashMap<>();
        named(start).forEach(e -> starts.putIfAbsent(e.id(), e));
        Map<String, EventLine> lastStop = new HashMap<>();
        long n = 0;
        for (EventLine e : named(stop)) {
            if (starts.containsKey(e.id())) {
                lastStop.put(e.id(), e);
                n++;
            }
        }
        long pairs = stops ? n : lastStop.size();
        return lastStop.entrySet().stream()
                .map(e -> figure(
                        id, requirement, limit, require(starts, e.getKey()), e.getValue(), pairs))
                .max(Comparator.comparingDouble(Figure::measuredSeconds));
    }

    private static EventLine require(Map<String, EventLine> starts, String id) {
        EventLine start = starts.get(id);
        if (start == null) {
            throw new IllegalStateException("no start for " + id);
        }
        return start;
    }

    /** The first start and the first stop behind it. */
    private Optional<Figure> first(String id, String requirement, OptionalDouble limit, String start, String stop) {
        return named(start).stream().findFirst().flatMap(s -> named(stop).stream()
                .filter(e -> e.nanos() >= s.nanos())
                .findFirst()
                .map(e -> figure(id, requirement, limit, s, e, 1)));
    }

    private static Figure figure(
            String id, String requirement, OptionalDouble limit, EventLine start, EventLine stop, long n) {
        return new Figure(
                id,
                requirement,
                limit,
                (stop.nanos() - start.nanos()) / 1e9,
                start.name(),
                start.wall(),
                stop.name(),
                stop.wall(),
                n);
    }
}
