package yochi.node.input;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;
import yochi.link.identity.Sha256;
import yochi.node.observation.BigEndian;

/** An input as it is stored: digests what is read and looks through gzip and zstd, both known by their magic. */
public final class StoredInput implements AutoCloseable {
    private static final int MAGIC = 4;
    private static final int DRAIN = 1 << 16;
    private static final int GZIP = 0x1F8B;
    private static final int ZSTD = 0x28B52FFD;
    /** A frame to be skipped, which parallel compressors write first; its own first byte has 16 values. */
    private static final int ZSTD_SKIPPABLE = 0x502A4D18;

    private static final int ANY_SKIPPABLE = 0xF0FF_FFFF;

    private final Digesting stored;
    private final InputStream decoded;

    /**
     * Opens a stream.
     *
     * @param digest whether to compute the SHA-256
     * @param expansion how far the stream may expand
     * @param progress told the number of stored bytes after every block
     */
    public StoredInput(InputStream raw, boolean digest, Expansion expansion, LongConsumer progress)
            throws IOException {
        stored = new Digesting(raw, digest ? Optional.of(Sha256.fresh()) : Optional.empty(), progress);
        PushbackInputStream front = new PushbackInputStream(stored, MAGIC);
        byte[] magic = front.readNBytes(MAGIC);
        front.unread(magic);
        int number = magic.length < MAGIC ? 0 : BigEndian.i32(magic, 0);
        if (number >>> Short.SIZE == GZIP) {
            decoded = expansion.bounding(new GzipStream(front), () -> stored.bytes);
        } else if (number == ZSTD || (number & ANY_SKIPPABLE) == ZSTD_SKIPPABLE) {
            decoded = expansion.bounding(new ZstdInputStreamNoFinalizer(front), () -> stored.bytes);
        } else {
            decoded = front;
        }
    }

    public InputStream decoded() {
        return decoded;
    }

    /** Reads what is left of the stored bytes and gives the digest of all of them. */
    public Optional<String> sha256OfAll() {
        byte[] rest = new byte[DRAIN];
        try {
            int read = stored.digest.isPresent() ? 0 : -1;
            while (read >= 0) {
                read = stored.read(rest, 0, rest.length);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return stored.digest.map(d -> HexFormat.of().formatHex(d.digest()));
    }

    @Override
    public void close() {
        try {
            decoded.close();
        } catch (IOException e) {
            return; // all was read, so nothing is lost
        }
    }

    private static final class Digesting extends BlockStream {
        private final InputStream raw;
        private final Optional<MessageDigest> digest;
        private final LongConsumer progress;
        private long bytes;

        Digesting(InputStream raw, Optional<MessageDigest> digest, LongConsumer progress) {
            this.raw = raw;
            this.digest = digest;
            this.progress = progress;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = raw.read(target, offset, length);
            if (n > 0) {
                if (digest.isPresent()) {
                    digest.get().update(target, offset, n);
                }
                bytes += n;
                progress.accept(bytes);
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }
}
