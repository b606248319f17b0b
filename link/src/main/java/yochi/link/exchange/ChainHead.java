package yochi.link.exchange;

import java.time.Instant;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.link.identity.JsonForm;

/**
 * Where the ledger's chain ended at a moment, the body of the signed message {@code yochi.head/1}: who keeps it can
 * prove later that nothing before it was changed, cut off or put in.
 *
 * @param number of the last entry
 * @param hash of the last entry, SHA-256, hexadecimal
 * @param at when it was the last, by the centre's wall clock
 */
public record ChainHead(long number, String hash, Instant at) {
    /** How the signed message writes and reads its body. */
    public static final JsonForm<ChainHead> FORM = new JsonForm<>() {
        @Override
        public String type() {
            return "yochi.head/1";
        }

        @Override
        public JsonNode write(ChainHead body) {
            return ChainHead.write(body);
        }

        @Override
        public ChainHead read(JsonNode json) {
            return ChainHead.read(Fields.of(json, "head"));
        }
    };

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public ChainHead {
        if (number < 1 || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("no head of a chain: " + number + " " + hash);
        }
    }

    static ObjectNode write(ChainHead head) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", head.number)
                .put("hash", head.hash)
                .put("at", head.at.toString());
    }

    static ChainHead read(Fields in) {
        return new ChainHead(in.whole("number"), in.text("hash"), in.instant("at"));
    }
}
