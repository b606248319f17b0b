package yochi.node.capture;

import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.BigEndian;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.SensorTable;

/**
 * Reads pcapng captures: several sections in either byte order, several interfaces each, enhanced, simple and obsolete
 * packet blocks. Lengths are believed only where both ends of a block say the same; behind a block that cannot be,
 * reading goes on at the next one that can. Layout: draft-ietf-opsawg-pcapng.
 */
public final class PcapngReader implements FormatReader {
    static final int SECTION = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int NAMES = 4;
    private static final int STATISTICS = 5;
    private static final int PACKET = 6;
    private static final int SECRETS = 10;
    private static final int CUSTOM = 0xBAD;
    private static final int CUSTOM_UNCOPIED = 0x4000_0BAD;

    private static final int BLOCK_HEADER = 8;
    private static final int TRAILER = 4;
    private static final int SMALLEST_BLOCK = BLOCK_HEADER + TRAILER;
    private static final int SMALLEST_SECTION = 28;
    /** Options beside a packet: a comment or two of 64 KiB; names and secrets of long captures stay below it too. */
    private static final int OPTIONS_BYTES = 1 << 22;

    private final SensorTable sensors;
    private final int longestFrameBytes;

    /**
     * A reader.
     *
     * @param sensors whose packets may come in
     * @param longestFrameBytes a longer captured frame is absurd
     */
    public PcapngReader(SensorTable sensors, int longestFrameBytes) {
        this.sensors = sensors;
        this.longestFrameBytes = longestFrameBytes;
    }

    /** Whether the bytes begin with a section header. */
    public static boolean fits(byte[] head, int length) {
        return length >= SMALLEST_BLOCK
                && BigEndian.i32(head, 0) == SECTION
                && PcapngSection.hasByteOrder(head, BLOCK_HEADER);
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        FrameIntake intake = new FrameIntake(new Admission(sensors, input), tally, sink);
        new Blocks(source, tally, intake).read();
    }

    /** The blocks of one input. */
    private final class Blocks {
        private final ByteSource source;
        private final Tally tally;
        private final PcapngSection section;
        private final int longest;
        private boolean inSection;

        Blocks(ByteSource source, Tally tally, FrameIntake intake) {
            this.source = source;
            this.tally = tally;
            this.section = new PcapngSection(tally, intake, longestFrameBytes);
            this.longest = longestFrameBytes + OPTIONS_BYTES;
        }

        void read() {
            while (source.require(SMALLEST_BLOCK)) {
                int length = length(source.position());
                boolean sound = length > 0;
                if (!sound || !source.require(length) || !closed(source.position(), length)) {
                    skipDamage(sound && source.available() < length);
                } else {
                    block(source.buffer(), source.position(), length);
                    source.skip(length);
                }
            }
            section.end();
            if (source.available() > 0) {
                ended(source.offset(), source.available());
            }
        }

        /** Length of the block that begins there, 0 where none can; a section header decides the byte order. */
        private int length(int at) {
            byte[] b = source.buffer();
            boolean header = BigEndian.i32(b, at) == SECTION;
            if (header ? !PcapngSection.hasByteOrder(b, at + BLOCK_HEADER) : !inSection) {
                return 0;
            }
            int length = header ? PcapngSection.lengthOfHeader(b, at) : section.i32(b, at + Integer.BYTES);
            return length >= (header ? SMALLEST_SECTION : SMALLEST_BLOCK) && length <= longest ? length : 0;
        }

        private boolean closed(int at, int length) {
            byte[] b = source.buffer();
            return BigEndian.i32(b, at + Integer.BYTES) == BigEndian.i32(b, at + length - TRAILER);
        }

        private void block(byte[] b, int at, int length) {
            long offset = source.offset();
            int from = at + BLOCK_HEADER;
            int to = at + length - TRAILER;
            if (BigEndian.i32(b, at) == SECTION) {
                section.begin(b, from);
                inSection = true;
                return;
            }
            switch (section.i32(b, at)) {
                case PACKET -> section.packet(b, from, to, offset);
                case SIMPLE_PACKET -> section.simplePacket(b, from, to, offset);
                case OLD_PACKET -> section.oldPacket(b, from, to, offset);
                case INTERFACE -> section.describe(b, from, to, offset);
                case STATISTICS -> section.statistics(b, from, to, offset);
                case NAMES, SECRETS, CUSTOM, CUSTOM_UNCOPIED -> {}
                default -> tally.note("unknownBlock", offset);
            }
        }

        /** Goes on behind a block that cannot be, or that the input does not hold as a whole. */
        private void skipDamage(boolean incomplete) {
            long from = source.offset();
            beginDespiteLength();
            boolean found = false;
            while (!found && source.available() > 0) {
                source.skip(1);
                found = source.require(SMALLEST_BLOCK) && resumable();
                if (!found && source.available() < SMALLEST_BLOCK) {
                    source.skip(source.available());
                }
            }
            long bytes = source.offset() - from;
            if (incomplete && !found) {
                ended(from, bytes);
            } else {
                tally.reject(RejectReason.ABSURD_LENGTH, from, bytes + " bytes could not be read as blocks");
            }
        }

        /** A section header whose length lies still tells the byte order of what follows. */
        private void beginDespiteLength() {
            byte[] b = source.buffer();
            int from = source.position() + BLOCK_HEADER;
            if (BigEndian.i32(b, source.position()) == SECTION && PcapngSection.hasByteOrder(b, from)) {
                section.begin(b, from);
                inSection = true;
            }
        }

        /** Whether a block of a known kind that says its length twice begins here. */
        private boolean resumable() {
            byte[] b = source.buffer();
            int at = source.position();
            int type = BigEndian.i32(b, at) == SECTION ? SECTION : inSection ? section.i32(b, at) : 0;
            boolean known = type == SECTION || (type >= INTERFACE && type <= PACKET);
            int length = known ? length(at) : 0;
            return length > 0 && source.require(length) && closed(source.position(), length);
        }

        private void ended(long from, long bytes) {
            if (source.damage().isEmpty()) {
                String sample = "the last block holds " + bytes + " bytes, less than it announces";
                tally.reject(RejectReason.TRUNCATED, from, sample);
            }
        }
    }
}
