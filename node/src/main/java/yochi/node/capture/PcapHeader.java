package yochi.node.capture;

import java.util.Optional;
import yochi.node.observation.BigEndian;

/**
 * The file header of a classic capture, and how its record headers are read.
 *
 * @param swapped whether numbers are little-endian
 * @param nanosPerFraction 1 in a nanosecond file, 1000 in a microsecond file
 * @param linkType number of the link header type
 */
record PcapHeader(boolean swapped, int nanosPerFraction, int linkType) {
    static final int BYTES = 24;
    private static final int MICROS = 0xA1B2C3D4;
    private static final int NANOS = 0xA1B23C4D;
    private static final int LINK_TYPE = 20;
    private static final int LINK_TYPE_BITS = 0xFFFF;
    private static final int NANOS_PER_MICRO = 1000;

    /** Whether the bytes begin with a capture's magic. */
    static boolean fits(byte[] head, int length) {
        return length >= Integer.BYTES && isMagic(BigEndian.i32(head, 0));
    }

    private static boolean isMagic(int magic) {
        int turned = Integer.reverseBytes(magic);
        return magic == MICROS || magic == NANOS || turned == MICROS || turned == NANOS;
    }

    /** The header at the offset, if its magic is right; {@link #BYTES} bytes must be there. */
    static Optional<PcapHeader> parse(byte[] b, int from) {
        int magic = BigEndian.i32(b, from);
        if (!isMagic(magic)) {
            return Optional.empty();
        }
        boolean swapped = magic != MICROS && magic != NANOS;
        int plain = swapped ? Integer.reverseBytes(magic) : magic;
        int link = BigEndian.i32(b, from + LINK_TYPE);
        return Optional.of(new PcapHeader(
                swapped,
                plain == NANOS ? 1 : NANOS_PER_MICRO,
                (swapped ? Integer.reverseBytes(link) : link) & LINK_TYPE_BITS));
    }

    /** Two numbers of a record header that stand side by side: the first in the lower half, the second above. */
    long pair(byte[] b, int at) {
        return swapped ? BigEndian.i64Turned(b, at) : Long.rotateLeft(BigEndian.i64(b, at), Integer.SIZE);
    }
}
