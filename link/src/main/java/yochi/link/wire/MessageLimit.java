package yochi.link.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * The most bytes that one message of a peer may have; nothing longer is ever held in memory.
 *
 * @param bytes at least one
 */
public record MessageLimit(int bytes) {
    private static final int CHUNK = 8192;

    public MessageLimit {
        if (bytes < 1) {
            throw new IllegalArgumentException("a limit of " + bytes + " bytes");
        }
    }

    /** Refuses a length that the peer declares, before a byte of the message is read. */
    public void check(long declared) {
        if (declared < 0 || declared > bytes) {
            throw new YochiException(
                    ErrorCode.MESSAGE_REFUSED, "a message of " + declared + " bytes; at most " + bytes + " are read");
        }
    }

    /** Reads to the end of the stream, or refuses as soon as it has become too long. */
    public byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(bytes, CHUNK));
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            check((long) out.size() + count);
            out.write(chunk, 0, count);
        }
        return out.toByteArray();
    }
}
