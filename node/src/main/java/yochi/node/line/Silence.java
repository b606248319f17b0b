package yochi.node.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Until when a watched folder has told all, by the wall clock, though nothing new lies there: an observation comes with
 * its file, so as long after it as the file is written, and the last files tell how long that was. Beyond that the
 * folder's silence is the sensors' own, or nobody watches; which of both, nothing tells.
 */
final class Silence {
    /** Files that tell how far the folder is behind: a day of files an hour each, and one late one is forgotten. */
    private static final int FILES = 24;

    private final Optional<Duration> told;
    private final Deque<Duration> behind = new ArrayDeque<>();
    private Instant lastFile = Instant.MIN;

    /** Of a folder that is said to be so far behind; else the files tell. */
    Silence(Optional<Duration> told) {
        this.told = told;
    }

    /**
     * Takes a file that was read.
     *
     * @param first its first record
     * @param written when its writer wrote to it last
     */
    void file(Instant first, Instant written, Instant now) {
        Duration span = Duration.between(first, written);
        behind.addLast(span.isNegative() ? Duration.ZERO : span);
        if (behind.size() > FILES) {
            behind.removeFirst();
        }
        lastFile = now;
    }

    /**
     * The instant before which nothing more will come, once no file came for longer than the lateness; empty before.
     *
     * @param waits how long a finished file waits until it is read
     */
    Optional<Instant> until(Instant now, Duration lateness, Duration waits) {
        if (behind.isEmpty() || Duration.between(lastFile, now).compareTo(lateness) <= 0) {
            return Optional.empty();
        }
        Duration longest = told.orElseGet(() -> behind.stream().max(Duration::compareTo).orElse(Duration.ZERO));
        return Optional.of(now.minus(longest).minus(waits));
    }
}
