package yochi.node.line;

import java.time.Instant;

/** A pace that somebody else in this process sets, the same for several nodes: it never goes back. */
public final class SharedPace implements Pace {
    private long until = Long.MIN_VALUE;

    /** Observation time has come so far; a window is released once its end and the policy's lateness are passed. */
    public synchronized void advanceTo(Instant end) {
        until = Math.max(until, end.getEpochSecond());
        notifyAll();
    }

    /** No more waiting. */
    public synchronized void release() {
        until = Long.MAX_VALUE;
        notifyAll();
    }

    @Override
    public synchronized long after(long second) throws InterruptedException {
        while (until <= second) {
            wait();
        }
        return until;
    }
}
