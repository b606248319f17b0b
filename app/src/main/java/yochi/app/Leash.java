package yochi.app;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends this process in order when its standard input ends. Whoever started it holds the other end of that pipe, and the
 * system closes it for them however they end, even by SIGKILL: so nobody is outlived.
 */
final class Leash {
    /** As long as SIGTERM may take; what hangs then is cut off. */
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private Leash() {}

    /** Watches from now on; nothing else may read the stream. */
    static void hold(InputStream held) {
        Thread.ofPlatform().name("yochi-leash").daemon().start(() -> watch(held));
    }

    private static void watch(InputStream held) {
        byte[] unread = new byte[256];
        try {
            while (held.read(unread) >= 0) {
                // whatever is said there means nothing
            }
        } catch (IOException e) {
            // no input is an ended one
        }
        Thread.ofPlatform().name("yochi-cut-off").daemon().start(Leash::cutOff);
        System.exit(0);
    }

    private static void cutOff() {
        try {
            Thread.sleep(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
