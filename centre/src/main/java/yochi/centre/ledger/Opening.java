package yochi.centre.ledger;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What makes a commitment readable once the span has passed: {@code commitment = SHA-256(salt, line feed, statement)}.
 *
 * @param salt 32 random bytes, hexadecimal: without it nobody can try out what the statement may have been
 * @param statement JSON as the public may read it, victims by class
 */
public record Opening(String salt, String statement) {
    private static final int SALT_BYTES = 32;

    /** The commitment that this opens. */
    public String commitment() {
        return salted(statement);
    }

    /** What is chained of a text that few guesses would find, such as a digest of attack orders. */
    String salted(String text) {
        return Entry.sha256(salt + "\n" + text);
    }

    /** A salt that nobody can guess, if the generator is a {@link SecureRandom}. */
    static String salt(RandomGenerator random) {
        byte[] bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
