package yochi.core.sketch;

/**
 * A summary that is added to and merged in any order with the same result, and that travels as versioned bytes.
 *
 * @param <A> the summary's own type
 */
public interface Accumulator<A extends Accumulator<A>> {
    /** Takes one keyed token in. */
    void add(long token);

    /** A new summary of both. */
    A union(A other);

    /** First byte is the codec's version. */
    byte[] toBytes();
}
