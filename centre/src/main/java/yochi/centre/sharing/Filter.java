package yochi.centre.sharing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which objects of a collection are asked for (TAXII 2.1 §3.4, §3.5).
 *
 * @param after microseconds: only objects added later; {@code next} wins over {@code added_after}
 * @param limit at most so many
 * @param ids any of these, empty for all
 * @param types any of these, empty for all
 * @param versions {@code all}, {@code first}, {@code last} or time stamps
 * @param specVersions any of these, empty for all
 */
record Filter(
        long after, int limit, List<String> ids, List<String> types, List<String> versions, List<String> specVersions) {
    /** One page; readers take about a second for a thousand objects. */
    static final int MAX_PAGE = 1000;

    private static final int MAX_VALUES = 100;

    static Filter parse(Map<String, List<String>> query) {
        Optional<String> next = one(query, "next");
        Optional<String> addedAfter = one(query, "added_after");
        return new Filter(
                next.map(Filter::next)
                        .or(() -> addedAfter.map(Filter::addedAfter))
                        .orElse(-1L),
                one(query, "limit").map(Filter::limit).orElse(MAX_PAGE),
                values(query, "match[id]"),
                values(query, "match[type]"),
                query.containsKey("match[version]") ? values(query, "match[version]") : List.of("last"),
                values(query, "match[spec_version]"));
    }

    /** The same question about one object. */
    Filter forObject(String id) {
        return new Filter(after, limit, List.of(id), types, versions, specVersions);
    }

    boolean wants(String version) {
        return versions.contains(version);
    }

    private static long next(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TaxiiError(400, "next is not one that this server gave", e);
        }
    }

    private static long addedAfter(String text) {
        try {
            return StixObject.micros(Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new TaxiiError(400, "added_after is no time stamp such as 2026-01-01T00:00:00.000000Z", e);
        }
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit > 0) {
                return Math.min(limit, MAX_PAGE);
            }
            throw new TaxiiError(400, "limit is not above zero: " + limit);
        } catch (NumberFormatException e) {
            throw new TaxiiError(400, "limit is no number", e);
        }
    }

    private static Optional<String> one(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    private static List<String> values(Map<String, List<String>> query, String name) {
        List<String> out = query.getOrDefault(name, List.of()).stream()
                .flatMap(value -> java.util.Arrays.stream(value.split(",")))
                .filter(value -> !value.isBlank())
                .distinct()
                .toList();
        if (out.size() > MAX_VALUES) {
            throw new TaxiiError(400, name + " has more than " + MAX_VALUES + " values");
        }
        return out;
    }
}
