package yochi.node.capture;

import java.util.ArrayList;
import java.util.List;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.BigEndian;

/** A section of a pcapng capture: its byte order, its interfaces, and what its blocks hold. */
final class PcapngSection {
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int PACKET_HEADER = 20;
    private static final int SIMPLE_HEADER = 4;
    private static final int INTERFACE_HEADER = 8;
    private static final int STATISTICS_HEADER = 12;
    private static final int DROPPED_BY_INTERFACE = 5;
    private static final int U16 = 0xFFFF;
    /** A host has some; beyond, packets are rejected as of an interface that is not described. */
    private static final int MOST_INTERFACES = 10_000;
    /** No frame is longer on the wire than what segmentation offload hands over. */
    private static final int LONGEST_ON_WIRE = 1 << 24;

    private static final String BAD_LENGTH = "a length in the packet block cannot be";
    private static final String SHORT_BLOCK = "packet block shorter than its header";

    private final Tally tally;
    private final FrameIntake intake;
    private final int longestFrame;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private final PcapngOptions options = new PcapngOptions();
    private boolean swapped;
    private long lastNanos = TimeStamp.NONE;

    PcapngSection(Tally tally, FrameIntake intake, int longestFrame) {
        this.tally = tally;
        this.intake = intake;
        this.longestFrame = longestFrame;
    }

    static boolean hasByteOrder(byte[] b, int at) {
        int magic = BigEndian.i32(b, at);
        return magic == BYTE_ORDER || Integer.reverseBytes(magic) == BYTE_ORDER;
    }

    /** Length of a section header block, by its own byte order. */
    static int lengthOfHeader(byte[] b, int at) {
        int length = BigEndian.i32(b, at + 4);
        return BigEndian.i32(b, at + 8) == BYTE_ORDER ? length : Integer.reverseBytes(length);
    }

    /** Begins anew: the interfaces of the section before are unknown from here on. */
    void begin(byte[] b, int from) {
        end();
        swapped = BigEndian.i32(b, from) != BYTE_ORDER;
        interfaces.clear();
        lastNanos = TimeStamp.NONE;
    }

    /** Tells what the interfaces say they lost. */
    void end() {
        for (PcapngInterface face : interfaces) {
            if (face.dropped() > 0) {
                tally.note("droppedAtCapture", face.droppedAt(), face.dropped());
            }
        }
        interfaces.clear();
    }

    int i32(byte[] b, int at) {
        int value = BigEndian.i32(b, at);
        return swapped ? Integer.reverseBytes(value) : value;
    }

    private int u16(byte[] b, int at) {
        int value = BigEndian.u16(b, at);
        return swapped ? Integer.reverseBytes(value) >>> Short.SIZE : value;
    }

    /** An interface description block. */
    void describe(byte[] b, int from, int to, long offset) {
        if (to - from < INTERFACE_HEADER) {
            tally.reject(RejectReason.MALFORMED, offset, "interface block shorter than its header");
            return;
        }
        if (interfaces.size() >= MOST_INTERFACES) {
            tally.note("interfaceBeyondBound", offset);
            return;
        }
        PcapngInterface face = new PcapngInterface(u16(b, from), i32(b, from + 4));
        options.begin(b, from + INTERFACE_HEADER, to, swapped);
        while (options.next()) {
            if (options.code() == PcapngInterface.RESOLUTION && options.length() == 1) {
                face.resolve(options.u8());
            } else if (options.code() == PcapngInterface.TIME_OFFSET && options.length() == Long.BYTES) {
                face.offsetBy(options.i64());
            } else if (isKnown(options.code())
                    && !(options.code() == PcapngInterface.CHECK_LENGTH
                            && options.length() == 1
                            && face.checkedBy(options.u8()))) {
                tally.note("brokenOption", offset);
            }
        }
        if (options.broken()) {
            tally.note("brokenOption", offset);
        }
        interfaces.add(face);
    }

    private static boolean isKnown(int code) {
        return code == PcapngInterface.RESOLUTION
                || code == PcapngInterface.TIME_OFFSET
                || code == PcapngInterface.CHECK_LENGTH;
    }

