package yochi.link.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that proves its origin by itself, wherever it is stored or forwarded: body, addressee, life, signatures.
 *
 * @param id unique at its issuer; the addressee accepts it once
 * @param issuer the party that made it
 * @param recipient the party it is for
 * @param issuedAt when it was made
 * @param expires from when on nobody may act on it
 * @param body what it says
 * @param covered all the above as canonical JSON: what the signatures are made over
 * @param signatures detached signatures, one per role
 * @param <T> the body
 */
public record Signed<T>(
        String id,
        PartyName issuer,
        PartyName recipient,
        Instant issuedAt,
        Instant expires,
        T body,
        String covered,
        List<String> signatures) {
    public Signed {
        signatures = List.copyOf(signatures);
        if (!issuedAt.isBefore(expires)) {
            throw new IllegalArgumentException("expires " + expires + ", issued " + issuedAt);
        }
    }

    static <T> Signed<T> unsigned(
            String id,
            PartyName issuer,
            PartyName recipient,
            Instant issuedAt,
            Instant expires,
            T body,
            JsonForm<T> form) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id)
                .put("type", form.type())
                .put("issuer", issuer.toString())
                .put("recipient", recipient.toString())
                .put("issuedAt", issuedAt.toString())
                .put("expires", expires.toString());
        json.set("body", form.write(body));
        return new Signed<>(id, issuer, recipient, issuedAt, expires, body, CanonicalJson.text(json), List.of());
    }

    /** The message with one more signature, of a second role. */
    public Signed<T> countersigned(SigningKey key) {
        List<String> all = new ArrayList<>(signatures);
        all.add(DetachedSignature.of(key, covered.getBytes(StandardCharsets.UTF_8))
                .text());
        return new Signed<>(id, issuer, recipient, issuedAt, expires, body, covered, all);
    }

    /** The message as it travels: canonical JSON, signatures included. */
    public String text() {
        ObjectNode json = (ObjectNode) StrictJson.read(covered.getBytes(StandardCharsets.UTF_8));
        signatures.forEach(json.putArray("signatures")::add);
        return CanonicalJson.text(json);
    }
}
