package yochi.link.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * The six bytes before a versioned body: four of magic, major, minor.
 *
 * @param magic four ASCII letters
 * @param major version that must match
 * @param minor version that is written; any is read
 * @param what name of the message in texts
 * @param maxBytes largest message that is read
 */
record Envelope(String magic, int major, int minor, String what, int maxBytes) {
    private static final int LENGTH = 6;

    byte[] wrap(byte[] body) {
        byte[] out = new byte[LENGTH + body.length];
        System.arraycopy(magic.getBytes(StandardCharsets.US_ASCII), 0, out, 0, magic.length());
        out[4] = (byte) major;
        out[5] = (byte) minor;
        System.arraycopy(body, 0, out, LENGTH, body.length);
        if (out.length > maxBytes) {
            throw new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED, "a " + what + " of " + out.length + " bytes, limit " + maxBytes);
        }
        return out;
    }

    byte[] open(byte[] bytes) {
        if (bytes.length > maxBytes) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED, "a " + what + " of " + bytes.length + " bytes, limit " + maxBytes);
        }
        if (bytes.length < LENGTH || !magic.equals(new String(bytes, 0, magic.length(), StandardCharsets.ISO_8859_1))) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "no " + what + ": it does not begin with " + magic);
        }
        int found = bytes[4] & 0xFF;
        if (found != major) {
            throw new YochiException(
                    ErrorCode.REPORT_VERSION,
                    "a " + what + " of version " + found + "." + (bytes[5] & 0xFF) + ", this side reads " + major);
        }
        return Arrays.copyOfRange(bytes, LENGTH, bytes.length);
    }
}
