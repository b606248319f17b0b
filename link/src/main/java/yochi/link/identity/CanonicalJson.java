package yochi.link.identity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One way to write a JSON value, byte for byte (RFC 8785): sorted names, no white space, shortest numbers, UTF-8.
 *
 * <p>Refused are values that have no such form: lone surrogates, infinities, whole numbers that a double cannot hold.
 */
public final class CanonicalJson {
    private static final int MAX_DEPTH = 64;

    private CanonicalJson() {}

    public static byte[] bytes(JsonNode value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonNode value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out, 0);
        return out.toString();
    }

    private static void write(JsonNode value, StringBuilder out, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON nested deeper than " + MAX_DEPTH);
        }
        switch (value.getNodeType()) {
            case NULL -> out.append("null");
            case BOOLEAN -> out.append(value.booleanValue());
            case NUMBER -> out.append(number(value));
            case STRING -> string(value.stringValue(), out);
            case ARRAY -> array(value, out, depth);
            case OBJECT -> object(value, out, depth);
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("not a value of JSON: " + value.getNodeType());
        }
    }

    private static void array(JsonNode value, StringBuilder out, int depth) {
        out.append('[');
        String comma = "";
        for (JsonNode item : value) {
            out.append(comma);
            write(item, out, depth + 1);
            comma = ",";
        }
        out.append(']');
    }

    private static void object(JsonNode value, StringBuilder out, int depth) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        value.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        out.append('{');
        String comma = "";
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            out.append(comma);
            string(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out, depth + 1);
            comma = ",";
        }
        out.append('}');
    }

    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            BigInteger whole = value.bigIntegerValue();
            double approximate = whole.doubleValue();
            if (!Double.isFinite(approximate) || !names(whole, approximate)) {
                throw new IllegalArgumentException("whole number beyond the precision of JSON: " + whole);
            }
            return CanonicalNumber.of(approximate);
        }
        return CanonicalNumber.of(value.doubleValue());
    }

    /** Whether the digits are those of the double itself or of its shortest form, which pads large ones with zeros. */
    private static boolean names(BigInteger whole, double value) {
        return new BigDecimal(value).toBigIntegerExact().equals(whole)
                || new BigDecimal(CanonicalNumber.of(value)).toBigIntegerExact().equals(whole);
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                        refuseLoneSurrogate(text, i);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void refuseLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        boolean lone = Character.isHighSurrogate(c)
                ? i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
        if (lone) {
            throw new IllegalArgumentException("lone surrogate at character " + i + " of a JSON string");
        }
    }
}
