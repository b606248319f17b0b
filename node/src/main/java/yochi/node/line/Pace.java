package yochi.node.line;

import java.time.Duration;
import java.time.Instant;
import yochi.core.model.Ticker;

/** How fast observation time, the only clock that is ever accelerated, may run at a node that replays its inputs. */
@FunctionalInterface
public interface Pace {
    /**
     * Waits until observations up to the given second may be handed on.
     *
     * @param second observation time, seconds since 1970-01-01T00:00Z
     */
    void await(long second) throws InterruptedException;

    /** As fast as the machine can. */
    static Pace free() {
        return second -> {};
    }

    /** Observation time runs {@code speed} times as fast as the wall from now on, beginning at {@code from}. */
    static Pace speed(Instant from, double speed, Ticker ticker) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a speed above 0, not " + speed);
        }
        long start = ticker.nanos();
        return second -> {
            double seconds = (second - from.getEpochSecond()) / speed;
            long wait = (long) (seconds * 1e9) - (ticker.nanos() - start);
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
        };
    }
}
