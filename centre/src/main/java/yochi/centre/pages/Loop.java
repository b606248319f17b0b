package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The response loop with its times: from what a node saw to traffic cut off, and the plan's limits.
 *
 * @param figures each quality figure of the plan beside what was measured
 * @param steps what happened, oldest first, wall clock
 * @param simulated whether part of the loop is simulated
 */
public record Loop(List<Figure> figures, List<Step> steps, boolean simulated) {
    public Loop {
        figures = List.copyOf(figures);
        steps = List.copyOf(steps);
    }

    /**
     * One figure; the words are those of {@code yochi.demo/1}.
     *
     * @param id such as {@code policyEffective}
     * @param requirement such as {@code K-15}
     * @param limitSeconds the plan's limit; absent where the plan says only "at once"
     * @param measuredSeconds worst of the measured; absent until measured
     * @param clock which clock, such as {@code monotonic}
     * @param n how many times it was measured
     */
    public record Figure(
            String id,
            String requirement,
            OptionalDouble limitSeconds,
            OptionalDouble measuredSeconds,
            String clock,
            Optional<String> startEvent,
            Optional<Instant> startTime,
            Optional<String> stopEvent,
            Optional<Instant> stopTime,
            long n,
            boolean simulated) {}

    /**
     * Something a party did.
     *
     * @param party who: {@code node}, {@code centre}, {@code member} or a name
     * @param event such as {@code notice.acknowledged}
     * @param id what it happened to
     */
    public record Step(Instant at, String party, String event, String id, Phrase what, boolean simulated) {}
}
