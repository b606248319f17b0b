package yochi.link.identity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Web Signature whose payload travels elsewhere (RFC 7515 appendix F), made with Ed25519 (RFC 8037).
 *
 * @param keyId which key made it
 * @param text {@code header..signature}, both base64url
 */
record DetachedSignature(String keyId, String text) {
    static DetachedSignature of(SigningKey key, byte[] payload) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", "EdDSA").put("kid", key.keyId());
        String head = Base64Url.encode(CanonicalJson.bytes(header));
        return new DetachedSignature(key.keyId(), head + ".." + Base64Url.encode(key.sign(input(head, payload))));
    }

    /** Reads a signature whose header says EdDSA and a key identifier and nothing else; empty for any other. */
    static Optional<DetachedSignature> parse(String text) {
        int gap = text.indexOf("..");
        if (gap < 0) {
            return Optional.empty();
        }
        try {
            JsonNode header = StrictJson.read(Base64Url.decode(text.substring(0, gap)));
            boolean known = header.isObject()
                    && header.size() == 2
                    && header.path("alg").asString("").equals("EdDSA")
                    && header.path("kid").isString();
            return known
                    ? Optional.of(new DetachedSignature(header.path("kid").stringValue(), text))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean verify(VerifyingKey key, byte[] payload) {
        int gap = text.indexOf("..");
        try {
            byte[] signature = Base64Url.decode(text.substring(gap + 2));
            return key.verify(input(text.substring(0, gap), payload), signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What is signed: header, a point, the payload in base64url. */
    static byte[] input(String head, byte[] payload) {
        return (head + "." + Base64Url.encode(payload)).getBytes(StandardCharsets.US_ASCII);
    }
}
