package yochi.link.identity;

import java.util.Base64;

/**
 * Base64url without padding (RFC 7515 §2), read strictly: of the same bytes there is one text. The JDK's decoder also
 * takes padding and any value of the bits that the last letter has to spare, so that a text could be altered unnoticed.
 */
final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** The bytes; an {@link IllegalArgumentException} where the text is not the one that {@link #encode} makes. */
    static byte[] decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("base64url with padding or spare bits set");
        }
        return bytes;
    }
}
