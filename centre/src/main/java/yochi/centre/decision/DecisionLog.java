package yochi.centre.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.centre.store.ControlStore;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * Who decided what, when, and why: append only, each entry chained by its hash to all before it, checked whenever it is
 * read. The table itself refuses changes; {@link #broken} finds those made behind its back.
 */
public final class DecisionLog {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE decision (
              number INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL, previous TEXT NOT NULL UNIQUE,
              hash TEXT NOT NULL UNIQUE)
            """,
            """
            CREATE TRIGGER decision_unchanged BEFORE UPDATE ON decision
            BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END
            """,
            """
            CREATE TRIGGER decision_kept BEFORE DELETE ON decision
            BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END
            """,
            """
            CREATE TRIGGER decision_not_replaced BEFORE INSERT ON decision
            WHEN EXISTS (SELECT 1 FROM decision WHERE number >= NEW.number OR previous = NEW.previous)
            BEGIN SELECT RAISE(ABORT, 'decisions are only appended'); END
            """);

    /** What stands before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ControlStore store;
    private final InstantSource clock;

    public DecisionLog(ControlStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What was decided.
     *
     * @param who a person, by the name of its account, or the centre
     * @param what {@code option}, {@code life}, {@code answer}, {@code table} or {@code sites}
     * @param subject id of the alert, or version of the table or register
     * @param choice id of the option, state of life, verdict, or version that was before
     * @param why in the person's own words
     */
    public record Decision(String who, String what, String subject, String choice, String why) {}

    /**
     * One entry.
     *
     * @param number 1, 2, 3 … without a gap
     * @param body the decision as JSON, as it was written
     * @param previous hash of the entry before, {@link #GENESIS} for the first
     * @param hash SHA-256 over previous, number, at and body, joined by line feeds
     */
    public record Entry(long number, Instant at, String body, String previous, String hash) {
        public Decision decision() {
            JsonNode json = JSON.readTree(body);
            return new Decision(
                    json.path("who").asString(""),
                    json.path("what").asString(""),
                    json.path("subject").asString(""),
                    json.path("choice").asString(""),
                    json.path("why").asString(""));
        }

        /** One line of JSON; {@code body} is a text, so that its bytes can be hashed again. */
        public String line() {
            ObjectNode json = JSON.createObjectNode();
            json.put("number", number)
                    .put("at", at.toString())
                    .put("body", body)
                    .put("previous", previous)
                    .put("hash", hash);
            return json.toString();
        }

        /** An entry as a line tells it; an IllegalArgumentException says what is wrong. */
        public static Entry ofLine(String line) {
            try {
                JsonNode json = JSON.readTree(line);
                return new Entry(
                        json.path("number").asLong(0),
                        Instant.parse(json.path("at").asString("")),
                        json.path("body").asString(""),
                        json.path("previous").asString(""),
                        json.path("hash").asString(""));
            } catch (JacksonException | java.time.DateTimeException e) {
                throw new IllegalArgumentException("no line of a decision log: " + e.getMessage(), e);
            }
        }
    }

    /** Writes a decision down. */
    public Entry add(Decision decision) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode json = JSON.createObjectNode();
        json.put("who", decision.who())
                .put("what", decision.what())
                .put("subject", decision.subject())
                .put("choice", decision.choice())
                .put("why", decision.why());
        return store.transaction(h -> {
            List<Entry> last = read(h, "ORDER BY number DESC LIMIT 1");
            String previous = last.isEmpty() ? GENESIS : last.getFirst().hash();
            long number = last.isEmpty() ? 1 : last.getFirst().number() + 1;
            String body = json.toString();
            Entry entry = new Entry(number, now, body, previous, hash(previous, number, now, body));
            h.execute(
                    "INSERT INTO decision (number, at, body, previous, hash) VALUES (?, ?, ?, ?, ?)",
                    number,
                    now.toString(),
                    body,
                    previous,
                    entry.hash());
            return entry;
        });
    }

    /** All entries, the oldest first; a {@link YochiException} where the chain is broken. */
    public List<Entry> entries() {
        List<Entry> all = store.transaction(h -> read(h, "ORDER BY number"));
        List<String> wrong = broken(all, List.of());
        if (!wrong.isEmpty()) {
            throw new YochiException(
                    ErrorCode.STORE_UNUSABLE, "the decision log was changed: " + String.join("; ", wrong));
        }
        return all;
    }

    /** Hash of the last entry: who keeps it can prove later that nothing before it was changed or cut off. */
    public String head() {
        return store.transaction(h -> read(h, "ORDER BY number DESC LIMIT 1")).stream()
                .map(Entry::hash)
                .findFirst()
                .orElse(GENESIS);
    }

    /**
     * What is wrong with a chain, oldest first; empty where nothing is.
     *
     * @param heads hashes that were handed out before and must still stand in it
     */
    public static List<String> broken(List<Entry> entries, List<String> heads) {
        List<String> out = new ArrayList<>();
        String previous = GENESIS;
        long number = 0;
        Instant at = Instant.MIN;
        Set<String> hashes = new HashSet<>(Set.of(GENESIS));
        for (Entry entry : entries) {
            number++;
            if (entry.number() != number) {
                out.add("entry " + number + " is left out");
                number = entry.number();
            }
            if (!entry.previous().equals(previous)) {
                out.add("entry " + number + " does not follow the one before it");
            }
            if (!entry.hash().equals(hash(entry.previous(), entry.number(), entry.at(), entry.body()))) {
                out.add("entry " + number + " was changed after it was written");
            }
            if (entry.at().isBefore(at)) {
                out.add("entry " + number + " is older than the one before it");
            }
            previous = entry.hash();
            at = entry.at();
            hashes.add(previous);
        }
        heads.stream().filter(head -> !hashes.contains(head)).forEach(head -> out.add("no entry has the hash " + head));
        return out;
    }

    private static List<Entry> read(Handle h, String order) {
        return h.createQuery("SELECT * FROM decision " + order)
                .map((rs, ctx) -> entry(rs))
                .list();
    }

    private static Entry entry(ResultSet rs) throws SQLException {
        return new Entry(
                rs.getLong("number"),
                Instant.parse(rs.getString("at")),
                rs.getString("body"),
                rs.getString("previous"),
                rs.getString("hash"));
    }

    private static String hash(String previous, long number, Instant at, String body) {
        try {
            String text = String.join("\n", previous, Long.toString(number), at.toString(), body);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 belongs to every JDK", e);
        }
    }
}
