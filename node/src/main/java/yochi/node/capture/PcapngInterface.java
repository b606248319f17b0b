package yochi.node.capture;

import java.util.Optional;
import yochi.node.input.TimeStamp;

/** An interface of a pcapng section: its link type and how its time stamps count. */
final class PcapngInterface {
    /** Option code of {@code if_tsresol}. */
    static final int RESOLUTION = 9;
    /** Option code of {@code if_tsoffset}. */
    static final int TIME_OFFSET = 14;
    /** Option code of {@code if_fcslen}. */
    static final int CHECK_LENGTH = 13;

    /** A frame check sequence has two or four bytes, of some media eight. */
    private static final int LONGEST_CHECK = 8;

    private final int linkNumber;
    private final Optional<LinkType> link;
    private final boolean ethernet;
    private final int snapLength;
    private TimeResolution resolution = TimeResolution.MICROSECONDS;
    private long offsetSeconds;
    private int checkBytes;
    private long dropped;
    private long droppedAt;

    /**
     * An interface that counts microseconds since 1970.
     *
     * @param snapLength most bytes of a frame that were captured, 0 for all
     */
    PcapngInterface(int linkNumber, int snapLength) {
        this.linkNumber = linkNumber;
        this.link = LinkType.numbered(linkNumber);
        this.ethernet = linkNumber == LinkType.ETHERNET.number();
        this.snapLength = snapLength <= 0 ? Integer.MAX_VALUE : snapLength;
    }

    void resolve(int code) {
        resolution = TimeResolution.of(code);
    }

    /**
     * Takes the length of the frame check sequence; false where it cannot be. The format counts bits, many programs
     * write bytes: below 8 it can only be those.
     */
    boolean checkedBy(int length) {
        int bytes = length < Byte.SIZE ? length : length / Byte.SIZE;
        boolean right = bytes <= LONGEST_CHECK && (length < Byte.SIZE || length % Byte.SIZE == 0);
        checkBytes = right ? bytes : 0;
        return right;
    }

    /** Bytes at the end of each frame that are its check sequence. */
    int checkBytes() {
        return checkBytes;
    }

    void offsetBy(long seconds) {
        offsetSeconds = seconds;
    }

    /** Counters run, so the latest counts; what is negative as a number is a lie. */
    void dropped(long packets, long at) {
        dropped = Math.max(0, packets);
        droppedAt = at;
    }

    long dropped() {
        return dropped;
    }

    long droppedAt() {
        return droppedAt;
    }

    int linkNumber() {
        return linkNumber;
    }

    Optional<LinkType> link() {
        return link;
    }

    boolean isEthernet() {
        return ethernet;
    }

    int snapLength() {
        return snapLength;
    }

    /** The instant of a time stamp, or {@link TimeStamp#NONE} where it lies outside 1970 to 2262. */
    long nanos(int high, int low) {
        return resolution.nanos((long) high << Integer.SIZE | Integer.toUnsignedLong(low), offsetSeconds);
    }
}
