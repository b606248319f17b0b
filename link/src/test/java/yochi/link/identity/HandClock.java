package yochi.link.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that a test sets by hand. */
public final class HandClock implements InstantSource {
    private volatile Instant now;

    public HandClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
