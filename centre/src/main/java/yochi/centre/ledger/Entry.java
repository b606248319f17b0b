package yochi.centre.ledger;

import java.time.Instant;
import java.util.Locale;
import yochi.link.identity.Sha256;

/**
 * One link of the chain.
 *
 * @param number 1, 2, 3 … without a gap
 * @param kind what it says
 * @param subject id of the forecast, or name of the rule or day, it speaks of
 * @param sealedAt wall clock
 * @param body JSON, as it was written
 * @param previous hash of the entry before, {@link #GENESIS} for the first
 * @param hash SHA-256 over all of the above, hexadecimal
 */
public record Entry(
        long number, Kind kind, String subject, Instant sealedAt, String body, String previous, String hash) {
    /** What stands before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    /** What an entry says. */
    public enum Kind {
        /** A forecast in full, before its outcome can be known: so it was sealed before there were commitments. */
        FORECAST,
        /** The commitment to a forecast, before its outcome can be known. */
        SEALED,
        /** The commitment to lists of who is expected. */
        LISTED,
        /** How many of those listed came, after. */
        HITS,
        /** The score of a forecast, after. */
        SCORE,
        /** That it cannot be scored, and why. */
        UNSCORED,
        /** That it is taken back, and why; it is scored all the same. */
        WITHDRAWN,
        /** Who is eligible, from here on. */
        RULE,
        /** How many were eligible on a day, and of how many something was sealed. */
        DAY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    static Entry after(String previous, long number, Kind kind, String subject, Instant at, String body) {
        String hash = hash(previous, number, kind.word(), subject, at, body);
        return new Entry(number, kind, subject, at, body, previous, hash);
    }

    /** Whether the hash fits what the entry says. */
    boolean intact() {
        return hash.equals(hash(previous, number, kind.word(), subject, sealedAt, body));
    }

    static String hash(String previous, long number, String kind, String subject, Instant at, String body) {
        return sha256(String.join("\n", previous, Long.toString(number), kind, subject, at.toString(), body));
    }

    static String sha256(String text) {
        return Sha256.hex(text);
    }
}
