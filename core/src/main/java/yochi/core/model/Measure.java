package yochi.core.model;

import yochi.core.sketch.DistinctSketch;

/** One measured value of a cell, that merges with its like in any order. */
public sealed interface Measure {
    /** The measure of both together; a missing side makes the whole missing, never zero. */
    Measure merge(Measure other);

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
                case DistinctSet d -> throw new IllegalArgumentException("a count does not merge with a distinct set");
                case DistinctCount d ->
                    throw new IllegalArgumentException("a count does not merge with a distinct count");
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
                case Count c -> throw new IllegalArgumentException("a distinct set does not merge with a count");
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
                case Count c -> throw new IllegalArgumentException("a distinct count does not merge with a count");
            };
        }
    }

    /** Not measured, and why: never zero. */
    record Missing(String reason) implements Measure {
        @Override
        public Measure merge(Measure other) {
            return this;
        }
    }
}
