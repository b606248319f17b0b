package yochi.node.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import yochi.node.input.SourceStream;

/**
 * Goes through a JSON document of any size once, keeping nothing of it but the few fields asked for: what lies in
 * between, such as the bytes of a specimen, is passed over without being held.
 */
final class DocumentScan {
    private static final int DEEPEST = 64;
    private static final int LONGEST_VALUE = 1 << 16;
    /** Of a field that is asked for; what is passed over may have any length. */
    private static final int LONGEST_TEXT = 1 << 20;

    private final Set<String> lists;
    private final Set<String> fields;

    /**
     * A scan for elements of lists.
     *
     * @param lists paths of the arrays whose elements are handed on, such as {@code log.entries}; the empty path for
     *     the fields of the document itself, at its end
     * @param fields paths inside an element, such as {@code request.url}
     */
    DocumentScan(Set<String> lists, Set<String> fields) {
        this.lists = Set.copyOf(lists);
        this.fields = Set.copyOf(fields);
    }

    /** Takes the elements in the order of the document. */
    interface Elements {
        /**
         * One element.
         *
         * @param list path of its array
         * @param values its fields as texts, by path; absent ones are missing
         */
        void element(String list, Map<String, String> values, long offset);
    }

    /** Scans; says where and why it could go no further, or nothing. */
    String scan(SourceStream stream, Elements elements) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_VALUE)
                        .maxStringLength(LONGEST_TEXT)
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), stream)) {
            while (parser.nextToken() != null) {
                Map<String, String> top = new HashMap<>();
                value(parser, "", top, elements);
                elements.element("", top, offset(parser));
            }
            return "";
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            return "broken JSON" + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
    }

    private static long offset(JsonParser parser) {
        return Math.max(0, parser.currentTokenLocation().getByteOffset());
    }

    /** Goes through the value at hand, outside of elements. */
    private void value(JsonParser parser, String path, Map<String, String> top, Elements elements) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                value(parser, path.isEmpty() ? name : path + "." + name, top, elements);
            }
        } else if (token == JsonToken.START_ARRAY && lists.contains(path)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                long offset = offset(parser);
                Map<String, String> values = new HashMap<>();
                inside(parser, "", values);
                elements.element(path, values, offset);
            }
        } else if (token == JsonToken.START_ARRAY) {
            parser.skipChildren();
        } else if (fields.contains(path)) {
            keep(parser, path, top);
        }
    }

    private void inside(JsonParser parser, String path, Map<String, String> values) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                inside(parser, path.isEmpty() ? name : path + "." + name, values);
            }
        } else if (token == JsonToken.START_ARRAY) {
            parser.skipChildren();
        } else if (fields.contains(path)) {
            keep(parser, path, values);
        }
    }

    private static void keep(JsonParser parser, String path, Map<String, String> values) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            String text = parser.getString();
            values.put(path, text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text);
        }
    }
}
