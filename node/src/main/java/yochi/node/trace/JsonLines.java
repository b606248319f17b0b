package yochi.node.trace;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;

/**
 * Reads one JSON object a line. An array or a wrapping object whose elements stand one a line reads too, well-formed or
 * not: the marks around the elements are passed over.
 */
final class JsonLines {
    private static final int DEEPEST = 32;
    private static final char REPLACED = '\uFFFD';

    private final JsonMapper json;

    JsonLines(int longest) {
        json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxStringLength(longest)
                                .build())
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** Takes what stands between the marks. */
    interface Records {
        void record(JsonNode record);

        /** Something is odd about the record that comes next. */
        void odd(String what);

        /** A line that is no JSON object. */
        void broken(String line);
    }

    /** Hands each object on; what is odd is noted, and a line that is none is rejected, at its line. */
    static Records counted(LineReader line, Tally tally, Consumer<JsonNode> taker) {
        return new Records() {
            @Override
            public void record(JsonNode record) {
                taker.accept(record);
            }

            @Override
            public void odd(String what) {
                tally.note(what, line.number());
            }

            @Override
            public void broken(String text) {
                tally.reject(RejectReason.MALFORMED, line.number(), "broken JSON");
            }
        };
    }

    void read(LineReader line, Records records) {
        byte[] b = line.bytes();
        int from = line.from();
        int to = from + line.length();
        if (b[from] == '[' && b[to - 1] == ']' && array(b, from, to - from, records)) {
            return;
        }
        while (to > from && aside(b[to - 1])) {
            to--;
        }
        while (from < to && (b[from] == '[' || aside(b[from]))) {
            from++;
        }
        if (from == to || mark(b, from, to)) {
            return;
        }
        Optional<JsonNode> record = parsed(b, from, to - from);
        if (record.isEmpty() && b[to - 1] == ']') {
            record = parsed(b, from, to - 1 - from); // the last element, with the array's end on its line
        }
        if (record.isEmpty()) {
            lenient(new String(b, from, to - from, StandardCharsets.UTF_8), records);
        } else if (record.get().isObject()) {
            records.record(record.get());
        } else {
            records.broken("");
        }
    }

    /** A whole array on one line. */
    private boolean array(byte[] b, int from, int length, Records records) {
        Optional<JsonNode> array = parsed(b, from, length);
        array.ifPresent(elements -> elements.forEach(element -> {
            if (element.isObject()) {
                records.record(element);
            } else {
                records.broken("");
            }
        }));
        return array.isPresent();
    }

    /** What may stand around a record; anything else, such as the zeros that a crash leaves, is told. */
    private static boolean aside(byte b) {
        return b == ',' || b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** Bytes that are no UTF-8 spoil a text, not the record. */
    private void lenient(String text, Records records) {
        Optional<JsonNode> record =
                text.indexOf(REPLACED) < 0 ? Optional.empty() : parsed(() -> json.readTree(text));
        if (record.isPresent() && record.get().isObject()) {
            records.odd("invalidUtf8");
            records.record(record.get());
        } else {
            records.broken(text);
        }
    }

    /** The one value that stands there; empty where it is none, or holds a number that nothing can hold. */
    Optional<JsonNode> parsed(byte[] b, int from, int length) {
        return parsed(() -> json.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(new ByteArrayInputStream(b, from, length)));
    }

    /** Of an exponent beyond 32 bits Jackson makes a number's exception, not one of its own. */
    private static Optional<JsonNode> parsed(Supplier<JsonNode> reading) {
        try {
            return Optional.of(reading.get());
        } catch (JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the line only opens or closes what is around the records: {@code ]}, {@code ]}}, {"attacks":[}. */
    private static boolean mark(byte[] b, int from, int to) {
        if (b[from] == ']' || (b[from] == '}' && to - from <= 2)) {
            return true;
        }
        return b[from] == '{' && b[to - 1] == '[' && to - from < 64;
    }
}
