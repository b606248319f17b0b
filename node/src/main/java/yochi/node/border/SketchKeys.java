package yochi.node.border;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Service;

/**
 * The secret under which addresses become sketch tokens: shared by the nodes, never known to the centre. From one
 * master secret a key is derived for every key life, so that sketches of two lives cannot be joined.
 */
public final class SketchKeys {
    /** Bytes of a master secret. */
    public static final int SECRET_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 6;
    /** Context of words: no address has such a token. */
    private static final String WORD = "word";
    /** Context of source lists: no token of a sketch equals one of theirs. */
    private static final String LIST = "list";

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

    /** The name of an address in reports of that window: to holders of the secret alone. */
    public long token(Epoch window, Duration keyLife, Party party, byte[] address) {
        return at(window, keyLife).token(party, address);
    }

    /**
     * The key in force at the epoch: ISO weeks for a life of seven days. Origins and victims have keys of their own, so
     * that one can be handed out, or lost, without the other.
     */
    Key at(Epoch epoch, Duration life) {
        Epoch term = Epoch.containing(epoch.start(), life);
        byte[] key = derived(secret, "yochi.sketch/2 " + term);
        byte[] id = derived(key, "id");
        return new Key(
                term + " " + HexFormat.of().formatHex(id, 0, ID_BYTES),
                mac(derived(key, context(Party.ORIGIN))),
                mac(derived(key, context(Party.VICTIM))),
                mac(derived(key, WORD)));
    }

    /** The key of the source lists of one day: nobody can join their tokens with sketches, or with another day's. */
    public ListKey lists(LocalDate day) {
        byte[] key = derived(secret, "yochi.sources/1 " + day);
        return new ListKey(
                day + " " + HexFormat.of().formatHex(derived(key, "id"), 0, ID_BYTES), mac(derived(key, LIST)));
    }

    /** The key of one day's source lists. */
    public static final class ListKey {
        private final String id;
        private final Mac mac;

        private ListKey(String id, Mac mac) {
            this.id = id;
            this.mac = mac;
        }

        /** Names the key without telling it. */
        public String id() {
            return id;
        }

        /** First 8 bytes of HMAC-SHA256(key, service ‖ 0 ‖ address); never 0, which stands for none. */
        public long token(Service service, byte[] address) {
            mac.update(service.toString().getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            long token = ByteBuffer.wrap(mac.doFinal(address)).getLong();
            return token == 0 ? 1 : token;
        }
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "SketchKeys";
    }

    /** A draw of sensors for whoever has no other secret. */
    SensorDraw draw() {
        return SensorDraw.of(derived(secret, "yochi.draw"));
    }

    private static byte[] derived(byte[] key, String name) {
        return mac(key).doFinal(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String context(Party party) {
        return party == Party.ORIGIN ? "src" : "victim";
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
        private final Mac origins;
        private final Mac victims;
        private final Mac words;

        private Key(String id, Mac origins, Mac victims, Mac words) {
            this.id = id;
            this.origins = origins;
            this.victims = victims;
            this.words = words;
        }

        /** Names the key without telling it: its life and six bytes of a hash under it. */
        String id() {
            return id;
        }

        /** First 8 bytes of HMAC-SHA256(key of the context, context ‖ address). */
        long token(Party party, byte[] address) {
            Mac mac = party == Party.ORIGIN ? origins : victims;
            mac.update(context(party).getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(mac.doFinal(address)).getLong();
        }

        /** The same of a word of some kind. */
        long word(String kind, String word) {
            words.update((WORD + kind).getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(words.doFinal(word.getBytes(StandardCharsets.UTF_8))).getLong();
        }
    }
}
