package yochi.node.line;

import java.time.Instant;
import yochi.core.model.Ticker;

/**
 * How far observation time, the only clock that is ever accelerated, has come at a node that replays its inputs.
 * Observations before it may be handed on, and release windows that it has passed are over.
 */
@FunctionalInterface
public interface Pace {
    /**
     * Waits until observation time has passed the given second, and tells how far it has come.
     *
     * @param second how far it had come when asked last, seconds since 1970-01-01T00:00Z
     */
    long after(long second) throws InterruptedException;

    /** As fast as the machine can. */
    static Pace free() {
        return second -> Long.MAX_VALUE;
    }

    /** Observation time runs {@code speed} times as fast as the wall from now on, beginning at {@code from}. */
    static Pace speed(Instant from, double speed, Ticker ticker) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a speed above 0, not " + speed);
        }
        long start = ticker.nanos();
        return second -> {
            while (true) {
                long now = from.getEpochSecond() + (long) ((ticker.nanos() - start) * speed / 1e9);
                if (now > second) {
                    return now;
                }
                Thread.sleep(1 + (long) Math.min(1000, 1000 / speed));
            }
        };
    }
}
