package yochi.core.sketch;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.ThetaSketch;
import org.apache.datasketches.theta.ThetaUnion;
import org.apache.datasketches.theta.UpdatableThetaSketch;

/**
 * The number of distinct addresses as a theta sketch over keyed tokens: exact up to {@value #EXACT_LIMIT} distinct
 * tokens, beyond that a relative standard error of 1/sqrt({@value #EXACT_LIMIT}) = 1.6 % (Dasgupta, Lang, Rhodes,
 * Thaler 2016). The bytes are those of DataSketches after one version byte, so that others can read them.
 */
public final class DistinctSketch implements Accumulator<DistinctSketch> {
    /** Base-2 logarithm of the retained tokens. */
    public static final int LOG_NOMINAL_ENTRIES = 12;
    /** Distinct tokens up to which the count is exact. */
    public static final int EXACT_LIMIT = 1 << LOG_NOMINAL_ENTRIES;

    private static final byte VERSION = 1;
    private static final int SERIAL_VERSION = 3;
    private static final int COMPACT_FAMILY = 3;
    private static final int MAX_BYTES = 64 * EXACT_LIMIT;
    /** Standard deviations of the bounds: 2, about 95 %. */
    private static final int DEVIATIONS = 2;

    private ThetaSketch sketch;

    private DistinctSketch(ThetaSketch sketch) {
        this.sketch = sketch;
    }

    public static DistinctSketch empty() {
        return new DistinctSketch(fresh());
    }

    /**
     * A sketch that can hold only that share of all tokens, chosen by their hash and so the same ones everywhere:
     * nobody can read from it that a token was not there. Its count is an estimate from the first token on.
     */
    public static DistinctSketch sampling(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of tokens above 0 and at most 1, not " + share);
        }
        return new DistinctSketch(UpdatableThetaSketch.builder()
                .setNominalEntries(EXACT_LIMIT)
                .setP((float) share)
                .build());
    }

    private static UpdatableThetaSketch fresh() {
        return UpdatableThetaSketch.builder().setNominalEntries(EXACT_LIMIT).build();
    }

    @Override
    public void add(long token) {
        if (!(sketch instanceof UpdatableThetaSketch)) {
            throw new IllegalStateException("a merged or parsed sketch takes no more tokens; union with a fresh one");
        }
        ((UpdatableThetaSketch) sketch).update(token);
    }

    @Override
    public DistinctSketch union(DistinctSketch other) {
        ThetaUnion union =
                ThetaSetOperation.builder().setNominalEntries(EXACT_LIMIT).buildUnion();
        union.union(sketch);
        union.union(other.sketch);
        return new DistinctSketch(union.getResult(true, null));
    }

    public double estimate() {
        return sketch.getEstimate();
    }

    /** Lower bound, about 97.5 % sure. */
    public double lower() {
        return sketch.getLowerBound(DEVIATIONS);
    }

    /** Upper bound, about 97.5 % sure. */
    public double upper() {
        return sketch.getUpperBound(DEVIATIONS);
    }

    /** Whether the count is exact, not estimated. */
    public boolean exact() {
        return !sketch.isEstimationMode();
    }

    public boolean isEmpty() {
        return sketch.isEmpty();
    }

    /** Sampling threshold as a share of the hash space, 1 where exact. */
    public double theta() {
        return sketch.getTheta();
    }

    /** The retained hashes in ascending order, for overlap by merging (algorithms §3.2). */
    public long[] hashes() {
        long[] out = new long[sketch.getRetainedEntries(true)];
        var it = sketch.iterator();
        int i = 0;
        while (it.next()) {
            out[i++] = it.get();
        }
        Arrays.sort(out);
        return out;
    }

    @Override
    public byte[] toBytes() {
        byte[] body = sketch.compact(true, null).toByteArray();
        byte[] out = new byte[body.length + 1];
        out[0] = VERSION;
        System.arraycopy(body, 0, out, 1, body.length);
        return out;
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException on an unknown version, an absurd length or a broken body
     */
    public static DistinctSketch parse(byte[] bytes) {
        if (bytes.length < 2 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a distinct sketch of " + bytes.length + " bytes");
        }
        if (bytes[0] != VERSION) {
            throw new IllegalArgumentException("sketch version " + bytes[0] + ", this side reads " + VERSION);
        }
        checkShape(bytes);
        try {
            MemorySegment body = MemorySegment.ofArray(Arrays.copyOfRange(bytes, 1, bytes.length));
            return checked(CompactThetaSketch.heapify(body));
        } catch (RuntimeException | AssertionError e) { // the library asserts on flags, where assertions are on
            throw new IllegalArgumentException("a broken distinct sketch: " + e.getMessage(), e);
        }
    }

    private static DistinctSketch checked(ThetaSketch sketch) {
        int retained = sketch.getRetainedEntries(true);
        if (sketch.getThetaLong() <= 0 || !(sketch.getEstimate() >= retained)) {
            throw new IllegalArgumentException("threshold " + sketch.getThetaLong() + " for " + retained + " hashes");
        }
        return new DistinctSketch(sketch);
    }

    /**
     * Compares the number of hashes that the header claims with the length, since the library allocates what is claimed
     * (compact form of DataSketches, serial version 3: low six bits of byte 0 are the preamble's length in words, the
     * count stands in bytes 8 to 11 of a longer preamble).
     */
    private static void checkShape(byte[] bytes) {
        int words = (bytes.length - 1) / Long.BYTES;
        int preamble = bytes[1] & 0x3F;
        boolean whole = (bytes.length - 1) % Long.BYTES == 0 && preamble >= 1 && preamble <= 3 && words >= preamble;
        if (!whole || bytes[2] != SERIAL_VERSION || bytes[3] != COMPACT_FAMILY) {
            throw new IllegalArgumentException("no compact theta sketch in " + bytes.length + " bytes");
        }
        int claimed = preamble == 1
                ? Math.min(words - 1, 1)
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(1 + Long.BYTES);
        if (claimed != words - preamble) {
            throw new IllegalArgumentException(
                    "a distinct sketch claims " + claimed + " hashes and holds " + (words - preamble));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinctSketch d && Arrays.equals(toBytes(), d.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return (exact() ? "" : "~") + Math.round(estimate());
    }
}
