package yochi.node.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes gzip (RFC 1952), members one after another, and says loudly where the data end early, fail their checksum or
 * are followed by something else; the JDK's own stream is silent on some of these.
 */
final class GzipStream extends BlockStream {
    private static final int BLOCK = 1 << 16;
    private static final int DEFLATE = 8;
    private static final int CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int limit;
    private boolean inMember;
    private long members;

    GzipStream(InputStream stored) {
        this.stored = stored;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (!inMember && !header()) {
                return -1;
            }
            int n = inflate(target, offset, length);
            if (n > 0) {
                crc.update(target, offset, n);
                return n;
            }
            if (inflater.finished()) {
                at = limit - inflater.getRemaining();
                trailer();
            } else if (inflater.needsDictionary() || !fill()) {
                throw new EOFException("the gzip data end early");
            } else {
                inflater.setInput(block, at, limit - at);
            }
        }
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("the gzip data are broken: " + e.getMessage(), e);
        }
    }

    /** Reads a member's header; false where the input ends, possibly after zero padding. */
    private boolean header() throws IOException {
        int first = next();
        while (members > 0 && first == 0) {
            first = next();
        }
        if (first < 0) {
            return false;
        }
        if (first != 0x1F || next() != 0x8B || next() != DEFLATE) {
            throw new IOException(members == 0 ? "no gzip data" : "something else follows the gzip data");
        }
        int flags = need();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(need() | need() << Byte.SIZE);
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            int letter = need();
            while (letter != 0) {
                letter = need();
            }
        }
        skip((flags & CHECK) != 0 ? 2 : 0);
        inflater.reset();
        inflater.setInput(block, at, limit - at);
        crc.reset();
        members++;
        inMember = true;
        return true;
    }

    private void trailer() throws IOException {
        long check = little();
        long size = little();
        if (check != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new IOException("the gzip checksum is wrong");
        }
        inMember = false;
    }

    private long little() throws IOException {
        long value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value |= (long) need() << (i * Byte.SIZE);
        }
        return value;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            need();
        }
    }

    private int need() throws IOException {
        int value = next();
        if (value < 0) {
            throw new EOFException("the gzip data end early");
        }
        return value;
    }

    private int next() throws IOException {
        return at < limit || fill() ? block[at++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, stored.read(block, 0, block.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        stored.close();
    }
}
