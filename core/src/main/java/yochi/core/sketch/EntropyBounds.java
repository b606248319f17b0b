package yochi.core.sketch;

/**
 * Shannon's entropy of how records spread over addresses or services, as bounds. Measured in one place the bounds are
 * equal. Of parts that may share addresses the whole has at least the weighted mean of theirs, and at most that plus
 * the entropy of the weights (grouping axiom, Shannon 1948). Both sums are whole numbers and only added, so every order
 * of merging gives the same bytes.
 *
 * @param records how many records were spread
 * @param within sum over the parts of records times entropy, in {@value #UNIT} of a bit
 * @param logs sum of n log2 n over all addresses of all parts, in {@value #UNIT} of a bit
 */
public record EntropyBounds(long records, long within, long logs) {
    /** The unit of the sums: a 65,536th of a bit, so that rounding costs less than 0.00001 bit. */
    static final int UNIT = 1 << 16;

    static final byte VERSION = 1;
    private static final int BYTES = 32;
    /** More would overflow the sums. */
    private static final long MOST_RECORDS = 1L << 40;

    private static final long[] SMALL = small();

    public EntropyBounds {
        if (records < 0 || records > MOST_RECORDS || within < 0 || logs < 0) {
            throw new IllegalArgumentException("no entropy: " + records + ", " + within + ", " + logs);
        }
        long most = times(records) + UNIT;
        if (within > most || logs > most) {
            throw new IllegalArgumentException("more entropy than " + records + " records can have");
        }
    }

    private static long[] small() {
        long[] out = new long[1024];
        for (int n = 2; n < out.length; n++) {
            out[n] = computed(n);
        }
        return out;
    }

    private static long computed(long n) {
        return Math.round(n * (StrictMath.log((double) n) / StrictMath.log(2)) * UNIT);
    }

    /** n log2 n in units, 0 for 0. */
    private static long times(long n) {
        return n < SMALL.length ? SMALL[(int) n] : computed(n);
    }

    /** Of no records. */
    public static EntropyBounds none() {
        return new EntropyBounds(0, 0, 0);
    }

    /** Adds up the counts of one spread. */
    public static final class Sum {
        private long records;
        private long logs;

        /** Takes the records of one address or service. */
        public void add(long n) {
            records += n;
            logs += times(n);
        }

        /** What was measured, exact. */
        public EntropyBounds bounds() {
            return new EntropyBounds(records, Math.max(0, times(records) - logs), logs);
        }
    }

    /** Both together. */
    public EntropyBounds union(EntropyBounds other) {
        return new EntropyBounds(
                Math.addExact(records, other.records),
                Math.addExact(within, other.within),
                Math.addExact(logs, other.logs));
    }

    /** Lower bound in bits; 0 of no records. */
    public double lowerBits() {
        return records == 0 ? 0 : (double) within / UNIT / records;
    }

    /** Upper bound in bits. */
    public double upperBits() {
        return records == 0 ? 0 : Math.max(lowerBits(), (double) (times(records) - logs) / UNIT / records);
    }

    /** The middle of the bounds, in bits. */
    public double bits() {
        return (lowerBits() + upperBits()) / 2;
    }

    /** First byte is the codec's version. */
    public byte[] toBytes() {
        return PackedNumbers.writing(VERSION)
                .put(records)
                .put(within)
                .put(logs)
                .written();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException on an unknown version, an absurd length or a broken body
     */
    public static EntropyBounds parse(byte[] bytes) {
        PackedNumbers in = PackedNumbers.reading(bytes, VERSION, BYTES);
        EntropyBounds out = new EntropyBounds(in.next(), in.next(), in.next());
        in.end();
        return out;
    }
}
