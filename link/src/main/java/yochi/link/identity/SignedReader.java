package yochi.link.identity;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.link.identity.Verdict.Reason;

/**
 * Judges signed messages for one addressee: refuses what is altered, of an unknown key, for somebody else, too old,
 * without a role that must have signed, or seen before.
 */
public final class SignedReader {
    private static final Set<String> MEMBERS =
            Set.of("id", "type", "issuer", "recipient", "issuedAt", "expires", "body", "signatures");
    private static final int MAX_SIGNATURES = 8;
    private static final int MAX_ID = 128;

    private final PartyName self;
    private final Limits limits;
    private final ReplayMemory memory;
    private final InstantSource clock;
    private final Map<String, TrustedKey> trusted = new HashMap<>();

    /**
     * Bounds of what is accepted.
     *
     * @param maxBytes longest message
     * @param maxLife longest time between issue and expiry
     * @param clockSkew how far the sender's clock may run ahead of ours
     */
    public record Limits(int maxBytes, Duration maxLife, Duration clockSkew) {
        /** 1 MiB, seven days, two minutes. */
        public static Limits usual() {
            return new Limits(1 << 20, Duration.ofDays(7), Duration.ofMinutes(2));
        }
    }

    public SignedReader(
            PartyName self, List<TrustedKey> keys, Limits limits, ReplayMemory memory, InstantSource clock) {
        this.self = self;
        this.limits = limits;
        this.memory = memory;
        this.clock = clock;
        keys.forEach(key -> trusted.put(key.key().keyId(), key));
    }

    /** Judges a message that every one of the roles must have signed. */
    public <T> Verdict<T> read(String text, JsonForm<T> form, Set<String> roles) {
        if (text.length() > limits.maxBytes) {
            return refused(Reason.TOO_LARGE, text.length() + " characters, at most " + limits.maxBytes);
        }
        Signed<T> message;
        try {
            ObjectNode json = envelope(text);
            String type = string(json, "type");
            if (!type.equals(form.type())) {
                return refused(Reason.WRONG_TYPE, type + ", expected " + form.type());
            }
            message = message(json, form);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        Verdict<T> signatures = signatures(message, roles);
        return signatures instanceof Verdict.Accepted<T> ? claims(message) : signatures;
    }

    private static ObjectNode envelope(String text) {
        JsonNode json = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
        if (!(json instanceof ObjectNode object)
                || !Set.copyOf(object.propertyNames()).equals(MEMBERS)) {
            throw new IllegalArgumentException("a signed message has exactly the members " + MEMBERS);
        }
        return object;
    }

    private static <T> Signed<T> message(ObjectNode json, JsonForm<T> form) {
        List<String> signatures = new ArrayList<>();
        for (JsonNode signature : json.get("signatures")) {
            if (!signature.isString() || signatures.size() == MAX_SIGNATURES) {
                throw new IllegalArgumentException("signatures are at most " + MAX_SIGNATURES + " texts");
            }
            signatures.add(signature.stringValue());
        }
        String id = string(json, "id");
        if (id.isEmpty() || id.length() > MAX_ID || !id.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("an id has 1 to " + MAX_ID + " visible characters");
        }
        ObjectNode covered = json.deepCopy();
        covered.remove("signatures");
        return new Signed<>(
                id,
                PartyName.parse(string(json, "issuer")),
                PartyName.parse(string(json, "recipient")),
                Instant.parse(string(json, "issuedAt")),
                Instant.parse(string(json, "expires")),
                form.read(json.get("body")),
                CanonicalJson.text(covered),
                signatures);
    }

    private static String string(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return value.stringValue();
    }

    private <T> Verdict<T> signatures(Signed<T> message, Set<String> roles) {
        byte[] payload = message.covered().getBytes(StandardCharsets.UTF_8);
        Set<String> missing = new HashSet<>(roles);
        boolean byIssuer = false;
        int known = 0;
        for (String text : message.signatures()) {
            DetachedSignature signature = DetachedSignature.parse(text).orElse(null);
            if (signature == null) {
                return refused(Reason.BAD_SIGNATURE, "not a detached EdDSA signature");
            }
            TrustedKey key = trusted.get(signature.keyId());
            if (key == null) {
                continue;
            }
            known++;
            if (!signature.verify(key.key(), payload)) {
                return refused(Reason.BAD_SIGNATURE, "does not fit key " + signature.keyId() + " of " + key.owner());
            }
            missing.remove(key.role());
            byIssuer |= key.owner().equals(message.issuer());
        }
        if (known == 0) {
            return refused(Reason.UNKNOWN_KEY, "none of " + message.signatures().size() + " signatures is pinned here");
        }
        if (!byIssuer) {
            return refused(Reason.WRONG_ISSUER, "no key of " + message.issuer() + " has signed it");
        }
        return missing.isEmpty()
                ? new Verdict.Accepted<>(message)
                : refused(
                        Reason.MISSING_ROLE,
                        "not signed by "
                                + String.join(", ", missing.stream().sorted().toList()));
    }

    private <T> Verdict<T> claims(Signed<T> message) {
        Instant now = clock.instant();
        if (!message.recipient().equals(self)) {
            return refused(Reason.WRONG_RECIPIENT, "for " + message.recipient() + ", this is " + self);
        }
        if (message.issuedAt().isAfter(now.plus(limits.clockSkew))) {
            return refused(Reason.NOT_YET_VALID, "issued " + message.issuedAt() + ", it is " + now);
        }
        if (!message.expires().isAfter(now)) {
            return refused(Reason.EXPIRED, "expired " + message.expires() + ", it is " + now);
        }
        if (Duration.between(message.issuedAt(), message.expires()).compareTo(limits.maxLife) > 0) {
            return refused(Reason.LIFE_TOO_LONG, "lives longer than " + limits.maxLife);
        }
        return switch (memory.remember(message.issuer() + "#" + message.id(), message.expires(), now)) {
            case NEW -> new Verdict.Accepted<>(message);
            case SEEN -> refused(Reason.REPLAYED, "id " + message.id() + " was accepted before");
            case FULL -> refused(Reason.MEMORY_FULL, "too many unexpired messages; raise the bound");
        };
    }

    private static <T> Verdict<T> refused(Reason reason, String why) {
        return new Verdict.Refused<>(reason, why);
    }
}