    /** An interface statistics block: its counters run, so the latest counts. */
    void statistics(byte[] b, int from, int to, long offset) {
        int number = to - from < STATISTICS_HEADER ? -1 : i32(b, from);
        if (number < 0 || number >= interfaces.size()) {
            tally.note("statisticsOfNoInterface", offset);
            return;
        }
        options.begin(b, from + STATISTICS_HEADER, to, swapped);
        while (options.next()) {
            if (options.code() == DROPPED_BY_INTERFACE && options.length() == Long.BYTES) {
                interfaces.get(number).dropped(options.i64(), offset);
            }
        }
        if (options.broken()) {
            tally.note("brokenOption", offset);
        }
    }

    /** An enhanced packet block. */
    void packet(byte[] b, int from, int to, long offset) {
        if (to - from < PACKET_HEADER) {
            tally.reject(RejectReason.MALFORMED, offset, SHORT_BLOCK);
        } else {
            packetOf(i32(b, from), b, from, to, offset);
        }
    }

    /** An obsolete packet block: interface and drops share what is the interface's number today. */
    void oldPacket(byte[] b, int from, int to, long offset) {
        if (to - from < PACKET_HEADER) {
            tally.reject(RejectReason.MALFORMED, offset, SHORT_BLOCK);
        } else {
            packetOf(u16(b, from), b, from, to, offset);
        }
    }

    private void packetOf(int number, byte[] b, int from, int to, long offset) {
        if (number < 0 || number >= interfaces.size()) {
            tally.reject(RejectReason.MALFORMED, offset, "interface " + (number & 0xFFFF_FFFFL) + " is not described");
            return;
        }
        PcapngInterface face = interfaces.get(number);
        int captured = i32(b, from + 12);
        int wire = i32(b, from + 16);
        if (captured < 0 || captured > to - from - PACKET_HEADER || wire < 0 || wire > LONGEST_ON_WIRE) {
            tally.reject(RejectReason.MALFORMED, offset, BAD_LENGTH);
            return;
        }
        long nanos = face.nanos(i32(b, from + 4), i32(b, from + 8));
        if (nanos == TimeStamp.NONE) {
            tally.reject(RejectReason.MALFORMED, offset, "the time is before 1970 or after 2262");
            return;
        }
        lastNanos = nanos;
        checked(face, b, from + PACKET_HEADER, captured, wire, offset);
    }

    /** A simple packet block holds no time: the packet before it tells one. */
    void simplePacket(byte[] b, int from, int to, long offset) {
        int wire = to - from < SIMPLE_HEADER ? -1 : i32(b, from);
        if (wire < 0 || wire > LONGEST_ON_WIRE || interfaces.isEmpty()) {
            tally.reject(
                    RejectReason.MALFORMED, offset, interfaces.isEmpty() ? "interface 0 is not described" : BAD_LENGTH);
            return;
        }
        if (lastNanos == TimeStamp.NONE) {
            tally.reject(RejectReason.TIME_MISSING, offset, "a simple packet block, and no time before it");
            return;
        }
        PcapngInterface face = interfaces.getFirst();
        int captured = Math.min(Math.min(wire, face.snapLength()), to - from - SIMPLE_HEADER);
        tally.note("timeOfPacketBefore", offset);
        checked(face, b, from + SIMPLE_HEADER, captured, wire, offset);
    }

    /** The frame without its check sequence, which is no part of any packet. */
    private void checked(PcapngInterface face, byte[] b, int from, int captured, int wire, long offset) {
        int without = Math.max(0, wire - face.checkBytes());
        frame(face, b, from, Math.min(captured, without), without, offset);
    }

    private void frame(PcapngInterface face, byte[] b, int from, int captured, int wire, long offset) {
        if (captured > longestFrame) {
            tally.reject(RejectReason.ABSURD_LENGTH, offset, "a frame of " + captured + " bytes");
        } else if (face.isEthernet()
                && wire == captured
                && intake.takeUsual(b, from, captured, lastNanos, offset)) {
            return;
        } else if (face.link().isPresent()) {
            intake.take(face.link().get(), b, from, captured, wire, lastNanos, offset);
        } else {
            tally.reject(RejectReason.UNSUPPORTED_LINK_TYPE, offset, "link type " + (face.linkNumber() & U16));
        }
    }
}
