package yochi.core.model;

import java.util.HexFormat;
import yochi.core.sketch.BinCounts;
import yochi.core.sketch.DistinctSketch;
import yochi.core.sketch.EntropyBounds;
import yochi.core.sketch.ItemCounts;
import yochi.core.sketch.QuantileSketch;

/**
 * One measured value of a cell, that merges with its like in any order. The plain kinds travel as numbers or sketches
 * of their own columns, all others {@link Packed} as the name of their kind and versioned bytes.
 */
public sealed interface Measure {
    /** The measure of both together; a missing side makes the whole missing, never zero. */
    Measure merge(Measure other);

    private static IllegalArgumentException unlike(Measure a, Measure b) {
        return new IllegalArgumentException("a " + a.getClass().getSimpleName() + " does not merge with a "
                + b.getClass().getSimpleName());
    }

    /** A number that adds up. */
    record Count(long value) implements Measure {
        public Count {
            if (value < 0) {
                throw new IllegalArgumentException("negative count " + value);
            }
        }

        @Override
        public Measure merge(Measure other) {
            return switch (other) {
                case Count c -> new Count(Math.addExact(value, c.value));
                case Missing m -> m;
                case Measure m -> throw unlike(this, m);
            };
        }
    }

    /** Distinct addresses as a keyed, mergeable sketch: merging gives the union, not the sum. */
    record DistinctSet(DistinctSketch sketch) implements Measure {
        @Override
        public Measure merge(Measure other) {
            return switch (other) {
                case DistinctSet d -> new DistinctSet(sketch.union(d.sketch));
                case DistinctCount d -> bounds().merge(d);
                case Missing m -> m;
                case Measure m -> throw unlike(this, m);
            };
        }

        /** The number alone, for where the sketch itself may not go. */
        public DistinctCount bounds() {
            return new DistinctCount(
                    Math.round(sketch.estimate()), (long) Math.floor(sketch.lower()), (long) Math.ceil(sketch.upper()));
        }
    }

    /**
     * Distinct addresses as a number whose sketch stayed at home. Two such numbers merge only into bounds: the union is
     * at least the larger lower bound and at most the sum of the upper ones.
     */
    record DistinctCount(long estimate, long lower, long upper) implements Measure {
        public DistinctCount {
            if (lower < 0 || lower > estimate || estimate > upper) {
                throw new IllegalArgumentException(
                        "not lower <= estimate <= upper: " + lower + ", " + estimate + ", " + upper);
            }
        }

        public static DistinctCount exactly(long n) {
            return new DistinctCount(n, n, n);
        }

        @Override
        public Measure merge(Measure other) {
            return switch (other) {
                case DistinctCount d -> {
                    long low = Math.max(lower, d.lower);
                    long high = Math.addExact(upper, d.upper);
                    yield new DistinctCount(Math.max(estimate, d.estimate), low, high);
                }
                case DistinctSet d -> merge(d.bounds());
                case Missing m -> m;
                case Measure m -> throw unlike(this, m);
            };
        }
    }

    /** Not measured, and why: never zero. */
    record Missing(String reason) implements Measure {
        /** Of two reasons the one that comes first in the alphabet, so that the order of merging does not show. */
        @Override
        public Measure merge(Measure other) {
            return other instanceof Missing m && m.reason.compareTo(reason) < 0 ? m : this;
        }
    }

    /** A measure that travels and is stored as the name of its kind and bytes, the first of which is a version. */
    sealed interface Packed extends Measure {
        /** Name of the kind, which with the bytes is all that a reader needs. */
        String kind();

        byte[] bytes();

        /**
         * The measure of that kind; one that this side does not know, or in a version that it does not, is kept as it
         * is.
         *
         * @throws IllegalArgumentException on broken bytes of a known kind and version
         */
        static Packed of(String kind, byte[] bytes) {
            boolean known = bytes.length > 0 && bytes[0] == 1;
            return switch (kind) {
                case Quantiles.KIND -> known ? new Quantiles(QuantileSketch.parse(bytes)) : Unknown.of(kind, bytes);
                case Histogram.KIND -> known ? new Histogram(BinCounts.parse(bytes)) : Unknown.of(kind, bytes);
                case FrequentItems.KIND ->
                    known ? new FrequentItems(ItemCounts.parse(bytes)) : Unknown.of(kind, bytes);
                case Entropy.KIND -> known ? new Entropy(EntropyBounds.parse(bytes)) : Unknown.of(kind, bytes);
                case String other -> Unknown.of(other, bytes);
            };
        }
    }

    /** Quantiles of a size or time, within 1.6 % of the value. */
    record Quantiles(QuantileSketch sketch) implements Packed {
        static final String KIND = "quantiles";

        @Override
        public Measure merge(Measure other) {
            return switch (other) {
                case Quantiles q -> new Quantiles(sketch.union(q.sketch));
                case Missing m -> m;
                case Measure m -> throw unlike(this, m);
            };
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public byte[] bytes() {
            return sketch.toBytes();
        }
    }

    /** Counts in numbered bins, whose meaning is the metric's. */
    record Histogram(BinCounts bins) implements Packed {
        static final String KIND = "histogram";

        @Override
        public Measure merge(Measure other) {
            return switch (other) {
                case Histogram h -> new Histogram(bins.union(h.bins));
                case Missing m -> m;
                case Measure m -> throw unlike(this, m);
            };
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public byte[] bytes() {
            return bins.toBytes();
        }
    }

    /** Counts of the most frequent keyed items, such as the packets of each victim. */
    record FrequentItems(ItemCounts items) implements Packed {
        static final String KIND = "frequentItems";

        @Override
        public Measure merge(Measure other) {
            return switch (other) {
                case FrequentItems f -> new FrequentItems(items.union(f.items));
                case Missing m -> m;
                case Measure m -> throw unlike(this, m);
            };
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public byte[] bytes() {
            return items.toBytes();
        }
    }

    /** Entropy of a spread, as bounds. */
    record Entropy(EntropyBounds bounds) implements Packed {
        static final String KIND = "entropy";

        @Override
        public Measure merge(Measure other) {
            return switch (other) {
                case Entropy e -> new Entropy(bounds.union(e.bounds));
                case Missing m -> m;
                case Measure m -> throw unlike(this, m);
            };
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public byte[] bytes() {
            return bounds.toBytes();
        }
    }

    /** A kind, or a version of one, that this side does not know: kept and handed on as it came. */
    record Unknown(String kind, String hex) implements Packed {
        static Unknown of(String kind, byte[] bytes) {
            return new Unknown(kind, HexFormat.of().formatHex(bytes));
        }

        /** Equal ones stay; others cannot be told together here, which is missing. */
        @Override
        public Measure merge(Measure other) {
            return switch (other) {
                case Unknown u when u.equals(this) -> this;
                case Missing m -> m;
                case Measure m ->
                    new Missing("values of a kind that this version cannot merge: "
                            + (m instanceof Packed p && p.kind().compareTo(kind) < 0 ? p.kind() : kind));
            };
        }

        @Override
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }
}
