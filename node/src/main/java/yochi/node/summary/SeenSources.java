package yochi.node.summary;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import yochi.link.identity.Sha256;

/**
 * Which addresses a node saw within the last seven days, in a fixed room: each address marks {@value #MARKS} bytes with
 * the quarter of the day in which it was last seen, and counts as seen if all its bytes are fresh. It never forgets
 * within seven days; it takes a new address for a seen one with a probability that {@link #error} tells (about 0.5 %
 * where one million addresses lie in 16 MiB). A Bloom filter whose bits have an age, its marks in one block each (Bloom
 * 1970; Putze, Sanders, Singler 2007).
 */
public final class SeenSources {
    /** First bytes of the written form, which stays at home: four letters, major and minor version. */
    private static final byte[] MAGIC = {'Y', 'S', 'E', 'N', 1, 0};

    private static final int MOST_BITS = 28;
    private static final int DIGEST = 32;

    /** An address not seen for so long is new again (algorithms §2.4, first-seen). */
    public static final int DAYS = 7;

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
    /** Blocks that have a mark; of most sensors few have. */
    private final BitSet marked = new BitSet();
    private long newest = Long.MIN_VALUE;
    private long swept = Long.MIN_VALUE;
    private int newestMark;
    private long since = Long.MAX_VALUE;
    /** Sightings before are forgotten. */
    private long begun = Long.MIN_VALUE;
    private int set;
    private int errorSet = -1;
    private long errorUnit = Long.MIN_VALUE;
    private double error;

    /** A filter of 2^bits bytes. */
    public SeenSources(int bits) {
        marks = new byte[1 << bits];
    }

    /** Says that observation began then, unless it had begun before or all of it was forgotten since. */
    void begins(long second) {
        since = Math.min(since, Math.max(second, begun));
    }

    /** From when on every sighting is known, {@link Long#MAX_VALUE} before the first. */
    long since() {
        return since;
    }

    /** Whether seven days lie behind, so that "new" means anything. */
    boolean knowsEnough(long second) {
        return since != Long.MAX_VALUE && second - since >= DAYS * 86_400L;
    }

    /** Marks the address as seen at that time; true if it had not been seen within seven days. */
    public boolean isNew(long key, long second) {
        long unit = Math.floorDiv(second, UNIT_SECONDS);
        advance(unit);
        if (newest - unit > FRESH_UNITS) {
            return false;
        }
        long hash = Registers.hash(0, key);
        int block = ((int) (hash >>> (BLOCK_BITS * MARKS)) * BLOCK) & (marks.length - 1);
        marked.set(block / BLOCK);
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
            marked.clear();
            set = 0;
            swept = unit;
            // Nobody knows who came meanwhile: the history begins anew.
            since = newest == Long.MIN_VALUE ? since : unit * UNIT_SECONDS;
            begun = newest == Long.MIN_VALUE ? begun : since;
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
        for (int block = marked.nextSetBit(0); block >= 0; block = marked.nextSetBit(block + 1)) {
            int before = set;
            for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
                if (age(marks[i]) > FRESH_UNITS) {
                    marks[i] = 0;
                } else {
                    set++;
                }
            }
            marked.set(block, set > before);
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

    /** Whether it is as large as the other. */
    boolean fits(SeenSources other) {
        return marks.length == other.marks.length;
    }

    /** Takes over what another filter of the same size saw. */
    void merge(SeenSources other) {
        if (!fits(other)) {
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
                    marked.set(i / BLOCK);
                }
            }
        }
    }

    /** Its written form: versioned, with a digest, without empty blocks; a sixteenth above its memory at most. */
    public void write(OutputStream target) throws IOException {
        MessageDigest digest = Sha256.fresh();
        DataOutputStream out = new DataOutputStream(new DigestOutputStream(target, digest));
        out.write(MAGIC);
        out.writeByte(Integer.numberOfTrailingZeros(marks.length));
        for (long time : new long[] {newest, swept, since, begun}) {
            out.writeLong(time);
        }
        for (int block = marked.nextSetBit(0); block >= 0; block = marked.nextSetBit(block + 1)) {
            out.writeInt(block);
            out.write(marks, block * BLOCK, BLOCK);
        }
        out.writeInt(-1);
        out.flush();
        target.write(digest.digest());
    }

    /**
     * Reads what {@link #write} wrote; nothing less is taken.
     *
     * @throws IllegalArgumentException if it is damaged, or of a version that this program does not know
     */
    public static SeenSources read(InputStream source) throws IOException {
        MessageDigest digest = Sha256.fresh();
        DataInputStream in = new DataInputStream(new DigestInputStream(source, digest));
        byte[] magic = in.readNBytes(MAGIC.length);
        if (magic.length == MAGIC.length && Arrays.equals(magic, 0, 4, MAGIC, 0, 4) && magic[4] > MAGIC[4]) {
            throw new IllegalArgumentException("version " + magic[4] + ", newer than this program: upgrade it");
        }
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IllegalArgumentException("no history of sources");
        }
        try {
            SeenSources out = new SeenSources(bits(in.readByte()));
            out.newest = in.readLong();
            out.swept = in.readLong();
            out.since = in.readLong();
            out.begun = in.readLong();
            out.newestMark = mark(out.newest) & 0xFF;
            int before = -1;
            for (int block = in.readInt(); block != -1; block = in.readInt()) {
                if (block <= before || block >= out.marks.length / BLOCK) {
                    throw new IllegalArgumentException("damaged: block " + block + " after " + before);
                }
                in.readFully(out.marks, block * BLOCK, BLOCK);
                out.marked.set(block);
                before = block;
            }
            byte[] told = source.readNBytes(DIGEST);
            if (!Arrays.equals(told, digest.digest()) || source.read() != -1) {
                throw new IllegalArgumentException("damaged: its digest is another");
            }
            out.count();
            return out;
        } catch (EOFException e) {
            throw new IllegalArgumentException("damaged: it is cut", e);
        }
    }

    private static int bits(byte bits) {
        if (bits < BLOCK_BITS || bits > MOST_BITS) {
            throw new IllegalArgumentException("damaged: 2^" + bits + " marks");
        }
        return bits;
    }

    private void count() {
        set = 0;
        for (byte mark : marks) {
            set += mark == 0 ? 0 : 1;
        }
    }
}
