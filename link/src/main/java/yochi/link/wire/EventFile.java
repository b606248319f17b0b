package yochi.link.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;

/**
 * One party's marks as JSON lines: party, event, id, monotonic nanoseconds, wall clock, then the details. Each line is
 * one append, so that several parties, in several processes, may share a file; on one machine their monotonic clocks
 * agree.
 */
public final class EventFile implements EventLog, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String party;
    private final Path file;
    private final FileChannel channel;
    private final Ticker ticker;
    private final InstantSource clock;

    private EventFile(String party, Path file, FileChannel channel, Ticker ticker, InstantSource clock) {
        this.party = party;
        this.file = file;
        this.channel = channel;
        this.ticker = ticker;
        this.clock = clock;
    }

    /** Opens the file for appending, or makes it. */
    public static EventFile open(Path file, String party, Ticker ticker, InstantSource clock) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            return new EventFile(party, file, channel, ticker, clock);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "events file " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void mark(String event, String id, Map<String, Object> details) {
        ObjectNode line = JSON.createObjectNode()
                .put("party", party)
                .put("event", event)
                .put("id", id)
                .put("monotonicNanos", ticker.nanos())
                .put("wall", clock.instant().toString());
        details.forEach((name, value) -> line.set(name, JSON.valueToTree(value)));
        byte[] bytes = JSON.writeValueAsBytes(line);
        ByteBuffer out =
                ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) '\n').flip();
        try {
            synchronized (channel) {
                while (out.hasRemaining()) {
                    channel.write(out);
                }
            }
        } catch (IOException e) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "events file " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "events file " + file + ": " + e.getMessage(), e);
        }
    }
}
