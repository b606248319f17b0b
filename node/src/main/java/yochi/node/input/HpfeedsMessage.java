package yochi.node.input;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * One message of the hpfeeds protocol: four bytes of length (of the whole message), one of operation, then the body, in
 * which names carry their length in one byte.
 *
 * @param operation 0 error, 1 info, 2 auth, 3 publish, 4 subscribe
 * @param body what follows the header
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
record HpfeedsMessage(int operation, byte[] body) {
    static final int ERROR = 0;
    static final int INFO = 1;
    static final int AUTH = 2;
    static final int PUBLISH = 3;
    static final int SUBSCRIBE = 4;

    private static final int HEADER = 5;
    private static final int U8 = 0xFF;

    /** The bytes of a message are not what the protocol allows. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    /** Reads the next message; one longer than the bound ends the connection, since nothing behind it can be found. */
    static HpfeedsMessage read(DataInputStream stream, int longest) throws IOException {
        int length = stream.readInt();
        int operation = stream.readUnsignedByte();
        if (length < HEADER || length - HEADER > longest) {
            throw new Broken("a message of " + Integer.toUnsignedLong(length) + " bytes, at most "
                    + (longest + HEADER));
        }
        byte[] body = new byte[length - HEADER];
        stream.readFully(body);
        return new HpfeedsMessage(operation, body);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(HEADER + body.length)
                .put((byte) operation)
                .put(body)
                .array();
    }

    /** The answer to the broker's nonce: SHA-1 of nonce and secret, as the protocol has it. */
    static HpfeedsMessage auth(String ident, byte[] nonce, String secret) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            return new HpfeedsMessage(AUTH, join(name(ident), sha1.digest(secret.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    static HpfeedsMessage subscribe(String ident, String channel) {
        return new HpfeedsMessage(SUBSCRIBE, join(name(ident), channel.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text at the front of the body; the rest begins behind it. */
    String name() throws Broken {
        return new String(body, 1, nameLength(0), StandardCharsets.UTF_8);
    }

    /** What follows the first name: of an info the nonce. */
    byte[] behindName() throws Broken {
        return Arrays.copyOfRange(body, 1 + nameLength(0), body.length);
    }

    /** Of a published message, what follows ident and channel. */
    byte[] payload() throws Broken {
        int channel = 1 + nameLength(0);
        return Arrays.copyOfRange(body, channel + 1 + nameLength(channel), body.length);
    }

    private int nameLength(int at) throws Broken {
        if (at >= body.length || at + 1 + (body[at] & U8) > body.length) {
            throw new Broken("a name that is longer than its message");
        }
        return body[at] & U8;
    }

    private static byte[] name(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return join(new byte[] {(byte) bytes.length}, bytes);
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
