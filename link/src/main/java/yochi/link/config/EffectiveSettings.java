package yochi.link.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prints records as the YAML that would make them. */
final class EffectiveSettings {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+][A-Za-z0-9_./+-]*(:[A-Za-z0-9_./+-]+)*");
    private static final Pattern RESERVED = Pattern.compile("null|Null|NULL|~");

    private final StringBuilder out = new StringBuilder();

    private final boolean disclosed;

    private EffectiveSettings(boolean disclosed) {
        this.disclosed = disclosed;
    }

    /** @param disclosed whether secrets are written as they are instead of masked */
    static String print(Record settings, boolean disclosed) {
        EffectiveSettings printing = new EffectiveSettings(disclosed);
        printing.entries(components(settings), "");
        return printing.out.toString();
    }

    private static Map<String, Object> components(Record settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.put(component.getName(), component.getAccessor().invoke(settings));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
        return values;
    }

    private void entries(Map<?, ?> entries, String indent) {
        entries.forEach((key, given) -> {
            Object value = given instanceof Optional<?> optional ? optional.orElse(null) : given;
            if (value != null) {
                out.append(indent).append(scalar(key)).append(':');
                value(value, indent);
            }
        });
    }

    private void value(Object value, String indent) {
        if (isTree(value)) {
            Map<?, ?> inner = value instanceof Map<?, ?> map ? map : components((Record) value);
            if (inner.isEmpty()) {
                out.append(" {}\n");
            } else {
                out.append('\n');
                entries(inner, indent + "  ");
            }
        } else if (value instanceof Collection<?> items) {
            out.append(items.isEmpty() ? " []\n" : "\n");
            items.forEach(item -> item(item, indent + "  "));
        } else {
            out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void item(Object item, String indent) {
        out.append(indent).append('-');
        value(item, indent + "  ");
    }

    private static boolean isTree(Object value) {
        return value instanceof Map<?, ?> || (value instanceof Record && !Scalars.reads(value.getClass()));
    }

    private String text(Object value) {
        if (disclosed && value instanceof Secret secret) {
            return secret.value();
        }
        return value instanceof Enum<?> constant && !Scalars.hasParser(value.getClass())
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
    }

    private String scalar(Object value) {
        String text = text(value);
        if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' || c == 127 ? String.format("\\x%02x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
