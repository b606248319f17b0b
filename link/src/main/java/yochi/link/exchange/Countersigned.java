package yochi.link.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.link.identity.JsonForm;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signed;
import yochi.link.identity.SignedReader;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.Verdict;
import yochi.link.identity.VerifyingKey;

/**
 * A head with both signatures, as member and centre keep it in a file ({@code yochi.receipt/1}): the centre's signed
 * head, the member's signed receipt of it, and the two keys. Whoever knows one of the keys by another way can check it
 * at any time, after the messages themselves have expired too.
 *
 * @param centreKey that signed the head
 * @param memberKey that signed the receipt
 * @param head the centre's message as it travelled
 * @param receipt the member's message as it travelled
 */
public record Countersigned(VerifyingKey centreKey, VerifyingKey memberKey, String head, String receipt) {
    /** Name and version of the file's form. */
    public static final String SCHEMA = "yochi.receipt/1";

    /** Longest file that is read. */
    public static final int MOST_CHARACTERS = 1 << 16;

    /** A member's clock may differ by that from the centre's. */
    public static final Duration SKEW = Duration.ofMinutes(2);

    private static final Duration ANY_LIFE = Duration.ofDays(400);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What both have signed.
     *
     * @param head where the chain ended
     * @param centre who says so
     * @param member who holds it
     * @param received by the member's clock
     */
    public record Proof(ChainHead head, PartyName centre, PartyName member, Instant received) {}

    /** Reads a file; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Countersigned parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a receipt has more than " + MOST_CHARACTERS + " characters");
        }
        try {
            Fields in = Fields.of(JSON.readTree(text), "receipt");
            if (!in.text("schema").equals(SCHEMA)) {
                throw new IllegalArgumentException("not " + SCHEMA + ": " + in.text("schema"));
            }
            return new Countersigned(
                    VerifyingKey.parse(in.text("centreKey")),
                    VerifyingKey.parse(in.text("memberKey")),
                    in.text("head"),
                    in.text("receipt"));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The file's text: what {@link #parse} reads. */
    @Override
    public String toString() {
        return JSON.createObjectNode()
                .put("schema", SCHEMA)
                .put("centreKey", centreKey.toString())
                .put("memberKey", memberKey.toString())
                .put("head", head)
                .put("receipt", receipt)
                .toString();
    }

    /** Checks both signatures, and that the one message answers the other; else says what does not fit. */
    public Proof check() {
        try {
            Signed<ChainHead> said = read(head, ChainHead.FORM, centreKey, "centre");
            Signed<HeadReceipt> answer = read(receipt, HeadReceipt.FORM, memberKey, "member");
            HeadReceipt held = answer.body();
            if (!said.recipient().equals(answer.issuer()) || !answer.recipient().equals(said.issuer())) {
                throw new IllegalArgumentException(
                        "the head is for " + said.recipient() + ", the receipt of " + answer.issuer());
            }
            if (!held.head().equals(said.body()) || !held.message().equals(said.id())) {
                throw new IllegalArgumentException("the receipt is for another head");
            }
            if (held.received().plus(SKEW).isBefore(said.body().at())) {
                throw new IllegalArgumentException("received " + held.received() + ", before it stood at "
                        + said.body().at());
            }
            return new Proof(said.body(), said.issuer(), answer.issuer(), held.received());
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** As of the moment it was signed: these are kept for years. */
    private static <T> Signed<T> read(String text, JsonForm<T> form, VerifyingKey key, String role) {
        JsonNode json = JSON.readTree(text);
        Instant issued = Instant.parse(json.path("issuedAt").asString(""));
        PartyName issuer = PartyName.parse(json.path("issuer").asString(""));
        SignedReader reader = new SignedReader(
                PartyName.parse(json.path("recipient").asString("")),
                List.of(new TrustedKey(key, issuer, role)),
                new SignedReader.Limits(MOST_CHARACTERS, ANY_LIFE, SKEW),
                ReplayMemory.inProcess(1),
                () -> issued);
        return switch (reader.read(text, form, Set.of(role))) {
            case Verdict.Accepted<T> good -> good.message();
            case Verdict.Refused<T> bad ->
                throw new IllegalArgumentException("the " + role + "'s signature is no good: " + bad.why());
        };
    }

    /** The number of a file's head, unchecked, for its place in a folder. */
    static Optional<Long> number(String fileName) {
        int dash = fileName.lastIndexOf('-');
        try {
            return Optional.of(Long.parseLong(fileName.substring(dash + 1).replace(".json", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
