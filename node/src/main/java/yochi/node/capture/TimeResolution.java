package yochi.node.capture;

import yochi.node.input.TimeStamp;

/**
 * What one tick of a time stamp is worth: a negative power of ten or of two of a second ({@code if_tsresol}).
 *
 * @param binary whether the power is one of two
 * @param exponent of the power, without its sign
 */
record TimeResolution(boolean binary, int exponent) {
    /** What holds where nothing is said. */
    static final TimeResolution MICROSECONDS = new TimeResolution(false, 6);

    private static final int BINARY = 0x80;
    private static final int NANO = 9;
    private static final long NANOS = 1_000_000_000L;
    private static final int MOST_TENS = 18;
    private static final long[] TENS = tens();

    /** The option's byte: the upper bit tells the base, the others the exponent. */
    static TimeResolution of(int code) {
        return new TimeResolution((code & BINARY) != 0, code & ~BINARY);
    }

    private static long[] tens() {
        long[] tens = new long[MOST_TENS + 1];
        tens[0] = 1;
        for (int i = 1; i < tens.length; i++) {
            tens[i] = 10 * tens[i - 1];
        }
        return tens;
    }

    /** Nanoseconds since 1970 of so many ticks (unsigned) after the offset, or {@link TimeStamp#NONE}. */
    long nanos(long ticks, long offsetSeconds) {
        long since = binary ? ofTwo(ticks) : ofTen(ticks);
        if (since == TimeStamp.NONE || offsetSeconds == 0) {
            return since;
        }
        long second = since / NANOS + offsetSeconds; // cannot overflow to a valid second
        return TimeStamp.nanos(second, (int) (since % NANOS));
    }

    private long ofTen(long ticks) {
        if (exponent > NANO) {
            int tens = exponent - NANO;
            // Finer than 10^-27 s, 64 bits of ticks are no nanosecond: the option lies.
            long nanos = tens > MOST_TENS ? TimeStamp.NONE : Long.divideUnsigned(ticks, TENS[tens]);
            return nanos < 0 ? TimeStamp.NONE : nanos;
        }
        long factor = TENS[NANO - exponent];
        boolean fits = Long.compareUnsigned(ticks, Long.MAX_VALUE / factor) <= 0;
        return fits ? ticks * factor : TimeStamp.NONE;
    }

    private long ofTwo(long ticks) {
        if (exponent >= Long.SIZE) {
            return TimeStamp.NONE;
        }
        long second = exponent == 0 ? ticks : ticks >>> exponent;
        long fraction = exponent == 0 ? 0 : ticks << (Long.SIZE - exponent);
        return TimeStamp.nanos(second, (int) Math.unsignedMultiplyHigh(fraction, NANOS));
    }
}
