package yochi.centre.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The objects that a reader adds, in a TAXII envelope. */
final class Envelope {
    /** Bytes of a body, as the API root tells them. */
    static final int MOST = 10 << 20;
    /** An id, a type, a version: of STIX at most 100 plain letters; kept in an index, and found as they came. */
    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,250}");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Envelope() {}

    /** All objects, good or not. */
    static List<JsonNode> read(byte[] body) {
        try {
            List<JsonNode> out = new ArrayList<>();
            JsonNode json = JSON.readTree(body);
            if (!json.path("objects").isArray()) {
                throw new TaxiiError(422, "an envelope has a list of objects");
            }
            json.path("objects").forEach(out::add);
            return out;
        } catch (JacksonException e) {
            throw new TaxiiError(400, "the body is no JSON", e);
        }
    }

    /** Whether it is a STIX object as far as this service must know: a type, and an id that begins with it. */
    static boolean isObject(JsonNode object) {
        String type = word(object, "type");
        return !type.isEmpty()
                && word(object, "id").startsWith(type + "--")
                && (object.path("modified").isMissingNode() || !word(object, "modified").isEmpty())
                && (object.path("created").isMissingNode() || !word(object, "created").isEmpty())
                && (object.path("spec_version").isMissingNode() || !word(object, "spec_version").isEmpty());
    }

    private static String word(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isString() && WORD.matcher(value.stringValue()).matches() ? value.stringValue() : "";
    }
}
