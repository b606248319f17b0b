package yochi.node.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * A pace set from outside this process: a file that holds one instant, up to which observation time has come. The file
 * is looked at every {@value #LOOK_MILLIS} ms; whoever sets it replaces it whole.
 */
final class FilePace implements Pace {
    private static final int LOOK_MILLIS = 10;

    private final Path file;

    FilePace(Path file) {
        this.file = file;
    }

    @Override
    public long after(long second) throws InterruptedException {
        while (true) {
            long now = look();
            if (now > second) {
                return now;
            }
            Thread.sleep(Duration.ofMillis(LOOK_MILLIS));
        }
    }

    private long look() {
        try {
            return Instant.parse(Files.readString(file).strip()).getEpochSecond();
        } catch (IOException | DateTimeException e) {
            return Long.MIN_VALUE;
        }
    }
}
