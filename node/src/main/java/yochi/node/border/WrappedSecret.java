package yochi.node.border;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.time.LocalDate;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The sketch secret closed for one node: X25519 with a fresh key, HKDF-SHA256, AES-256-GCM. Bound to the node's name
 * and the day from which the secret holds; who carries it, such as the centre, cannot open it.
 */
public final class WrappedSecret {
    /** Bytes of a node's public key. */
    public static final int KEY_BYTES = 32;
    /** Version, fresh public key, secret, tag. */
    static final int BYTES = 1 + KEY_BYTES + SketchKeys.SECRET_BYTES + 16;

    private static final byte VERSION = 1;
    private static final String CURVE = "X25519";
    private static final int TAG_BITS = 128;

    private WrappedSecret() {}

    /** A node's key pair. */
    public static KeyPair newPair(SecureRandom random) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(CURVE);
            pairs.initialize(NamedParameterSpec.X25519, random);
            return pairs.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CURVE, e);
        }
    }

    /** The public half as bytes of RFC 7748. */
    public static byte[] bytes(PublicKey key) {
        byte[] out = new byte[KEY_BYTES];
        byte[] big = ((XECPublicKey) key).getU().toByteArray();
        for (int i = 0; i < Math.min(KEY_BYTES, big.length); i++) {
            out[i] = big[big.length - 1 - i];
        }
        return out;
    }

    /** The private half as bytes. */
    public static byte[] bytes(PrivateKey key) {
        return ((XECPrivateKey) key).getScalar().orElseThrow();
    }

    /** Closes the secret for a node. */
    static byte[] wrap(byte[] secret, String node, LocalDate from, byte[] publicKey, SecureRandom random) {
        KeyPair fresh = newPair(random);
        byte[] ephemeral = bytes(fresh.getPublic());
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, fresh.getPrivate(), publicKey, ephemeral, publicKey, node, from)
                    .doFinal(secret);
            return ByteBuffer.allocate(BYTES).put(VERSION).put(ephemeral).put(closed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no X25519 key of node " + node, e);
        }
    }

    /** Opens what was closed for the node and day; empty where it was not, or was changed on the way. */
    public static Optional<byte[]> unwrap(
            byte[] wrapped, String node, LocalDate from, byte[] privateKey, byte[] publicKey) {
        if (wrapped.length != BYTES || wrapped[0] != VERSION) {
            return Optional.empty();
        }
        byte[] ephemeral = new byte[KEY_BYTES];
        System.arraycopy(wrapped, 1, ephemeral, 0, KEY_BYTES);
        try {
            PrivateKey own = KeyFactory.getInstance(CURVE)
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey));
            return Optional.of(cipher(Cipher.DECRYPT_MODE, own, ephemeral, ephemeral, publicKey, node, from)
                    .doFinal(wrapped, 1 + KEY_BYTES, BYTES - 1 - KEY_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(
            int mode, PrivateKey own, byte[] other, byte[] ephemeral, byte[] recipient, String node, LocalDate from)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
        agreement.init(own);
        agreement.doPhase(publicKey(other), true);
        byte[] bound = ("yochi.sketch-secret/1 " + node + " " + from).getBytes(StandardCharsets.UTF_8);
        SecretKey key;
        try {
            key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(agreement.generateSecret())
                                    .addSalt(ephemeral)
                                    .addSalt(recipient)
                                    .thenExpand(bound, KEY_BYTES));
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("HKDF takes these", e);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, new byte[12])); // the key serves this one message
        cipher.updateAAD(bound);
        return cipher;
    }

    /**
     * Bytes that only the two owners of these keys can make, for one purpose.
     *
     * @param salt of this meeting, chosen by both
     */
    static byte[] agreed(byte[] privateKey, byte[] publicKey, byte[] salt, String purpose, int length) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
            agreement.init(KeyFactory.getInstance(CURVE)
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey)));
            agreement.doPhase(publicKey(publicKey), true);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(agreement.generateSecret())
                            .addSalt(salt)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no X25519 key to agree with", e);
        }
    }

    static PublicKey publicKey(byte[] littleEndian) throws GeneralSecurityException {
        byte[] big = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            big[i] = littleEndian[KEY_BYTES - 1 - i];
        }
        return KeyFactory.getInstance(CURVE)
                .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, big)));
    }
}
