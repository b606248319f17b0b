package yochi.node.anonymise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites a pcapng file: sections, interfaces and packets stay; names, comments, statistics, secrets and unknown
 * blocks go, since they may hold addresses. Of an interface's options only the resolution and offset of its clock stay.
 */
final class BlockRewriter {
    /** Type of a section header, the same in both byte orders. */
    static final int SECTION = 0x0A0D0D0A;

    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int ENVELOPE = 12;
    private static final int SECTION_BYTES = 28;
    private static final int ENHANCED_FIELDS = 20;
    private static final int LONGEST = CaptureRewriter.LONGEST + (1 << 16);
    private static final int TIME_RESOLUTION = 9;
    private static final int TIME_OFFSET = 14;

    private final FrameRewriter frames;
    private final List<Integer> links = new ArrayList<>();
    private boolean swapped;
    private long records;
    private long dropped;

    BlockRewriter(FrameRewriter frames) {
        this.frames = frames;
    }

    Account rewrite(Chunk chunk) throws IOException {
        while (chunk.require(ENVELOPE)) {
            int type = Bytes.i32(chunk.buffer(), chunk.position(), swapped);
            if (type == SECTION) {
                swapped = Bytes.i32(chunk.buffer(), chunk.position() + 8) != BYTE_ORDER;
            }
            int bytes = Bytes.i32(chunk.buffer(), chunk.position() + 4, swapped);
            if (bytes < ENVELOPE || bytes > LONGEST || bytes % 4 != 0 || !chunk.require(bytes)) {
                return account(true);
            }
            chunk.take(bytes, block(type, chunk.buffer(), chunk.position(), bytes));
        }
        return account(chunk.available() > 0);
    }

    private Account account(boolean truncated) {
        return new Account(records, records - dropped, dropped, truncated);
    }

    /** How many bytes of the block stay. */
    private int block(int type, byte[] b, int at, int bytes) {
        return switch (type) {
            case SECTION -> {
                links.clear();
                Bytes.put(b, at + 16, -1L); // the section's length is not known any more
                yield bytes < SECTION_BYTES ? 0 : closed(b, at, SECTION_BYTES);
            }
            case INTERFACE -> {
                if (bytes < 20) {
                    yield 0;
                }
                int link = Bytes.u16(b, at + 8, swapped);
                CaptureRewriter.refuseUnread(link);
                links.add(link);
                yield closed(b, at, options(b, at + 16, at + bytes - 4) - at + 4);
            }
            case ENHANCED_PACKET -> bytes < ENVELOPE + ENHANCED_FIELDS ? 0 : enhanced(b, at, bytes);
            case SIMPLE_PACKET -> bytes < ENVELOPE + 4 ? 0 : simple(b, at, bytes);
            default -> 0;
        };
    }

    private int closed(byte[] b, int at, int bytes) {
        Bytes.put32(b, at + 4, bytes, swapped);
        Bytes.put32(b, at + bytes - 4, bytes, swapped);
        return bytes;
    }

    /** Moves up the options that stay; where they end. */
    private int options(byte[] b, int from, int end) {
        int to = from;
        int at = from;
        while (at + 4 <= end) {
            int code = Bytes.u16(b, at, swapped);
            int whole = 4 + (Bytes.u16(b, at + 2, swapped) + 3) / 4 * 4;
            if (code == 0 || at + whole > end) {
                break;
            }
            if (code == TIME_RESOLUTION || code == TIME_OFFSET) {
                System.arraycopy(b, at, b, to, whole);
                to += whole;
            }
            at += whole;
        }
        return to;
    }

    private int enhanced(byte[] b, int at, int bytes) {
        int number = Bytes.i32(b, at + 8, swapped);
        int captured = Bytes.i32(b, at + 20, swapped);
        records++;
        boolean sound = number >= 0
                && number < links.size()
                && captured >= 0
                && captured <= bytes - ENVELOPE - ENHANCED_FIELDS;
        int end = sound ? frames.rewrite(links.get(number), b, at + 28, at + 28 + captured) : FrameRewriter.DROP;
        if (end == FrameRewriter.DROP) {
            dropped++;
            return 0;
        }
        Bytes.put32(b, at + 20, end - at - 28, swapped);
        return closed(b, at, padded(b, end, at + 28) - at + 4);
    }

    private int simple(byte[] b, int at, int bytes) {
        records++;
        int wire = Bytes.i32(b, at + 8, swapped);
        int captured = Math.min(wire < 0 ? Integer.MAX_VALUE : wire, bytes - ENVELOPE - 4);
        int end = links.isEmpty()
                ? FrameRewriter.DROP
                : frames.rewrite(links.getFirst(), b, at + 12, at + 12 + captured);
        if (end == FrameRewriter.DROP) {
            dropped++;
            return 0;
        }
        if (end < at + 12 + captured) {
            Bytes.put32(b, at + 8, end - at - 12, swapped); // this kind of block knows no other captured length
        }
        return closed(b, at, padded(b, end, at + 12) - at + 4);
    }

    private static int padded(byte[] b, int end, int from) {
        int padded = from + (end - from + 3) / 4 * 4;
        java.util.Arrays.fill(b, end, padded, (byte) 0);
        return padded;
    }
}
