package yochi.link.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * The public half of a {@link SigningKey}: checks Ed25519 signatures (RFC 8032).
 *
 * @param point the 32 bytes of the encoded point, as base64url without padding (the {@code x} of RFC 8037)
 */
public record VerifyingKey(String point) {
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int POINT_BYTES = 32;

    public VerifyingKey {
        if (Base64Url.decode(point).length != POINT_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes: " + point);
        }
    }

    static VerifyingKey of(byte[] point) {
        return new VerifyingKey(Base64Url.encode(point));
    }

    /** Reads what {@link #toString} prints. */
    public static VerifyingKey parse(String text) {
        return new VerifyingKey(text.strip());
    }

    /** The key's identifier: its JWK thumbprint (RFC 7638 over the members of RFC 8037). */
    public String keyId() {
        String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + point + "\"}";
        return Base64Url.encode(Sha256.of(jwk));
    }

    /** Whether the signature over the message was made by the private half of this key. */
    public boolean verify(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey());
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 key that cannot be used: " + point, e);
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] raw = Base64Url.decode(point);
        byte[] encoded = new byte[X509_HEAD.length + raw.length];
        System.arraycopy(X509_HEAD, 0, encoded, 0, X509_HEAD.length);
        System.arraycopy(raw, 0, encoded, X509_HEAD.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public String toString() {
        return point;
    }
}
