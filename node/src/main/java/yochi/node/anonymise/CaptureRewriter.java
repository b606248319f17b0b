package yochi.node.anonymise;

import java.io.IOException;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Rewrites a classic capture, in both byte orders, with stamps in micro- or nanoseconds. */
final class CaptureRewriter {
    private static final int MICROS = 0xA1B2C3D4;
    private static final int NANOS = 0xA1B23C4D;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int CAPTURED = 8;
    /** The longest frame that a capture may hold; more is damage. */
    static final int LONGEST = 1 << 18;

    private final FrameRewriter frames;

    CaptureRewriter(FrameRewriter frames) {
        this.frames = frames;
    }

    static boolean fits(int magic) {
        return plain(magic) || plain(Integer.reverseBytes(magic));
    }

    private static boolean plain(int magic) {
        return magic == MICROS || magic == NANOS;
    }

    Account rewrite(Chunk chunk) throws IOException {
        if (!chunk.require(FILE_HEADER)) {
            return new Account(0, 0, 0, true);
        }
        boolean swapped = !plain(Bytes.i32(chunk.buffer(), 0));
        int link = Bytes.i32(chunk.buffer(), 20, swapped) & 0xFFFF;
        refuseUnread(link);
        chunk.take(FILE_HEADER, FILE_HEADER);
        long records = 0;
        long dropped = 0;
        while (chunk.require(RECORD_HEADER)) {
            int captured = Bytes.i32(chunk.buffer(), chunk.position() + CAPTURED, swapped);
            if (captured < 0 || captured > LONGEST || !chunk.require(RECORD_HEADER + captured)) {
                return new Account(records, records - dropped, dropped, true);
            }
            records++;
            int from = chunk.position() + RECORD_HEADER;
            int end = frames.rewrite(link, chunk.buffer(), from, from + captured);
            if (end == FrameRewriter.DROP) {
                dropped++;
                chunk.take(RECORD_HEADER + captured, 0);
            } else {
                Bytes.put32(chunk.buffer(), chunk.position() + CAPTURED, end - from, swapped);
                chunk.take(RECORD_HEADER + captured, RECORD_HEADER + end - from);
            }
        }
        return new Account(records, records - dropped, dropped, chunk.available() > 0);
    }

    static void refuseUnread(int link) {
        if (!FrameRewriter.reads(link)) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED, "link type " + link + " cannot be rewritten; nothing was written");
        }
    }
}
