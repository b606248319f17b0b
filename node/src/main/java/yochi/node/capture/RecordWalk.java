package yochi.node.capture;

import yochi.node.observation.PacketBatch;

/**
 * The tight loop over the records of a classic Ethernet capture that lie in the buffer: it notes where usual frames
 * begin and when they were seen, and stops before the first record that asks for more care.
 */
final class RecordWalk {
    private static final int RECORD_HEADER = 16;
    private static final int LENGTHS = 8;
    private static final long U32 = 0xFFFF_FFFFL;
    private static final long NANOS = 1_000_000_000L;

    private final PcapHeader header;
    private final int believed;
    private int packets;

    /**
     * A walk through one capture.
     *
     * @param believed a longer frame asks for more care
     */
    RecordWalk(PcapHeader header, int believed) {
        this.header = header;
        this.believed = believed;
    }

    /** Frames noted by the last walk. */
    int packets() {
        return packets;
    }

    /**
     * Notes usual frames in ascending order of time, as many as the batch takes.
     *
     * @param last where the last record header could begin
     * @return where the record behind them begins; the begin where there was none
     */
    int usual(byte[] b, int begin, int last, PacketBatch batch) {
        long unit = header.nanosPerFraction();
        long fractions = NANOS / unit;
        long before = Long.MIN_VALUE;
        int at = begin;
        int n = 0;
        int most = believed;
        int limit = last + RECORD_HEADER;
        int end = Math.min(last, b.length - RECORD_HEADER - UsualFrame.LINK - PacketBatch.READABLE);
        while (at <= end && n < PacketBatch.MOST) {
            long time = header.pair(b, at);
            long lengths = header.pair(b, at + LENGTHS);
            int captured = (int) lengths;
            long nanos = (time & U32) * NANOS + (time >>> Integer.SIZE) * unit;
            int frame = at + RECORD_HEADER;
            if (captured != (int) (lengths >>> Integer.SIZE)
                    || Integer.compareUnsigned(captured, most) > 0
                    || frame + captured > limit
                    || time >>> Integer.SIZE >= fractions
                    || nanos < before
                    || !UsualFrame.fits(b, frame, captured)) {
                break;
            }
            batch.set(n++, b, frame + UsualFrame.LINK, captured, nanos);
            before = nanos;
            at = frame + captured;
        }
        packets = n;
        return at;
    }
}
