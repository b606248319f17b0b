package yochi.centre.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.Assessment.Life;
import yochi.core.model.Words;
import yochi.link.config.Default;

/**
 * What to recommend in which case: options with their price, and rows of which the first that fits fires
 * (config/decisions.yaml). It is checked whole when it is read: options that rows name exist, no row stands behind one
 * that fits every case, and the last row fits every case.
 *
 * @param options what can be done, by id
 * @param rows in order
 */
public record DecisionTable(Map<String, Plan> options, List<Row> rows) {
    public DecisionTable {
        options = Map.copyOf(options);
        rows = List.copyOf(rows);
        check(options.keySet(), rows);
    }

    /** The table that holds where nobody has put another, as YAML; config/decisions.yaml is the same. */
    public static String builtIn() {
        try (InputStream in = DecisionTable.class.getResourceAsStream("decisions.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What kind of matter an alert is. */
    public enum Kind {
        /** Orders name home: a nowcast. */
        ORDER,
        /** Orders are forecast. */
        EVENT,
        /** More than usual is forecast. */
        SURGE
    }

    /**
     * One thing that can be done.
     *
     * @param against kinds of vectors that it acts upon, as orders name them; empty: none in particular
     * @param takesEffect time until it acts
     * @param expires after which it ends by itself; absent where it does not
     */
    public record Plan(
            Words text,
            Words benefit,
            Words collateral,
            Words reversible,
            Words authority,
            @Default("[]") List<String> against,
            Duration takesEffect,
            Optional<Duration> expires) {
        public Plan {
            against = List.copyOf(against);
        }
    }

    /**
     * One row.
     *
     * @param name shown with what it recommends
     * @param when in which cases it fires
     * @param options ids, the first that acts upon a named vector, or upon none in particular, is recommended
     * @param text in words
     */
    public record Row(String name, @Default("{}") When when, List<String> options, Words text) {
        public Row {
            options = List.copyOf(options);
        }
    }

    /**
     * Conditions, all of which must hold; one that is left out holds.
     *
     * @param kinds one of these
     * @param life one of these
     * @param atLeast the probability is this or more
     * @param below the probability is less
     * @param targets at least so many are named
     * @param nodes at least so many nodes say so
     * @param vectors one of these kinds of vectors is named
     * @param registered whether a registered site is concerned
     */
    public record When(
            @Default("[]") Set<Kind> kinds,
            @Default("[]") Set<Life> life,
            Optional<Double> atLeast,
            Optional<Double> below,
            Optional<Integer> targets,
            Optional<Integer> nodes,
            @Default("[]") Set<String> vectors,
            Optional<Boolean> registered) {
        public When {
            kinds = Set.copyOf(kinds);
            life = Set.copyOf(life);
            vectors = Set.copyOf(vectors);
        }

        boolean any() {
            return kinds.isEmpty()
                    && life.isEmpty()
                    && atLeast.isEmpty()
                    && below.isEmpty()
                    && targets.isEmpty()
                    && nodes.isEmpty()
                    && vectors.isEmpty()
                    && registered.isEmpty();
        }

        boolean fits(Case c) {
            return (kinds.isEmpty() || kinds.contains(c.kind()))
                    && (life.isEmpty() || life.contains(c.life()))
                    && atLeast.map(p -> c.probability() >= p).orElse(true)
                    && below.map(p -> c.probability() < p).orElse(true)
                    && targets.map(n -> c.targets() >= n).orElse(true)
                    && nodes.map(n -> c.nodes() >= n).orElse(true)
                    && (vectors.isEmpty() || c.vectors().stream().anyMatch(vectors::contains))
                    && registered.map(yes -> yes == c.registered()).orElse(true);
        }
    }

    /**
     * The case that an alert is.
     *
     * @param vectors kind of each vector of each target, as often as it is named
     * @param nodes that say so
     */
    public record Case(
            Kind kind,
            Life life,
            double probability,
            int targets,
            int nodes,
            List<String> vectors,
            boolean registered) {
        public Case {
            vectors = List.copyOf(vectors);
        }
    }

    /** The row that fires. */
    public Row row(Case c) {
        return rows.stream().filter(row -> row.when().fits(c)).findFirst().orElseThrow();
    }

    /** Ids of the row's options that act upon a named vector, or upon none in particular; the first is recommended. */
    public List<String> options(Row row, Case c) {
        List<String> out = row.options().stream()
                .filter(id -> plan(id).against().isEmpty() || covers(id, c) > 0)
                .toList();
        return out.isEmpty() ? row.options() : out;
    }

    /** Share of the named vectors that an option acts upon. */
    public double covers(String id, Case c) {
        List<String> against = plan(id).against();
        return c.vectors().isEmpty()
                ? 0
                : (double) c.vectors().stream().filter(against::contains).count()
                        / c.vectors().size();
    }

    /** What an option of a row is. */
    public Plan plan(String id) {
        return Optional.ofNullable(options.get(id)).orElseThrow(() -> new IllegalArgumentException("no option " + id));
    }

    private static void check(Set<String> options, List<Row> rows) {
        if (rows.isEmpty() || !rows.getLast().when().any()) {
            throw new IllegalArgumentException("rows: the last row needs an empty when, so that every case has one");
        }
        Set<String> names = new HashSet<>();
        for (Row row : rows) {
            if (!names.add(row.name())) {
                throw new IllegalArgumentException("rows: two rows are called " + row.name());
            }
            if (row.options().isEmpty()) {
                throw new IllegalArgumentException("rows: " + row.name() + " names no option");
            }
            row.options().stream().filter(id -> !options.contains(id)).findFirst().ifPresent(id -> {
                throw new IllegalArgumentException("rows: " + row.name() + " names the option " + id
                        + ", known are " + String.join(", ", options.stream().sorted().toList()));
            });
            if (row.when().any() && !row.equals(rows.getLast())) {
                throw new IllegalArgumentException("rows: no row behind " + row.name() + " can ever fire");
            }
        }
    }
}
