package yochi.centre.round;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.centre.round.RoundRecord.PartRecord;
import yochi.centre.round.RoundRecord.State;
import yochi.centre.store.ControlStore;

/** The records of past rounds on disk; findings are kept of the last hundred, times of all. */
public final class RoundBook {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE round (
              number INTEGER PRIMARY KEY, until TEXT NOT NULL, started TEXT NOT NULL, cube_nanos INTEGER NOT NULL,
              total_nanos INTEGER NOT NULL, forecasts INTEGER NOT NULL, parts TEXT NOT NULL, findings TEXT NOT NULL)
            """);

    private static final int FINDINGS_KEPT = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ControlStore store;

    public RoundBook(ControlStore store) {
        this.store = store;
    }

    long next() {
        return store.transaction(h -> h.createQuery("SELECT COALESCE(MAX(number), 0) + 1 FROM round")
                .mapTo(Long.class)
                .one());
    }

    void keep(RoundRecord record) {
        ArrayNode findings = JsonNodeFactory.instance.arrayNode();
        record.findings().forEach(finding -> findings.add(FindingJson.write(finding)));
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
                    findings.toString());
            return h.execute("UPDATE round SET findings = '[]' WHERE number = ?", record.number() - FINDINGS_KEPT);
        });
    }

    List<RoundRecord> last(int rounds) {
        return store.transaction(h -> h.createQuery("SELECT * FROM round ORDER BY number DESC LIMIT ?")
                .bind(0, rounds)
                .map((rs, ctx) -> new RoundRecord(
                        rs.getLong("number"),
                        Instant.parse(rs.getString("until")),
                        Instant.parse(rs.getString("started")),
                        Duration.ofNanos(rs.getLong("cube_nanos")),
                        Duration.ofNanos(rs.getLong("total_nanos")),
                        parts(JSON.readTree(rs.getString("parts"))),
                        JSON.readTree(rs.getString("findings"))
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
