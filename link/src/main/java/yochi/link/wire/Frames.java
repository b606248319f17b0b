package yochi.link.wire;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Messages one behind the other in a stream: four bytes of length, most significant first, then the message. */
public final class Frames {
    private final MessageLimit limit;

    public Frames(MessageLimit limit) {
        this.limit = limit;
    }

    public void write(OutputStream out, byte[] message) throws IOException {
        limit.check(message.length);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(message.length);
        data.write(message);
        data.flush();
    }

    /** The next message; empty at a clean end. An end inside a frame is an {@link EOFException}. */
    public Optional<byte[]> read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(Integer.BYTES);
        if (head.length == 0) {
            return Optional.empty();
        }
        if (head.length < Integer.BYTES) {
            throw new EOFException("the stream ends inside a length");
        }
        int length = ByteBuffer.wrap(head).getInt();
        if (length < 0) {
            throw new YochiException(ErrorCode.MESSAGE_REFUSED, "a frame with a negative length: " + length);
        }
        limit.check(length);
        byte[] message = in.readNBytes(length);
        if (message.length < length) {
            throw new EOFException("the stream ends after " + message.length + " of " + length + " bytes");
        }
        return Optional.of(message);
    }
}
