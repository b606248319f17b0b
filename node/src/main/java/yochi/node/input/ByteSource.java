package yochi.node.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The decoded bytes of an input in one reused buffer: mapping a file costs more in page faults than parsing it. An
 * error of the medium or of the decompression ends the input and is kept, so that readers need not care.
 */
public final class ByteSource {
    private static final int BLOCK = 1 << 18;

    private final InputStream stream;
    private byte[] buffer = new byte[BLOCK];
    private int position;
    private int limit;
    private long base;
    private boolean ended;
    private String damage = "";
    private RejectReason damageReason = RejectReason.DAMAGED;

    public ByteSource(InputStream stream) {
        this.stream = stream;
    }

    /** The buffer; it may be another one after {@link #require}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index in the buffer of the next byte. */
    public int position() {
        return position;
    }

    /** Index in the buffer behind the last byte at hand. */
    public int limit() {
        return limit;
    }

    public int available() {
        return limit - position;
    }

    /** Offset of the next byte in the decoded input. */
    public long offset() {
        return base + position;
    }

    public void skip(int bytes) {
        position += bytes;
    }

    /** Brings that many bytes into the buffer; false where the input ends before. */
    public boolean require(int bytes) {
        return limit - position >= bytes || fill(bytes);
    }

    /** Reads on, at least one byte more if there is one; false at the end. */
    public boolean more() {
        int had = available();
        require(had + 1);
        return available() > had;
    }

    /** Why the input ended before its time, empty where it did not. */
    public String damage() {
        return damage;
    }

    /** What kind of damage it is. */
    public RejectReason damageReason() {
        return damageReason;
    }

    /** Moves what is left to the front only when half of the buffer is done, so that no byte is moved often. */
    private boolean fill(int bytes) {
        if (ended) {
            return false;
        }
        if (position + bytes > buffer.length || position >= buffer.length / 2) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            base += position;
            limit -= position;
            position = 0;
        }
        if (bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(bytes, 2 * buffer.length));
        }
        while (limit - position < bytes && !ended) {
            try {
                int read = stream.read(buffer, limit, buffer.length - limit);
                ended = read < 0;
                limit += Math.max(read, 0);
            } catch (IOException e) {
                ended = true;
                damageReason =
                        switch (e) {
                            case Expansion.Exceeded x -> RejectReason.EXPANDS_TOO_MUCH;
                            case HpfeedsStream.Refused x -> RejectReason.BROKER;
                            default -> RejectReason.DAMAGED;
                        };
                damage = String.valueOf(e.getMessage());
            }
        }
        return limit - position >= bytes;
    }
}
