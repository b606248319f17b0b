package yochi.node.trace;

import yochi.node.input.ByteSource;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;

/** Cuts a text input into lines without copying them; a line beyond the bound is skipped and counted. */
final class LineReader {
    private static final byte NEWLINE = '\n';
    private static final byte RETURN = '\r';

    private final ByteSource source;
    private final Tally tally;
    private final int longest;
    private int from;
    private int length;
    private long number;

    LineReader(ByteSource source, Tally tally, int longest) {
        this.source = source;
        this.tally = tally;
        this.longest = longest;
        tally.countsLines();
        skipByteOrderMark();
    }

    /** Steps to the next line that is not empty; false at the end. */
    boolean next() {
        while (true) {
            int end = endOfLine();
            if (end < 0) {
                return false;
            }
            number++;
            from = source.position();
            length = end;
            source.skip(Math.min(end + 1, source.available()));
            while (length > 0 && bytes()[from + length - 1] == RETURN) {
                length--;
            }
            if (length > 0) {
                return true;
            }
        }
    }

    byte[] bytes() {
        return source.buffer();
    }

    int from() {
        return from;
    }

    int length() {
        return length;
    }

    /** Number of the line at hand, from 1. */
    long number() {
        return number;
    }

    /** Bytes up to the next newline or the end; -1 where nothing is left. */
    private int endOfLine() {
        int searched = 0;
        while (true) {
            byte[] b = source.buffer();
            int start = source.position();
            for (int i = searched; i < source.available(); i++) {
                if (b[start + i] == NEWLINE) {
                    return i;
                }
            }
            searched = source.available();
            if (searched > longest) {
                skipLine();
                searched = 0;
            } else if (!source.more()) {
                // The last line of a damaged input is a piece of a line: the damage counts it.
                return searched == 0 || !source.damage().isEmpty() ? -1 : searched;
            }
        }
    }

    private void skipLine() {
        number++;
        tally.reject(RejectReason.LINE_TOO_LONG, number, "longer than " + longest + " bytes");
        do {
            byte[] b = source.buffer();
            int start = source.position();
            for (int i = 0; i < source.available(); i++) {
                if (b[start + i] == NEWLINE) {
                    source.skip(i + 1);
                    return;
                }
            }
            source.skip(source.available());
        } while (source.more());
    }

    private void skipByteOrderMark() {
        if (source.require(3)) {
            byte[] b = source.buffer();
            int at = source.position();
            if (b[at] == (byte) 0xEF && b[at + 1] == (byte) 0xBB && b[at + 2] == (byte) 0xBF) {
                source.skip(3);
            }
        }
    }
}
