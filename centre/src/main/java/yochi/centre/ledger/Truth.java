package yochi.centre.ledger;

import java.time.Instant;

/** What came of a question. */
public sealed interface Truth {
    /**
     * It was watched.
     *
     * @param value the number that came; 0 or 1 for an event
     * @param knownAt end of the observation time that had to pass
     */
    record Known(double value, Instant knownAt) implements Truth {}

    /** It was not, or not wholly, watched: never a zero. */
    record Missing(String reason) implements Truth {}

    /** The data have not come yet. */
    record NotYet() implements Truth {}
}
