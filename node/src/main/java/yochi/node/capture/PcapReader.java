package yochi.node.capture;

import java.util.Optional;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.SensorTable;

/**
 * Reads classic captures of both byte orders, in micro- or nanoseconds. A record whose length cannot be is counted, and
 * reading goes on at the next place where two records in a row look sound.
 */
public final class PcapReader implements FormatReader {
    private static final int RECORD_HEADER = 16;
    /** Where captured length and wire length stand, behind second and fraction. */
    private static final int LENGTHS = 8;

    private static final long U32 = 0xFFFF_FFFFL;
    private static final long NANOS = 1_000_000_000L;
    /** A longer record is believed only if a sound one follows it. */
    private static final int SUSPICIOUS_BYTES = 4096;
    /** No frame is longer on the wire than what segmentation offload hands over. */
    private static final int LONGEST_ON_WIRE = 1 << 24;
    /** Behind damage, records are sought that lie within a day of the last sound one. */
    private static final long NEAR_SECONDS = 86_400;

    private final SensorTable sensors;
    private final int longestFrameBytes;

    /**
     * A reader.
     *
     * @param sensors whose packets may come in
     * @param longestFrameBytes a longer captured frame is absurd
     */
    public PcapReader(SensorTable sensors, int longestFrameBytes) {
        this.sensors = sensors;
        this.longestFrameBytes = longestFrameBytes;
    }

    /** Whether the bytes begin with a capture's magic. */
    public static boolean fits(byte[] head, int length) {
        return PcapHeader.fits(head, length);
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        if (!source.require(PcapHeader.BYTES)) {
            if (source.damage().isEmpty()) {
                tally.reject(RejectReason.TRUNCATED, source.offset(), "the file header is incomplete");
            }
            return;
        }
        Optional<PcapHeader> header = PcapHeader.parse(source.buffer(), source.position());
        if (header.isEmpty()) {
            tally.reject(RejectReason.FORMAT_UNKNOWN, source.offset(), "wrong magic");
            return;
        }
        Optional<LinkType> link = LinkType.numbered(header.get().linkType());
        if (link.isEmpty()) {
            tally.reject(
                    RejectReason.UNSUPPORTED_LINK_TYPE,
                    source.offset(),
                    "link type " + header.get().linkType());
            return;
        }
        source.skip(PcapHeader.BYTES);
        FrameIntake intake = new FrameIntake(new Admission(sensors, input), tally, sink);
        new Records(header.get(), link.get(), source, tally, intake).read();
    }

    /** The records of one capture. */
    private final class Records {
        private final PcapHeader header;
        private final LinkType link;
        private final ByteSource source;
        private final Tally tally;
        private final FrameIntake intake;
        private final int fractions;
        private final int longest;
        private final int believed;
        private final boolean ethernet;
        private final RecordWalk walk;
        private long lastSecond = -1;

        Records(PcapHeader header, LinkType link, ByteSource source, Tally tally, FrameIntake intake) {
            this.header = header;
            this.link = link;
            this.source = source;
            this.tally = tally;
            this.intake = intake;
            this.fractions = (int) (NANOS / header.nanosPerFraction());
            this.ethernet = link == LinkType.ETHERNET;
            this.longest = longestFrameBytes;
            this.believed = Math.min(longest, SUSPICIOUS_BYTES);
            this.walk = new RecordWalk(header, believed);
        }

        void read() {
            while (true) {
                readAtHand();
                if (!source.require(RECORD_HEADER)) {
                    break;
                }
                byte[] b = source.buffer();
                int at = source.position();
                long time = header.pair(b, at);
                long lengths = header.pair(b, at + LENGTHS);
                boolean sound = sound(time, lengths);
                if (!sound || !complete((int) lengths)) {
                    skipDamage(sound);
                    continue;
                }
                record(source.buffer(), source.position(), time, lengths, source.offset());
                source.skip(RECORD_HEADER + (int) lengths);
            }
            if (source.available() > 0) {
                ended(source.offset(), source.available());
            }
        }

