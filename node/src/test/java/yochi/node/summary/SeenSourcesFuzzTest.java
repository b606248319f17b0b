package yochi.node.summary;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Whatever lies in the file of a history, with the right digest or not, it is read or refused with a reason. */
class SeenSourcesFuzzTest {
    @FuzzTest
    void decodes(byte[] body) throws IOException, NoSuchAlgorithmException {
        read(body);
        byte[] headed = new byte[body.length + 6];
        System.arraycopy(new byte[] {'Y', 'S', 'E', 'N', 1, 0}, 0, headed, 0, 6);
        System.arraycopy(body, 0, headed, 6, body.length);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(headed);
        byte[] whole = Arrays.copyOf(headed, headed.length + digest.length);
        System.arraycopy(digest, 0, whole, headed.length, digest.length);
        read(whole);
    }

    private static void read(byte[] bytes) throws IOException {
        try {
            SeenSources seen = SeenSources.read(new ByteArrayInputStream(bytes));
            seen.isNew(1, 1_700_000_000);
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null) {
                throw e;
            }
        }
    }
}
