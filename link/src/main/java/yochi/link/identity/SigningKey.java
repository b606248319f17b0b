package yochi.link.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** A party's Ed25519 key for messages that outlive a connection; its text form never shows the private half. */
public final class SigningKey {
    private static final int SEED_BYTES = 32;

    private final PrivateKey privateKey;
    private final VerifyingKey publicPart;

    private SigningKey(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("an Ed25519 private key has 32 bytes, not " + seed.length);
        }
        publicPart = VerifyingKey.of(
                new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded());
        try {
            privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 belongs to every JDK", e);
        }
    }

    public static SigningKey generate(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new SigningKey(seed);
    }

    static SigningKey ofSeed(byte[] seed) {
        return new SigningKey(seed);
    }

    static SigningKey of(PrivateKey key) {
        if (key instanceof EdECPrivateKey edwards) {
            return new SigningKey(edwards.getBytes().orElseThrow());
        }
        throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    public VerifyingKey publicPart() {
        return publicPart;
    }

    public String keyId() {
        return publicPart.keyId();
    }

    public byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(privateKey);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed with key " + keyId(), e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + keyId() + "]";
    }
}