        private void ended(long from, long bytes) {
            if (source.damage().isEmpty()) {
                String sample = "the last record holds " + bytes + " bytes, less than it announces";
                tally.reject(RejectReason.TRUNCATED, from, sample);
            }
        }

        /** Takes the sound, short records that lie in the buffer as a whole: nearly all there are. */
        private void readAtHand() {
            byte[] b = source.buffer();
            int start = source.position();
            int last = source.limit() - RECORD_HEADER;
            long base = source.offset() - start;
            int at = start;
            while (at <= last) {
                int next = ethernet ? walk.usual(b, at, last, intake.batch()) : at;
                if (next > at) {
                    lastSecond = Math.floorDiv(intake.batch().timeNanos(walk.packets() - 1), NANOS);
                    intake.takeBatch(walk.packets(), b, base, RECORD_HEADER);
                    at = next;
                    continue;
                }
                long time = header.pair(b, at);
                long lengths = header.pair(b, at + LENGTHS);
                int captured = (int) lengths;
                if (Integer.compareUnsigned(captured, Math.min(believed, last - at)) > 0 || !sound(time, lengths)) {
                    break;
                }
                record(b, at, time, lengths, base + at);
                at += RECORD_HEADER + captured;
            }
            source.skip(at - start);
        }

        /** Takes one record that is whole: no usual frame, or long, or at the buffer's end. */
        private void record(byte[] b, int at, long time, long lengths, long offset) {
            int from = at + RECORD_HEADER;
            int captured = (int) lengths;
            int wire = (int) (lengths >>> Integer.SIZE);
            lastSecond = time & U32;
            long nanos = lastSecond * NANOS + (time >>> Integer.SIZE) * header.nanosPerFraction();
            intake.take(link, b, from, captured, wire, nanos, offset);
        }

        /** Whether a record header can be: lengths within bounds, fraction below a second. */
        private boolean sound(long time, long lengths) {
            return (lengths & U32) <= longest
                    && lengths >>> Integer.SIZE <= LONGEST_ON_WIRE
                    && time >>> Integer.SIZE < fractions;
        }

        /** Whether the record is there as a whole and, if it is suspiciously long, followed by a sound header. */
        private boolean complete(int captured) {
            int next = RECORD_HEADER + captured;
            if (captured > SUSPICIOUS_BYTES && source.require(next + RECORD_HEADER)) {
                return soundAt(source.position() + next);
            }
            return source.require(next);
        }

        private boolean soundAt(int at) {
            byte[] b = source.buffer();
            return sound(header.pair(b, at), header.pair(b, at + LENGTHS));
        }

        /** Goes on behind a record that cannot be, or that the input does not hold as a whole. */
        private void skipDamage(boolean sound) {
            long from = source.offset();
            boolean found = false;
            while (!found && source.available() > 0) {
                source.skip(1);
                found = source.require(RECORD_HEADER) && resumable();
                if (!found && source.available() < RECORD_HEADER) {
                    source.skip(source.available());
                }
            }
            long bytes = source.offset() - from;
            if (sound && !found) {
                ended(from, bytes);
            } else {
                tally.reject(RejectReason.ABSURD_LENGTH, from, bytes + " bytes could not be read as records");
            }
        }

        /** Whether a sound record that lies near the last one in time begins here and is followed by another. */
        private boolean resumable() {
            if (!near(source.position())) {
                return false;
            }
            int captured = (int) header.pair(source.buffer(), source.position() + LENGTHS);
            int next = RECORD_HEADER + captured;
            return captured > 0
                    && (source.require(next + RECORD_HEADER)
                            ? near(source.position() + next)
                            : source.available() == next);
        }

        private boolean near(int at) {
            long time = header.pair(source.buffer(), at);
            long lengths = header.pair(source.buffer(), at + LENGTHS);
            return sound(time, lengths)
                    && (lastSecond < 0 || Math.abs((time & U32) - lastSecond) <= NEAR_SECONDS)
                    && (lengths & U32) <= lengths >>> Integer.SIZE;
        }
    }
}
