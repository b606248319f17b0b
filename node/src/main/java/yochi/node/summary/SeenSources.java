package yochi.node.summary;

import java.util.Arrays;

/**
 * Which addresses a node saw within the last seven days, in a fixed room: each address marks {@value #MARKS} bytes with
 * the quarter of the day in which it was last seen, and counts as seen if all its bytes are fresh. It never forgets
 * within seven days; it takes a new address for a seen one with a probability that {@link #error} tells (about 0.5 %
 * where one million addresses lie in 16 MiB). A Bloom filter whose bits have an age, its marks in one block each (Bloom
 * 1970; Putze, Sanders, Singler 2007).
 */
final class SeenSources {
    /** An address not seen for so long is new again (algorithms §2.4, first-seen). */
    static final int DAYS = 7;

    static final int MARKS = 4;
    private static final int BLOCK_BITS = 6;
    /** All marks of an address lie in one line of the processor's cache. */
    private static final int BLOCK = 1 << BLOCK_BITS;
    /** Blocks looked at to tell the error. */
    private static final int SAMPLE = 4096;

    /** Marks of the time are quarters of a day. */
    private static final int UNIT_SECONDS = 6 * 3600;

    private static final int FRESH_UNITS = DAYS * 24 * 3600 / UNIT_SECONDS;
    /** Marks run from 1 to 255 and around; 0 is never. */
    private static final int AROUND = 255;
    /** Stale marks are swept out once a day, long before the time runs around. */
    private static final int SWEEP_UNITS = 4;

    private final byte[] marks;
    private long newest = Long.MIN_VALUE;
    private long swept = Long.MIN_VALUE;
    private int newestMark;
    private long since = Long.MAX_VALUE;
    private int set;
    private int errorSet = -1;
    private long errorUnit = Long.MIN_VALUE;
    private double error;

    /** A filter of 2^bits bytes. */
    SeenSources(int bits) {
        marks = new byte[1 << bits];
    }

    /** Says that observation began then, unless it had begun before. */
    void begins(long second) {
        since = Math.min(since, second);
    }

    /** Whether seven days lie behind, so that "new" means anything. */
    boolean knowsEnough(long second) {
        return since != Long.MAX_VALUE && second - since >= DAYS * 86_400L;
    }

    /** Marks the address as seen at that time; true if it had not been seen within seven days. */
    boolean isNew(long key, long second) {
        long unit = Math.floorDiv(second, UNIT_SECONDS);
        advance(unit);
        if (newest - unit > FRESH_UNITS) {
            return false;
        }
        long hash = Registers.hash(0, key);
        int block = ((int) (hash >>> (BLOCK_BITS * MARKS)) * BLOCK) & (marks.length - 1);
        boolean fresh = true;
        int unitAge = (int) (newest - unit);
        byte mark = unitAge == 0 ? (byte) newestMark : mark(unit);
        for (int i = 0; i < MARKS; i++) {
            int at = block + ((int) (hash >>> (BLOCK_BITS * i)) & (BLOCK - 1));
            int age = age(marks[at]);
            if (age > FRESH_UNITS) {
                fresh = false;
            }
            if (age > unitAge) {
                set += marks[at] == 0 ? 1 : 0;
                marks[at] = mark;
            }
        }
        return !fresh;
    }

    private void advance(long unit) {
        if (unit <= newest) {
            return;
        }
        boolean longAway = newest == Long.MIN_VALUE || unit - newest > FRESH_UNITS;
        if (longAway) {
            Arrays.fill(marks, (byte) 0);
            set = 0;
            swept = unit;
        }
        newest = unit;
        newestMark = mark(unit) & 0xFF;
        if (unit - swept >= SWEEP_UNITS) {
            sweep();
            swept = unit;
        }
    }

    private void sweep() {
        set = 0;
        for (int i = 0; i < marks.length; i++) {
            if (age(marks[i]) > FRESH_UNITS) {
                marks[i] = 0;
            } else {
                set++;
            }
        }
    }

    private static byte mark(long unit) {
        return (byte) (Math.floorMod(unit, AROUND) + 1);
    }

    /** Units since the mark was set; large where it never was. */
    private int age(byte mark) {
        if (mark == 0) {
            return AROUND;
        }
        int age = newestMark - (mark & 0xFF);
        return age < 0 ? age + AROUND : age;
    }

    /** Share of new addresses that are taken for seen ones, from a sample of the blocks. */
    double error() {
        if (errorUnit == newest && Math.abs(set - errorSet) <= errorSet / 32) {
            return error;
        }
        int blocks = marks.length / BLOCK;
        int step = Math.max(1, blocks / SAMPLE);
        double sum = 0;
        int looked = 0;
        for (int block = 0; block < blocks; block += step) {
            int fresh = 0;
            for (int i = 0; i < BLOCK; i++) {
                fresh += age(marks[block * BLOCK + i]) <= FRESH_UNITS ? 1 : 0;
            }
            sum += Math.pow((double) fresh / BLOCK, MARKS);
            looked++;
        }
        error = sum / looked;
        errorUnit = newest;
        errorSet = set;
        return error;
    }

    /** Takes over what another filter of the same size saw. */
    void merge(SeenSources other) {
        if (marks.length != other.marks.length) {
            throw new IllegalArgumentException(marks.length + " and " + other.marks.length + " marks");
        }
        since = Math.min(since, other.since);
        if (other.newest == Long.MIN_VALUE) {
            return;
        }
        advance(other.newest);
        for (int i = 0; i < marks.length; i++) {
            int theirs = other.age(other.marks[i]);
            if (theirs <= FRESH_UNITS) {
                long unit = other.newest - theirs;
                if (newest - unit <= FRESH_UNITS && age(marks[i]) > newest - unit) {
                    set += marks[i] == 0 ? 1 : 0;
                    marks[i] = mark(unit);
                }
            }
        }
    }
}
