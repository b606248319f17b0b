package yochi.centre.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps count, by day of observation, of who was eligible and of whom something was sealed. */
final class DayBook {
    /** Statements of the tables, in order, append only. */
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE eligible_unit (kind TEXT NOT NULL, day TEXT NOT NULL, unit TEXT NOT NULL,"
                    + " PRIMARY KEY (kind, day, unit))",
            "CREATE TABLE sealed_unit (day TEXT NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (day, unit))",
            "CREATE TABLE eligibility (kind TEXT PRIMARY KEY, rule TEXT NOT NULL)");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DayBook() {}

    /**
     * What is to be chained.
     *
     * @param subject of the entry
     * @param body JSON
     */
    record Line(Entry.Kind kind, String subject, String body) {}

    /**
     * What a day's entry says.
     *
     * @param eligible statements that the rule asked for
     * @param missing of these, never sealed
     */
    record Tally(long eligible, long missing) {}

    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    static void sealed(Handle h, Instant knownUntil, List<String> units) {
        String day = day(knownUntil).toString();
        Batch.rows(
                h,
                "INSERT OR IGNORE INTO sealed_unit (day, unit) VALUES (?, ?)",
                units.stream().distinct().map(unit -> new Object[] {day, unit}).toList());
    }

    /** Takes who is eligible now; what is to be chained because of it, the rule first. */
    static List<Line> eligible(Handle h, Eligible eligible, Instant until, long nextNumber) {
        List<Line> out = new ArrayList<>();
        String kind = eligible.kind();
        boolean same = h.createQuery("SELECT rule FROM eligibility WHERE kind = ?")
                .bind(0, kind)
                .mapTo(String.class)
                .findOne()
                .filter(eligible.rule()::equals)
                .isPresent();
        if (!same) {
            h.execute("INSERT OR REPLACE INTO eligibility (kind, rule) VALUES (?, ?)", kind, eligible.rule());
            String body = JSON.createObjectNode()
                    .put("kind", kind)
                    .put("rule", eligible.rule())
                    .toString();
            out.add(new Line(Entry.Kind.RULE, kind + "@" + nextNumber, body));
        }
        LocalDate today = day(until);
        Optional<LocalDate> last = h.createQuery("SELECT max(day) FROM eligible_unit WHERE kind = ?")
                .bind(0, kind)
                .mapTo(String.class)
                .findOne()
                .map(LocalDate::parse);
        if (last.isPresent() && last.get().isAfter(today)) {
            return out;
        }
        last.filter(d -> d.isBefore(today)).ifPresent(d -> out.addAll(close(h, kind, d, today)));
        Batch.rows(
                h,
                "INSERT OR IGNORE INTO eligible_unit (kind, day, unit) VALUES (?, ?, ?)",
                eligible.units().stream()
                        .map(unit -> new Object[] {kind, today.toString(), unit})
                        .toList());
        h.execute("DELETE FROM sealed_unit WHERE day < (SELECT min(day) FROM eligible_unit)");
        return out;
    }

    private static List<Line> close(Handle h, String kind, LocalDate day, LocalDate today) {
        List<Line> out = new ArrayList<>();
        long eligible = count(h, "SELECT count(*) FROM eligible_unit WHERE kind = ? AND day = ?", kind, day);
        long sealed = count(
                h,
                "SELECT count(*) FROM eligible_unit e JOIN sealed_unit s ON s.day = e.day AND s.unit = e.unit"
                        + " WHERE e.kind = ? AND e.day = ?",
                kind,
                day);
        out.add(line(kind, day, day, eligible, sealed));
        long skipped = ChronoUnit.DAYS.between(day, today) - 1;
        if (skipped > 0) {
            out.add(line(kind, day.plusDays(1), today.minusDays(1), eligible * skipped, 0));
        }
        h.execute("DELETE FROM eligible_unit WHERE kind = ? AND day < ?", kind, today.toString());
        return out;
    }

    private static long count(Handle h, String query, String kind, LocalDate day) {
        return h.createQuery(query)
                .bind(0, kind)
                .bind(1, day.toString())
                .mapTo(Long.class)
                .one();
    }

    private static Line line(String kind, LocalDate from, LocalDate to, long eligible, long sealed) {
        String body = JSON.createObjectNode()
                .put("kind", kind)
                .put("from", from.toString())
                .put("to", to.toString())
                .put("eligible", eligible)
                .put("sealed", sealed)
                .put("missing", eligible - sealed)
                .toString();
        return new Line(Entry.Kind.DAY, kind + "@" + from, body);
    }

    static Tally tally(Entry entry) {
        JsonNode json = JSON.readTree(entry.body());
        return new Tally(json.path("eligible").asLong(0), json.path("missing").asLong(0));
    }
}
