package yochi.node.anonymise;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Rewrites one input under a key: a classic capture, a pcapng file, or text; gz and zst are read as they are. */
public final class Anonymiser {
    private static final int MAGIC = 4;
    private static final int GZIP = 0x1F8B;
    private static final int ZSTD = 0x28B52FFD;
    private static final int BLOCK = 1 << 18;

    private final CryptoPan pan;
    private final boolean payload;
    private final Set<String> decimal;

    /**
     * An anonymiser.
     *
     * @param payload whether payloads of packets are kept as they are
     * @param decimal columns of a table that hold IPv4 addresses as decimal numbers
     */
    public Anonymiser(CryptoPan pan, boolean payload, Set<String> decimal) {
        this.pan = pan;
        this.payload = payload;
        this.decimal = Set.copyOf(decimal);
    }

    /** Reads the input to its end; what was written is flushed. */
    public Account rewrite(InputStream raw, OutputStream out) throws IOException {
        PushbackInputStream in = peekable(raw);
        int magic = magic(in);
        if (magic >>> Short.SIZE == GZIP) {
            in = peekable(new GZIPInputStream(in, BLOCK));
            magic = magic(in);
        } else if (magic == ZSTD) {
            in = peekable(new ZstdInputStreamNoFinalizer(in));
            magic = magic(in);
        }
        FrameRewriter frames = new FrameRewriter(pan, payload);
        Account account;
        if (CaptureRewriter.fits(magic)) {
            Chunk chunk = new Chunk(in, out);
            account = new CaptureRewriter(frames).rewrite(chunk);
            chunk.flush();
        } else if (magic == BlockRewriter.SECTION) {
            Chunk chunk = new Chunk(in, out);
            account = new BlockRewriter(frames).rewrite(chunk);
            chunk.flush();
        } else {
            account = text(in, out);
        }
        out.flush();
        return account;
    }

    private Account text(InputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        BufferedWriter written = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.ISO_8859_1));
        Account account = new TextRewriter(pan, decimal).rewrite(lines, written);
        written.flush();
        return account;
    }

    private static PushbackInputStream peekable(InputStream in) {
        return new PushbackInputStream(in, MAGIC);
    }

    private static int magic(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(MAGIC);
        in.unread(head);
        return head.length < MAGIC ? 0 : Bytes.i32(head, 0);
    }
}
