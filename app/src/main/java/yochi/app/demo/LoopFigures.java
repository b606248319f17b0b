package yochi.app.demo;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import yochi.centre.pages.Loop;

/** The figures that the centre's rooms cannot know by themselves, for the console, from the events so far. */
final class LoopFigures {
    private static final Set<String> ELSEWHERE = Set.of("policyEffective", "extraction", "cutOff");

    private LoopFigures() {}

    static List<Loop.Figure> of(EventTrail trail) {
        return new Figures(trail.lines())
                .all().stream()
                        .filter(f -> ELSEWHERE.contains(f.id()))
                        .map(f -> new Loop.Figure(
                                f.id(),
                                f.requirement(),
                                f.limitSeconds(),
                                OptionalDouble.of(f.measuredSeconds()),
                                "monotonic",
                                Optional.of(f.startEvent()),
                                Optional.of(f.startTime()),
                                Optional.of(f.stopEvent()),
                                Optional.of(f.stopTime()),
                                f.n(),
                                f.id().equals("cutOff")))
                        .toList();
    }
}
