package yochi.core.model;

/** A monotonic clock in nanoseconds, for leases, timeouts and latencies; its zero has no meaning. */
@FunctionalInterface
public interface Ticker {
    long nanos();

    /** The machine's own monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
