package yochi.centre.ledger;

import java.time.Instant;

/**
 * Sensors that told nothing any more before a span was over: a recording that ended, or a node that was withdrawn.
 * Every statement that reaches behind that moment shares this one cause.
 *
 * @param region of the sensors
 * @param since end of the last day on which any of them watched
 */
public record Silence(String region, Instant since) implements Comparable<Silence> {
    @Override
    public int compareTo(Silence other) {
        int byTime = since.compareTo(other.since);
        return byTime != 0 ? byTime : region.compareTo(other.region);
    }

    /** Why a statement cannot be scored. */
    String reason() {
        return "nothing came from " + region + " since " + since + ", before the span was over";
    }
}
