package yochi.node.intersection;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A stream in pieces of at most {@value #PIECE} bytes, each closed by AES-256-GCM under a key of this meeting and
 * direction and numbered: whoever carries it can read nothing of it and change, repeat or leave out no piece.
 */
public final class SealedStream {
    static final int PIECE = 1 << 15;

    private static final int TAG_BYTES = 16;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    private SealedStream() {}

    /** What is written leaves closed, at every flush. */
    public static OutputStream over(OutputStream to, byte[] key) {
        return new Closing(new DataOutputStream(to), key);
    }

    /** What arrives opened; an {@link IOException} where it was not closed under the key, piece by piece. */
    public static InputStream over(InputStream from, byte[] key) {
        return new Opening(new DataInputStream(from), key);
    }

    private static Cipher cipher(int mode, byte[] key, long number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_BYTES, nonce));
        return cipher;
    }

    private static final class Closing extends OutputStream {
        private final DataOutputStream to;
        private final byte[] key;
        private final byte[] waiting = new byte[PIECE];
        private int size;
        private long number;

        Closing(DataOutputStream to, byte[] key) {
            this.to = to;
            this.key = key.clone();
        }

        @Override
        public void write(int b) throws IOException {
            if (size == PIECE) {
                send();
            }
            waiting[size++] = (byte) b;
        }

        @Override
        public void flush() throws IOException {
            if (size > 0) {
                send();
            }
            to.flush();
        }

        private void send() throws IOException {
            try {
                byte[] closed = cipher(Cipher.ENCRYPT_MODE, key, number++).doFinal(waiting, 0, size);
                to.writeInt(closed.length);
                to.write(closed);
                Arrays.fill(waiting, (byte) 0);
                size = 0;
            } catch (GeneralSecurityException e) {
                throw new IOException("a piece cannot be closed", e);
            }
        }
    }

    private static final class Opening extends InputStream {
        private final DataInputStream from;
        private final byte[] key;
        private byte[] piece = {};
        private int at;
        private long number;

        Opening(DataInputStream from, byte[] key) {
            this.from = from;
            this.key = key.clone();
        }

        @Override
        public int read() throws IOException {
            if (at == piece.length && !next()) {
                return -1;
            }
            return piece[at++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            Objects.checkFromIndexSize(from, most, into.length);
            if (most == 0) {
                return 0;
            } else if (at == piece.length && !next()) {
                return -1;
            }
            int n = Math.min(most, piece.length - at);
            System.arraycopy(piece, at, into, from, n);
            at += n;
            return n;
        }

        private boolean next() throws IOException {
            int length;
            try {
                length = from.readInt();
            } catch (EOFException e) {
                return false;
            }
            if (length <= TAG_BYTES || length > PIECE + TAG_BYTES) {
                throw new IOException("a piece of " + length + " bytes");
            }
            byte[] closed = new byte[length];
            from.readFully(closed);
            try {
                piece = cipher(Cipher.DECRYPT_MODE, key, number++).doFinal(closed);
                at = 0;
                return true;
            } catch (GeneralSecurityException e) {
                throw new IOException("a piece that the other side did not close", e);
            }
        }
    }
}
