package yochi.node.anonymise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * One reused buffer between input and output: what is read is changed in place and moves up to what was written before
 * it, so that an unchanged length costs no copy.
 */
final class Chunk {
    private static final int BYTES = 1 << 20;

    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[BYTES];
    private int position;
    private int limit;
    private int written;

    Chunk(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    int available() {
        return limit - position;
    }

    /** Brings that many bytes into the buffer; false where the input ends before. */
    boolean require(int bytes) throws IOException {
        if (limit - position >= bytes) {
            return true;
        }
        flush();
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        if (bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(bytes, 2 * buffer.length));
        }
        while (limit < bytes) {
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    /** Takes the next bytes: keeps the first of them and leaves out the rest. */
    void take(int bytes, int kept) {
        if (written != position) {
            System.arraycopy(buffer, position, buffer, written, kept);
        }
        written += kept;
        position += bytes;
    }

    void flush() throws IOException {
        out.write(buffer, 0, written);
        written = 0;
    }
}
