package yochi.link.identity;

/**
 * What became of a signed message at its addressee.
 *
 * @param <T> the body
 */
public sealed interface Verdict<T> {
    /** Every check passed; from now on the same id is refused. */
    record Accepted<T>(Signed<T> message) implements Verdict<T> {}

    /** Nobody may act on it. */
    record Refused<T>(Reason reason, String why) implements Verdict<T> {}

    /** Why a message was refused, in the order in which it is checked. */
    enum Reason {
        TOO_LARGE,
        MALFORMED,
        WRONG_TYPE,
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        WRONG_ISSUER,
        MISSING_ROLE,
        WRONG_RECIPIENT,
        NOT_YET_VALID,
        EXPIRED,
        LIFE_TOO_LONG,
        REPLAYED,
        MEMORY_FULL
    }
}
