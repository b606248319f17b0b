package yochi.centre.round;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.centre.round.RoundRecord.PartRecord;
import yochi.centre.round.RoundRecord.State;
import yochi.centre.store.ControlStore;

/**
 * The records of past rounds on disk; findings are kept of the last hundred, times of all. Rounds that found the same
 * share it: most of those every ten minutes do.
 */
public final class RoundBook {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE round (
              number INTEGER PRIMARY KEY, until TEXT NOT NULL, started TEXT NOT NULL, cube_nanos INTEGER NOT NULL,
              total_nanos INTEGER NOT NULL, forecasts INTEGER NOT NULL, parts TEXT NOT NULL, findings TEXT NOT NULL)
            """, "CREATE TABLE found (round INTEGER PRIMARY KEY, findings TEXT NOT NULL)");

    private static final int FINDINGS_KEPT = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ControlStore store;
    /** The last round kept, and the one whose row holds its findings. */
    private volatile Optional<Newest> newest = Optional.empty();

    private record Newest(RoundRecord record, long found) {}

    public RoundBook(ControlStore store) {
        this.store = store;
    }

    long next() {
        return store.transaction(h -> h.createQuery("SELECT COALESCE(MAX(number), 0) + 1 FROM round")
                .mapTo(Long.class)
                .one());
    }

    void keep(RoundRecord record) {
        // Findings that stand from round to round are the very same objects, which makes this quick.
        Optional<Newest> same = newest.filter(n -> n.record().findings().equals(record.findings()));
        long found = same.map(Newest::found).orElse(record.number());
        store.transaction(h -> {
            h.execute(
                    "INSERT INTO round (number, until, started, cube_nanos, total_nanos, forecasts, parts, findings)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    record.number(),
                    record.until().toString(),
                    record.started().toString(),
                    record.cube().toNanos(),
                    record.total().toNanos(),
                    record.forecasts(),
                    parts(record.parts()).toString(),
                    Long.toString(found));
            if (same.isEmpty()) {
                ArrayNode findings = JsonNodeFactory.instance.arrayNode();
                record.findings().forEach(finding -> findings.add(FindingJson.write(finding)));
                h.execute("INSERT INTO found (round, findings) VALUES (?, ?)", found, findings.toString());
            }
            long last = record.number() - FINDINGS_KEPT;
            h.execute("UPDATE round SET findings = '[]' WHERE number = ?", last);
            return h.execute(
                    "DELETE FROM found WHERE round <= ? AND NOT EXISTS"
                            + " (SELECT 1 FROM round WHERE number > ? AND findings = CAST(found.round AS TEXT))",
                    last,
                    last);
        });
        newest = Optional.of(new Newest(record, found));
    }

    /** The last rounds with what they found, the newest first. */
    List<RoundRecord> last(int rounds) {
        Optional<Newest> known = newest.filter(n -> rounds == 1);
        return known.isPresent() ? List.of(known.get().record()) : read(rounds, true);
    }

    /** The same without what they found, for who asks for times only. */
    List<RoundRecord> times(int rounds) {
        return read(rounds, false);
    }

    private List<RoundRecord> read(int rounds, boolean whole) {
        String findings = whole ? "COALESCE(f.findings, r.findings)" : "'[]'";
        return store.transaction(h -> h.createQuery("SELECT r.*, " + findings + " AS all_findings FROM round r"
                        + " LEFT JOIN found f ON CAST(f.round AS TEXT) = r.findings"
                        + " ORDER BY r.number DESC LIMIT ?")
                .bind(0, rounds)
                .map((rs, ctx) -> new RoundRecord(
                        rs.getLong("number"),
                        Instant.parse(rs.getString("until")),
                        Instant.parse(rs.getString("started")),
                        Duration.ofNanos(rs.getLong("cube_nanos")),
                        Duration.ofNanos(rs.getLong("total_nanos")),
                        parts(JSON.readTree(rs.getString("parts"))),
                        JSON.readTree(rs.getString("all_findings"))
                                .valueStream()
                                .map(FindingJson::read)
                                .toList(),
                        rs.getInt("forecasts")))
                .list());
    }

    private static ArrayNode parts(List<PartRecord> parts) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (PartRecord part : parts) {
            ObjectNode json = out.addObject();
            json.put("name", part.name())
                    .put("state", part.state().name())
                    .put("nanos", part.took().toNanos())
                    .put("results", part.results())
                    .put("why", part.why());
        }
        return out;
    }

    private static List<PartRecord> parts(JsonNode json) {
        return json.valueStream()
                .map(part -> new PartRecord(
                        part.path("name").stringValue(),
                        State.valueOf(part.path("state").stringValue()),
                        Duration.ofNanos(part.path("nanos").longValue()),
                        part.path("results").intValue(),
                        part.path("why").stringValue()))
                .toList();
    }
}
