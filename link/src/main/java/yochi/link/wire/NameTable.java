package yochi.link.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers for names in the order in which they first come. */
final class NameTable<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    int number(T name) {
        return numbers.computeIfAbsent(name, n -> numbers.size());
    }

    List<T> names() {
        return List.copyOf(numbers.keySet());
    }
}
