package yochi.link.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills records from a tree; goes on after each problem, so that all of them are told at once. */
final class Binder {
    private final Scalars scalars;
    private final Problems problems;

    Binder(Scalars scalars, Problems problems) {
        this.scalars = scalars;
        this.problems = problems;
    }

    /** The value for the type; empty after at least one problem was noted. */
    Optional<Object> bind(YamlTree tree, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            return container(tree, generic, path);
        }
        if (!(type instanceof Class<?> wanted)) {
            throw new IllegalArgumentException("settings cannot hold a " + type);
        }
        if (Scalars.reads(wanted)) {
            return scalar(tree, wanted, path);
        }
        if (wanted.isRecord()) {
            return record(tree, wanted, path);
        }
        throw new IllegalArgumentException("settings cannot hold a " + wanted.getName());
    }

    private Optional<Object> scalar(YamlTree tree, Class<?> wanted, String path) {
        if (!(tree instanceof YamlTree.Scalar value)) {
            return problem(path, tree, tree instanceof YamlTree.Empty ? "has no value" : "must be a single value");
        }
        try {
            return Optional.of(scalars.read(value.text(), wanted));
        } catch (IllegalArgumentException e) {
            return problem(path, tree, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Object> container(YamlTree tree, ParameterizedType generic, String path) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == Optional.class) {
            return tree instanceof YamlTree.Empty
                    ? Optional.of(Optional.empty())
                    : bind(tree, arguments[0], path).map(Optional::of);
        } else if (generic.getRawType() == List.class) {
            return items(tree, arguments[0], path).map(List::copyOf);
        } else if (generic.getRawType() == Set.class) {
            return items(tree, arguments[0], path).map(LinkedHashSet::new);
        } else if (generic.getRawType() == Map.class) {
            return entries(tree, (Class<?>) arguments[0], arguments[1], path);
        }
        throw new IllegalArgumentException("settings cannot hold a " + generic);
    }

    private Optional<List<Object>> items(YamlTree tree, Type item, String path) {
        if (!(tree instanceof YamlTree.Sequence sequence)) {
            problem(path, tree, "must be a list");
            return Optional.empty();
        }
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            bind(sequence.items().get(i), item, path + "[" + i + "]").ifPresent(bound::add);
        }
        return bound.size() == sequence.items().size() ? Optional.of(bound) : Optional.empty();
    }

    private Optional<Object> entries(YamlTree tree, Class<?> key, Type value, String path) {
        if (!(tree instanceof YamlTree.Mapping mapping)) {
            return problem(path, tree, "must be keys with values");
        }
        Map<Object, Object> bound = new LinkedHashMap<>();
        mapping.entries().forEach((name, inner) -> {
            String at = Problems.join(path, name);
            Optional<Object> keyValue = scalar(new YamlTree.Scalar(name, inner.line()), key, at);
            Optional<Object> content = bind(inner, value, at);
            if (keyValue.isPresent() && content.isPresent()) {
                bound.put(keyValue.get(), content.get());
            }
        });
        return bound.size() == mapping.entries().size()
                ? Optional.of(Collections.unmodifiableMap(bound))
                : Optional.empty();
    }

    private Optional<Object> record(YamlTree tree, Class<?> wanted, String path) {
        if (!(tree instanceof YamlTree.Mapping mapping)) {
            return problem(path, tree, "must be keys with values");
        }
        RecordComponent[] components = wanted.getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        mapping.entries().forEach((key, value) -> {
            if (!names.contains(key)) {
                unknown(key, value, names, path);
            }
        });
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            component(component, mapping, path).ifPresent(values::add);
        }
        return values.size() == components.length
                ? construct(wanted, components, values, mapping, path)
                : Optional.empty();
    }

    private void unknown(String key, YamlTree value, List<String> names, String path) {
        String hint = Spelling.nearest(key, names)
                .map(near -> "did you mean " + near + "?")
                .orElse("known here: " + String.join(", ", names));
        problems.add(Problems.join(path, key), value.line(), "unknown key; " + hint);
    }

    private Optional<Object> component(RecordComponent component, YamlTree.Mapping mapping, String path) {
        String at = Problems.join(path, component.getName());
        YamlTree given = mapping.entries().get(component.getName());
        if (given != null) {
            return bind(given, component.getGenericType(), at);
        }
        Default fallback = component.getAnnotation(Default.class);
        if (fallback != null) {
            YamlTree tree = fallback.value().isEmpty()
                    ? new YamlTree.Scalar("", mapping.line())
                    : YamlTree.parse(fallback.value(), problems);
            return bind(tree, component.getGenericType(), at);
        }
        return component.getType() == Optional.class
                ? Optional.of(Optional.empty())
                : problem(at, mapping, "is missing");
    }

    private Optional<Object> construct(
            Class<?> wanted, RecordComponent[] components, List<Object> values, YamlTree.Mapping mapping, String path) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = wanted.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(values.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException told) {
                return problem(path, mapping, String.valueOf(told.getMessage()));
            }
            throw new IllegalStateException("the constructor of " + wanted.getName() + " failed", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + wanted.getName(), e);
        }
    }

    private Optional<Object> problem(String path, YamlTree at, String what) {
        problems.add(path, at.line(), what);
        return Optional.empty();
    }
}
