package yochi.link.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the members of one JSON object and names the place of what is wrong; members it is not asked for are let be.
 *
 * <p>Bounds: text of {@value #MAX_TEXT} characters, lists of {@value #MAX_ITEMS} items.
 */
final class Fields {
    static final int MAX_TEXT = 8192;
    static final int MAX_ITEMS = 10_000;

    private final JsonNode object;
    private final String place;

    private Fields(JsonNode object, String place) {
        this.object = object;
        this.place = place;
    }

    static Fields of(JsonNode json, String place) {
        if (!json.isObject()) {
            throw new IllegalArgumentException(place + " is no object");
        }
        return new Fields(json, place);
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        return text(member(name), at(name));
    }

    Optional<String> textIfAny(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    long whole(String name) {
        JsonNode value = member(name);
        if (!value.isNumber() || !value.canConvertToLong() || value.doubleValue() != value.longValue()) {
            throw new IllegalArgumentException(at(name) + " is no whole number");
        }
        return value.longValue();
    }

    int port(String name) {
        long value = whole(name);
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException(at(name) + " is not within 0 to 65535: " + value);
        }
        return (int) value;
    }

    double number(String name) {
        JsonNode value = member(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException(at(name) + " is no number");
        }
        return value.doubleValue();
    }

    boolean truth(String name) {
        JsonNode value = member(name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(at(name) + " is neither true nor false");
        }
        return value.booleanValue();
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(at(name) + " is no instant such as 2026-01-01T00:00:00Z", e);
        }
    }

    Duration duration(String name) {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(at(name) + " is no duration such as PT1H", e);
        }
    }

    <E extends Enum<E>> E word(String name, Class<E> words) {
        String text = text(name);
        for (E word : words.getEnumConstants()) {
            if (word(word).equals(text)) {
                return word;
            }
        }
        throw new IllegalArgumentException(at(name) + " is not one of the known words: " + text);
    }

    Fields object(String name) {
        return of(member(name), at(name));
    }

    Optional<Fields> objectIfAny(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    List<String> texts(String name) {
        List<String> out = new ArrayList<>();
        for (JsonNode item : list(name)) {
            out.add(text(item, at(name) + "[" + out.size() + "]"));
        }
        return out;
    }

    List<Integer> ports(String name) {
        List<Integer> out = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isInt() || item.intValue() < 0 || item.intValue() > 65_535) {
                throw new IllegalArgumentException(at(name) + "[" + out.size() + "] is no port");
            }
            out.add(item.intValue());
        }
        return out;
    }

    <T> List<T> each(String name, Function<Fields, T> reader) {
        List<T> out = new ArrayList<>();
        for (JsonNode item : list(name)) {
            out.add(reader.apply(of(item, at(name) + "[" + out.size() + "]")));
        }
        return out;
    }

    /** How a constant is written: lower case, words joined by hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ArrayNode array(List<String> texts) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        texts.forEach(out::add);
        return out;
    }

    private JsonNode list(String name) {
        JsonNode value = member(name);
        if (!value.isArray() || value.size() > MAX_ITEMS) {
            throw new IllegalArgumentException(at(name) + " is no list of at most " + MAX_ITEMS + " items");
        }
        return value;
    }

    private JsonNode member(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw new IllegalArgumentException(at(name) + " is missing");
        }
        return value;
    }

    private static String text(JsonNode value, String place) {
        if (!value.isString() || value.stringValue().length() > MAX_TEXT) {
            throw new IllegalArgumentException(place + " is no text of at most " + MAX_TEXT + " characters");
        }
        return value.stringValue();
    }

    private String at(String name) {
        return place + "." + name;
    }
}
