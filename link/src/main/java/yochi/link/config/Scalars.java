package yochi.link.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns one text into one value of a wanted class; an {@link IllegalArgumentException} says what is wrong with it.
 *
 * <p>Besides the classes named here every class with a public static {@code parse(String)} is read, such as a country
 * or a prefix. Paths are relative to the settings file.
 */
final class Scalars {
    private final Path base;

    Scalars(Path base) {
        this.base = base;
    }

    static boolean reads(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || List.of(
                                String.class,
                                Integer.class,
                                Long.class,
                                Double.class,
                                Boolean.class,
                                Duration.class,
                                Instant.class,
                                LocalDate.class,
                                URI.class,
                                Path.class)
                        .contains(type)
                || parser(type).isPresent();
    }

    Object read(String text, Class<?> type) {
        if (type == String.class) {
            return text;
        } else if (type == int.class || type == Integer.class) {
            return Math.toIntExact(whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        } else if (type == long.class || type == Long.class) {
            return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == double.class || type == Double.class) {
            return number(text);
        } else if (type == boolean.class || type == Boolean.class) {
            return truth(text);
        } else if (type == Duration.class) {
            return Durations.parse(text);
        } else if (type == Instant.class) {
            return told(text, "a time such as 2026-01-31T00:00:00Z", () -> Instant.parse(text));
        } else if (type == LocalDate.class) {
            return told(text, "a day such as 2026-01-31", () -> LocalDate.parse(text));
        } else if (type == URI.class) {
            return URI.create(text);
        } else if (type == Path.class) {
            return base.resolve(text).normalize();
        }
        return parser(type).map(method -> call(method, text)).orElseGet(() -> constant(text, type));
    }

    private static Object told(String text, String wanted, Supplier<Object> reader) {
        try {
            return reader.get();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not " + wanted + ": " + text, e);
        }
    }

    private static long whole(String text, long low, long high) {
        try {
            long value = Long.parseLong(text.replace("_", ""));
            if (value >= low && value <= high) {
                return value;
            }
            throw new IllegalArgumentException("not between " + low + " and " + high + ": " + text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number: " + text, e);
        }
    }

    private static double number(String text) {
        double value = (double) told(text, "a number", () -> Double.parseDouble(text));
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + text);
        }
        return value;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false: " + text);
        };
    }

    private static Object constant(String text, Class<?> type) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        Object[] constants = type.getEnumConstants();
        List<String> words = Arrays.stream(constants == null ? new Object[0] : constants)
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        int at = words.indexOf(name);
        if (constants == null || at < 0) {
            List<String> shown = words.stream()
                    .map(word -> word.toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList();
            String hint = Spelling.nearest(text, shown)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
            throw new IllegalArgumentException(text + " is none of " + String.join(", ", shown) + hint);
        }
        return constants[at];
    }

    static boolean hasParser(Class<?> type) {
        return parser(type).isPresent();
    }

    private static Optional<Method> parser(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("parse")
                        && Modifier.isStatic(method.getModifiers())
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})
                        && type.isAssignableFrom(method.getReturnType()))
                .findFirst();
    }

    private static Object call(Method parser, String text) {
        try {
            parser.setAccessible(true);
            return parser.invoke(null, text);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String what = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            throw new IllegalArgumentException(what.contains(text) ? what : what + ": " + text, e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot call " + parser, e);
        }
    }
}
