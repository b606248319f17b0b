package yochi.centre.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One element of a drawing: a tree of them is an SVG picture, which the page of {@code yochi analyse} writes as
 * markup and the console builds as nodes.
 *
 * @param tag one of {@link #TAGS}
 * @param attributes geometry and a class; colours are the style sheet's
 * @param text written into it
 * @param tell what it says when it is pointed at, clicked or reached by the arrow keys
 * @param children drawn in it, in order
 */
public record Shape(
        String tag, Map<String, String> attributes, Optional<Say> text, Optional<Say> tell, List<Shape> children) {
    /** All that a drawing is made of; nothing in it runs or loads anything. */
    public static final Set<String> TAGS = Set.of("svg", "g", "rect", "circle", "line", "path", "text");

    public Shape {
        if (!TAGS.contains(tag)) {
            throw new IllegalArgumentException("no tag of a drawing: " + tag);
        }
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** With attributes as names and values in turn; numbers to a tenth. */
    public static Shape of(String tag, Object... attributes) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            all.put((String) attributes[i], value(attributes[i + 1]));
        }
        return new Shape(tag, all, Optional.empty(), Optional.empty(), List.of());
    }

    private static String value(Object value) {
        return switch (value) {
            case Double d -> number(d);
            default -> value.toString();
        };
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a drawing has no place for " + value);
        }
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    public Shape saying(Say words) {
        return new Shape(tag, attributes, Optional.of(words), tell, children);
    }

    public Shape telling(Say words) {
        return new Shape(tag, attributes, text, Optional.of(words), children);
    }

    public Shape with(Shape... more) {
        return with(Arrays.asList(more));
    }

    public Shape with(List<Shape> more) {
        List<Shape> all = new ArrayList<>(children);
        all.addAll(more);
        return new Shape(tag, attributes, text, tell, all);
    }
}
