package yochi.centre.ledger;

import java.time.Instant;
import java.util.Optional;

/** What came of a question. */
public sealed interface Truth {
    /**
     * It was watched.
     *
     * @param value the number that came; 0 or 1 for an event
     * @param knownAt end of the observation time that had to pass
     * @param first of an event that came: begin of the day on which it first did; empty for a number
     */
    record Known(double value, Instant knownAt, Optional<Instant> first) implements Truth {
        public Known(double value, Instant knownAt) {
            this(value, knownAt, Optional.empty());
        }
    }

    /** It was not, or not wholly, watched: never a zero. */
    record Missing(String reason) implements Truth {}

    /** The data have not come yet. */
    record NotYet() implements Truth {}
}
