package yochi.evaluation.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import yochi.analysis.victim.AttackDays;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.evaluation.Span;

/**
 * The lists of a botnet's orders, snapshot by snapshot. A target stands in every snapshot for as long as it is to be
 * attacked, with a row per address: it counts once. Times are of an unstated zone; {@link #days} takes a shift.
 */
final class OrderLists {
    /** Seconds since 1970 of a snapshot to what it lists, by target; empty where it listed nothing. */
    private final NavigableMap<Long, Map<String, Target>> snapshots;

    private final int rejected;

    private OrderLists(NavigableMap<Long, Map<String, Target>> snapshots, int rejected) {
        this.snapshots = snapshots;
        this.rejected = rejected;
    }

    /**
     * One target on one list.
     *
     * @param id pseudonym
     * @param country of the victim
     * @param byName whether the country is known by the name's top-level domain, not by where its server stands
     * @param networks AS of its addresses
     * @param vectors kind and method to orders
     * @param orders entries on the list
     */
    record Target(
            String id, String country, boolean byName, Set<String> networks, Map<String, Integer> vectors, int orders) {
        private Target and(Target other) {
            Set<String> all = new TreeSet<>(networks);
            all.addAll(other.networks);
            return new Target(id, country, byName, all, vectors, orders);
        }
    }

    /** Reads {@code targets-*.csv.gz} and {@code snapshots-*.csv.gz} of the folder, within the days. */
    static OrderLists read(Path folder, Span span) {
        NavigableMap<Long, Map<String, Target>> snapshots = new TreeMap<>();
        int rejected = rows(folder, "snapshots-", row -> within(span, row)
                .ifPresent(t -> snapshots.putIfAbsent(t, new TreeMap<>())));
        rejected += rows(folder, "targets-", row -> {
            Target target = target(row);
            within(span, row).ifPresent(t -> snapshots
                    .computeIfAbsent(t, s -> new TreeMap<>())
                    .merge(target.id(), target, Target::and));
        });
        if (snapshots.isEmpty()) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    "no snapshot in " + folder + " within the days asked for; " + rejected + " rows cannot be read");
        }
        if (rejected > 0 && snapshots.values().stream().allMatch(Map::isEmpty)) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    "none of " + rejected + " rows in " + folder + " can be read; the first line names the columns"
                            + " snapshot_utc, target_id, victim_cc, cc_source, asn, vectors, n_entries");
        }
        return new OrderLists(snapshots, rejected);
    }

    /** Lists made up by a test. */
    static OrderLists of(Map<Long, List<Target>> lists) {
        NavigableMap<Long, Map<String, Target>> snapshots = new TreeMap<>();
        lists.forEach((second, targets) -> {
            Map<String, Target> list = new TreeMap<>();
            targets.forEach(t -> list.merge(t.id(), t, Target::and));
            snapshots.put(second, list);
        });
        return new OrderLists(snapshots, 0);
    }

    /** Rows that could not be read. */
    int rejected() {
        return rejected;
    }

    NavigableMap<Long, Map<String, Target>> snapshots() {
        return snapshots;
    }

    /** The day of a moment, since 1970-01-01, where day boundaries lie at that many hours before midnight UTC. */
    static long day(long second, int shiftHours) {
        return Math.floorDiv(second + shiftHours * 3600L, 86_400L);
    }

    /** First second of such a day. */
    static long start(long day, int shiftHours) {
        return day * 86_400L - shiftHours * 3600L;
    }

    /**
     * The lists by day.
     *
     * @param regions under which names a target counts: its country, say; none where it does not count
     */
    AttackDays days(int shiftHours, Function<Target, Set<String>> regions) {
        long first = day(snapshots.firstKey(), shiftHours);
        boolean[] watched = new boolean[(int) (day(snapshots.lastKey(), shiftHours) - first) + 1];
        Map<Long, Long> closing = new HashMap<>();
        snapshots.keySet().forEach(t -> {
            watched[(int) (day(t, shiftHours) - first)] = true;
            closing.merge(day(t, shiftHours), t, Math::max);
        });
        Map<String, Map<Long, Set<String>>> all = new TreeMap<>();
        Map<String, Map<Long, Set<String>>> last = new TreeMap<>();
        snapshots.forEach((t, list) -> list.values().forEach(target -> regions.apply(target).forEach(region -> {
            long day = day(t, shiftHours);
            put(all, region, day, target.id());
            if (t.equals(closing.get(day))) {
                put(last, region, day, target.id());
            }
        })));
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        all.forEach((region, days) -> days.forEach((day, targets) -> named.computeIfAbsent(region, r -> new TreeMap<>())
                .put(
                        day,
                        new AttackDays.Named(
                                targets.size(),
                                last.getOrDefault(region, Map.of())
                                        .getOrDefault(day, Set.of())
                                        .size()))));
        return AttackDays.of(first, watched, named);
    }

    private static void put(Map<String, Map<Long, Set<String>>> into, String region, long day, String target) {
        into.computeIfAbsent(region, r -> new TreeMap<>())
                .computeIfAbsent(day, d -> new TreeSet<>())
                .add(target);
    }

    private static Target target(Row row) {
        Map<String, Integer> vectors = new TreeMap<>();
        for (String vector : row.of("vectors").split("\\|", -1)) {
            int colon = vector.lastIndexOf(':');
            if (colon > 0) {
                vectors.merge(vector.substring(0, colon), Integer.parseInt(vector.substring(colon + 1)), Integer::sum);
            }
        }
        String network = row.of("asn").strip();
        return new Target(
                row.of("target_id"),
                row.of("victim_cc"),
                row.of("cc_source").equals("tld"),
                network.isEmpty() ? Set.of() : Set.of("AS" + network),
                vectors,
                Integer.parseInt(row.of("n_entries")));
    }

    /** A line by the names of its columns. */
    private record Row(List<String> columns, List<String> fields) {
        String of(String column) {
            return fields.get(columns.indexOf(column));
        }
    }

    private static Optional<Long> within(Span span, Row row) {
        long second = LocalDateTime.parse(row.of("snapshot_utc")).toEpochSecond(ZoneOffset.UTC);
        return span.contains(second) ? Optional.of(second) : Optional.empty();
    }

    /** The fields of a row, of which some may stand in quotes. */
    static List<String> split(String line) {
        List<String> out = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append(line.charAt(++i));
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                out.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        out.add(field.toString());
        return out;
    }

    private static int rows(Path folder, String prefix, Consumer<Row> into) {
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(f -> String.valueOf(f.getFileName()).startsWith(prefix))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new YochiException(
                            ErrorCode.INPUT_REJECTED, "no " + prefix + "*.csv.gz in " + folder + "; both are needed"));
            int rejected = 0;
            try (BufferedReader in = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                List<String> lines = in.lines().toList();
                List<String> columns = lines.isEmpty() ? List.of() : split(lines.getFirst());
                for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                    try {
                        into.accept(new Row(columns, split(line)));
                    } catch (DateTimeParseException | NumberFormatException | IndexOutOfBoundsException e) {
                        rejected++;
                    }
                }
            }
            return rejected;
        } catch (IOException | UncheckedIOException e) {
            throw new YochiException(
                    ErrorCode.INPUT_UNREADABLE,
                    prefix + "*.csv.gz in " + folder + " is cut off or damaged (" + e.getMessage()
                            + "); fetch it again, nothing of it was used",
                    e);
        }
    }
}
