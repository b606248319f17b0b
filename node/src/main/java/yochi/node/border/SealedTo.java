package yochi.node.border;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Bytes that one node closed and one node alone can open, and know whose they are: X25519 with a fresh key and with the
 * sender's own, HKDF-SHA256, AES-256-GCM (the way of RFC 9180's authenticated mode, §5.1.3). Bound to a purpose and
 * both names; who carries them, such as the centre, can neither read them nor make any of his own.
 */
public final class SealedTo {
    /** Version, fresh public key, tag: so much longer it is than what it holds. */
    public static final int OVERHEAD = 1 + WrappedSecret.KEY_BYTES + 16;

    private static final byte VERSION = 1;
    private static final String CURVE = "X25519";
    private static final int TAG_BITS = 128;

    private SealedTo() {}

    /**
     * What closed bytes are bound to.
     *
     * @param purpose what they are for, with its version, such as {@code offenders/1}
     * @param from who closes, as on the roster
     * @param to who opens, as on the roster
     */
    public record Bond(String purpose, String from, String to) {
        private byte[] bytes() {
            return ("yochi.sealed/1 " + purpose + " " + from + " " + to).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Closes bytes.
     *
     * @param recipient public key of who opens, hexadecimal, from a checked {@link KeyRoster}
     */
    public static byte[] close(byte[] plain, Bond bond, NodePair sender, String recipient, SecureRandom random) {
        KeyPair fresh = WrappedSecret.newPair(random);
        byte[] ephemeral = WrappedSecret.bytes(fresh.getPublic());
        byte[] other = HexFormat.of().parseHex(recipient);
        try {
            byte[] agreed = both(agreed(fresh.getPrivate(), other), agreed(own(sender), other));
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, agreed, ephemeral, other, key(sender), bond);
            byte[] closed = cipher.doFinal(plain);
            return ByteBuffer.allocate(OVERHEAD + plain.length)
                    .put(VERSION)
                    .put(ephemeral)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no X25519 key of " + bond.to(), e);
        }
    }

    /**
     * Opens bytes; empty where they were not closed by that sender for this node and purpose, or changed on the way.
     *
     * @param sender public key of who closed, hexadecimal, from a checked {@link KeyRoster}
     */
    public static Optional<byte[]> open(byte[] sealed, Bond bond, NodePair recipient, String sender) {
        if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
            return Optional.empty();
        }
        byte[] ephemeral = new byte[WrappedSecret.KEY_BYTES];
        System.arraycopy(sealed, 1, ephemeral, 0, ephemeral.length);
        byte[] other = HexFormat.of().parseHex(sender);
        try {
            PrivateKey own = own(recipient);
            byte[] agreed = both(agreed(own, ephemeral), agreed(own, other));
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, agreed, ephemeral, key(recipient), other, bond);
            int head = 1 + ephemeral.length;
            return Optional.of(cipher.doFinal(sealed, head, sealed.length - head));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] key(NodePair pair) {
        return HexFormat.of().parseHex(pair.open());
    }

    private static PrivateKey own(NodePair pair) throws GeneralSecurityException {
        return KeyFactory.getInstance(CURVE)
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, pair.closed()));
    }

    private static byte[] agreed(PrivateKey own, byte[] other) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
        agreement.init(own);
        agreement.doPhase(WrappedSecret.publicKey(other), true);
        return agreement.generateSecret();
    }

    private static byte[] both(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static Cipher cipher(int mode, byte[] agreed, byte[] ephemeral, byte[] to, byte[] from, Bond bond)
            throws GeneralSecurityException {
        SecretKey key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(agreed)
                                .addSalt(ephemeral)
                                .addSalt(to)
                                .addSalt(from)
                                .thenExpand(bond.bytes(), WrappedSecret.KEY_BYTES));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, new byte[12])); // the key serves this one message
        cipher.updateAAD(bond.bytes());
        return cipher;
    }
}
