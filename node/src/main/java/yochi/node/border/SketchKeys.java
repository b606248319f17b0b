package yochi.node.border;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import yochi.core.model.Epoch;
import yochi.core.model.Party;

/**
 * The secret under which addresses become sketch tokens: shared by the nodes, never known to the centre. From one
 * master secret a key is derived for every key life, so that sketches of two lives cannot be joined.
 */
public final class SketchKeys {
    /** Bytes of a master secret. */
    public static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 6;

    private final byte[] secret;

    private SketchKeys(byte[] secret) {
        this.secret = secret.clone();
    }

    /** Keys of a master secret of {@value #SECRET_BYTES} bytes. */
    public static SketchKeys of(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a sketch secret of " + secret.length + " bytes, not " + SECRET_BYTES);
        }
        return new SketchKeys(secret);
    }

    /** Reads the secret as {@value #SECRET_BYTES} bytes in hexadecimal. */
    public static SketchKeys parse(String hexadecimal) {
        return of(HexFormat.of().parseHex(hexadecimal.strip()));
    }

    /** The key in force at the epoch: ISO weeks for a life of seven days. */
    Key at(Epoch epoch, Duration life) {
        Epoch term = Epoch.containing(epoch.start(), life);
        byte[] name = ("yochi.sketch/1 " + term).getBytes(StandardCharsets.UTF_8);
        byte[] key = mac(secret).doFinal(name);
        byte[] id = mac(key).doFinal("id".getBytes(StandardCharsets.UTF_8));
        return new Key(term + " " + HexFormat.of().formatHex(id, 0, ID_BYTES), mac(key));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** The key of one life. */
    static final class Key {
        private final String id;
        private final Mac mac;

        private Key(String id, Mac mac) {
            this.id = id;
            this.mac = mac;
        }

        /** Names the key without telling it: its life and six bytes of a hash under it. */
        String id() {
            return id;
        }

        /** First 8 bytes of HMAC-SHA256(key, context ‖ address); the context keeps origins and victims apart. */
        long token(Party party, byte[] address) {
            mac.update((party == Party.ORIGIN ? "src" : "victim").getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(mac.doFinal(address)).getLong();
        }
    }
}
