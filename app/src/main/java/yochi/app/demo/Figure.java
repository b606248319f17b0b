package yochi.app.demo;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One of the plan's figures as measured in this run, recomputable from the events.
 *
 * @param id such as {@code policyEffective}
 * @param requirement such as {@code K-15}
 * @param limitSeconds the plan's limit; empty where it only says "at once"
 * @param measuredSeconds the worst of n
 * @param startEvent party and event where the clock starts
 * @param stopEvent party and event where it stops
 * @param n how many times it was measured
 */
record Figure(
        String id,
        String requirement,
        OptionalDouble limitSeconds,
        double measuredSeconds,
        String startEvent,
        Instant startTime,
        String stopEvent,
        Instant stopTime,
        long n) {
    boolean met() {
        return limitSeconds.isEmpty() || measuredSeconds <= limitSeconds.getAsDouble();
    }
}
