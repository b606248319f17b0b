package yochi.node.summary;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Sorted ranges of IPv6 addresses, each with what is known of it; four words a range. */
final class Ipv6Ranges<T> {
    private static final int WORDS = 4;

    private final long[] words;
    private final List<T> values;
    private final T none;

    /**
     * Ranges that {@link #check} found sorted.
     *
     * @param bounds of each range the halves of the first address, then of the last
     */
    Ipv6Ranges(List<long[]> bounds, List<T> values, T none) {
        this.words = bounds.stream().flatMapToLong(java.util.Arrays::stream).toArray();
        this.values = values;
        this.none = none;
    }

    /** Bounds of one range as a table writes them. */
    static long[] bounds(String first, String last, String place) {
        return halves(address(first, place), address(last, place));
    }

    private static long[] halves(byte[] first, byte[] last) {
        ByteBuffer a = ByteBuffer.wrap(first);
        ByteBuffer b = ByteBuffer.wrap(last);
        return new long[] {a.getLong(), a.getLong(), b.getLong(), b.getLong()};
    }

    private static byte[] address(String text, String place) {
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            if (address instanceof Inet6Address) {
                return address.getAddress();
            }
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, place + ": not an IPv6 address: " + text, e);
        }
        throw new YochiException(ErrorCode.INPUT_REJECTED, place + ": not an IPv6 address: " + text);
    }

    /** Refuses ranges that end before they begin or overlap. */
    static void check(List<long[]> bounds, Path table) {
        for (int i = 0; i < bounds.size(); i++) {
            long[] b = bounds.get(i);
            boolean sorted = i == 0 || isBefore(bounds.get(i - 1)[2], bounds.get(i - 1)[3], b[0], b[1]);
            if (!sorted || isBefore(b[2], b[3], b[0], b[1])) {
                throw new YochiException(ErrorCode.INPUT_REJECTED, table + " line " + (i + 1) + ": ranges not sorted");
            }
        }
    }

    private static boolean isBefore(long highA, long lowA, long highB, long lowB) {
        int high = Long.compareUnsigned(highA, highB);
        return high < 0 || (high == 0 && Long.compareUnsigned(lowA, lowB) < 0);
    }

    /** Number of the range that holds the address; -1 where none does. */
    private int find(long high, long low) {
        int from = 0;
        int to = values.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (isBefore(high, low, words[WORDS * middle], words[WORDS * middle + 1])) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        int at = from - 1;
        return at >= 0 && !isBefore(words[WORDS * at + 2], words[WORDS * at + 3], high, low) ? at : -1;
    }

    T of(long high, long low) {
        int at = find(high, low);
        return at < 0 ? none : values.get(at);
    }

    /** Upper halves of both ends of the range around the address. */
    Optional<long[]> around(long high, long low) {
        int at = find(high, low);
        return at < 0 ? Optional.empty() : Optional.of(new long[] {words[WORDS * at], words[WORDS * at + 2]});
    }
}
