package yochi.app.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** The events file as far as it has been written: each look reads only what came since the last. Thread-safe. */
final class EventTrail {
    private final Path file;
    private final List<EventLine> lines = new ArrayList<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long read;

    EventTrail(Path file) {
        this.file = file;
    }

    /** All whole lines so far, in the order they were written; empty before the first party wrote. */
    synchronized List<EventLine> lines() {
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                take(channel);
            } catch (IOException e) {
                throw new YochiException(ErrorCode.INPUT_UNREADABLE, "cannot read events " + file, e);
            }
        }
        return List.copyOf(lines);
    }

    private void take(FileChannel channel) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        while (channel.read(chunk, read) > 0) {
            chunk.flip();
            read += chunk.remaining();
            while (chunk.hasRemaining()) {
                byte next = chunk.get();
                if (next == '\n') {
                    lines.add(EventLine.parse(unfinished.toByteArray(), file));
                    unfinished.reset();
                } else {
                    unfinished.write(next);
                }
            }
            chunk.clear();
        }
    }
}
