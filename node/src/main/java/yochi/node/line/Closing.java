package yochi.node.line;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Ends a node's threads without interrupting one that reads or writes a file, which would close the file under it: only
 * waits that were announced here are broken off, everything else runs to its next look at {@link #begun}.
 */
final class Closing {
    private final Set<Thread> waiting = new HashSet<>();
    private volatile boolean begun;

    /** Something that may take long and touches no file that is written. */
    @FunctionalInterface
    interface Wait<T, E extends Exception> {
        T run() throws InterruptedException, E;
    }

    /** Whether the node is closing. */
    boolean begun() {
        return begun;
    }

    /** Waits; {@link InterruptedException} as soon as the node closes, the thread's own mark being cleared. */
    <T, E extends Exception> T during(Wait<T, E> wait) throws InterruptedException, E {
        enter();
        try {
            return wait.run();
        } finally {
            leave();
        }
    }

    /** Sleeps so long, or until the node closes. */
    void pause(Duration time) throws InterruptedException {
        during(() -> {
            Thread.sleep(time);
            return true;
        });
    }

    private synchronized void enter() throws InterruptedException {
        if (begun) {
            throw new InterruptedException("the node is closing");
        }
        waiting.add(Thread.currentThread());
    }

    private synchronized void leave() {
        waiting.remove(Thread.currentThread());
        if (begun) {
            Thread.interrupted();
        }
    }

    /** From now on nothing waits any more. */
    synchronized void begin() {
        begun = true;
        waiting.forEach(Thread::interrupt);
    }
}
