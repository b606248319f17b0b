package yochi.centre.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry as the public may see it.
 *
 * @param number 1, 2, 3 … without a gap
 * @param kind what it says; words that this version does not know are kept
 * @param subject of which statement, rule or day
 * @param sealedAt wall clock
 * @param body JSON as it was chained; empty where it is withheld, which only entries of before commitments are
 * @param previous hash of the entry before
 * @param hash SHA-256 over all of the above
 * @param opening of a commitment whose span has passed
 */
public record ChainLine(
        long number,
        String kind,
        String subject,
        Instant sealedAt,
        Optional<String> body,
        String previous,
        String hash,
        Optional<Opening> opening) {
    /** Longest line that is read. */
    public static final int MOST_CHARACTERS = 1 << 20;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,31}");
    private static final int MOST_SUBJECT = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ChainLine {
        if (number < 1
                || !WORD.matcher(kind).matches()
                || subject.isEmpty()
                || subject.length() > MOST_SUBJECT
                || !HASH.matcher(previous).matches()
                || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("no entry of a ledger: number " + number + ", kind " + kind);
        }
    }

    static ChainLine of(Entry entry, Optional<String> body, Optional<Opening> opening) {
        return new ChainLine(
                entry.number(),
                entry.kind().word(),
                entry.subject(),
                entry.sealedAt(),
                body,
                entry.previous(),
                entry.hash(),
                opening);
    }

    /** Reads one line; an {@link IllegalArgumentException} says what is wrong with it. */
    public static ChainLine parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a line has more than " + MOST_CHARACTERS + " characters");
        }
        try {
            JsonNode json = JSON.readTree(text);
            if (!(json instanceof ObjectNode)) {
                throw new IllegalArgumentException("a line is no JSON object");
            }
            JsonNode opening = json.path("opening");
            return new ChainLine(
                    json.required("number").longValue(),
                    json.required("kind").stringValue(),
                    json.required("subject").stringValue(),
                    Instant.parse(json.required("sealedAt").stringValue()),
                    json.has("body")
                            ? Optional.of(json.required("body").stringValue())
                            : Optional.empty(),
                    json.required("previous").stringValue(),
                    json.required("hash").stringValue(),
                    opening.isMissingNode()
                            ? Optional.empty()
                            : Optional.of(new Opening(
                                    opening.required("salt").stringValue(),
                                    opening.required("statement").stringValue())));
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The line as it is exported: what {@link #parse} reads. */
    @Override
    public String toString() {
        ObjectNode json = JSON.createObjectNode()
                .put("number", number)
                .put("kind", kind)
                .put("subject", subject)
                .put("sealedAt", sealedAt.toString());
        body.ifPresent(b -> json.put("body", b));
        json.put("previous", previous).put("hash", hash);
        opening.ifPresent(o ->
                json.putObject("opening").put("salt", o.salt()).put("statement", o.statement()));
        return json.toString();
    }

    boolean is(Entry.Kind wanted) {
        return kind.equals(wanted.word());
    }

    /** Whether the hash fits; a withheld body cannot be checked, only its place in the chain. */
    boolean intact() {
        return body.isEmpty() || Entry.hash(previous, number, kind, subject, sealedAt, body.get()).equals(hash);
    }
}
