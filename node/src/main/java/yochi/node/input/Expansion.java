package yochi.node.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * How far a compressed input may expand: reading takes no more memory for it, but time, which a compression bomb wants.
 *
 * @param mostBytes decoded bytes of one input
 * @param mostRatio decoded bytes for each stored one, looked at once {@link #FREE_BYTES} are decoded
 */
public record Expansion(long mostBytes, long mostRatio) {
    /** Smaller inputs may expand as they like: they take less than a second. */
    static final long FREE_BYTES = 64L << 20;

    private static final long DEFAULT_BYTES = 1L << 40;
    /** Deflate ends at 1,032 times; floods of equal packets, the best there is to compress, stay below half of it. */
    private static final long DEFAULT_RATIO = 500;

    public Expansion {
        if (mostBytes < 1 || mostRatio < 1) {
            throw new IllegalArgumentException("an expansion bound below 1");
        }
    }

    /** 1 TiB, 500 times. */
    public static Expansion usual() {
        return new Expansion(DEFAULT_BYTES, DEFAULT_RATIO);
    }

    /** An input that expands beyond what its settings allow. */
    static final class Exceeded extends IOException {
        private static final long serialVersionUID = 1;

        Exceeded(String message) {
            super(message);
        }
    }

    /** The decoded stream, which fails where the bound is passed. */
    InputStream bounding(InputStream decoded, LongSupplier storedBytes) {
        return new Bounded(decoded, storedBytes);
    }

    private final class Bounded extends BlockStream {
        private final InputStream decoded;
        private final LongSupplier storedBytes;
        private long bytes;

        Bounded(InputStream decoded, LongSupplier storedBytes) {
            this.decoded = decoded;
            this.storedBytes = storedBytes;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (bytes >= mostBytes) {
                throw new Exceeded("it expands to more than " + mostBytes + " bytes");
            }
            if (bytes > FREE_BYTES && bytes / mostRatio > storedBytes.getAsLong()) {
                throw new Exceeded("it expands to more than " + mostRatio + " times its size");
            }
            int n = decoded.read(target, offset, (int) Math.min(length, mostBytes - bytes));
            bytes += Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            decoded.close();
        }
    }
}
