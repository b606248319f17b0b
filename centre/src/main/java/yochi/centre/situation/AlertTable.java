package yochi.centre.situation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.link.exchange.AlertJson;

/** The table of alerts; every statement runs inside a transaction of the control store. */
final class AlertTable {
    static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE alert (
              id TEXT PRIMARY KEY, subject TEXT NOT NULL, state TEXT NOT NULL, raised TEXT NOT NULL,
              updated TEXT NOT NULL, closed TEXT, ends TEXT NOT NULL, forecasts TEXT NOT NULL, body TEXT NOT NULL)
            """,
            "CREATE UNIQUE INDEX alert_subject ON alert (subject) WHERE closed IS NULL",
            """
            CREATE TABLE alert_step (
              number INTEGER PRIMARY KEY, alert TEXT NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL,
              actor TEXT NOT NULL, why TEXT NOT NULL)
            """,
            "CREATE INDEX alert_step_alert ON alert_step (alert, number)");

    /** From the states of before to the life of now; these stand behind the statements of {@link OrderHistory}. */
    static final List<String> LIFE = List.of(
            "UPDATE alert SET state = CASE state WHEN 'closed' THEN 'ended' ELSE 'new' END",
            "CREATE TABLE alert_node (alert TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (alert, node))",
            """
            CREATE TABLE campaign (
              id TEXT PRIMARY KEY, kind TEXT NOT NULL, country TEXT NOT NULL, began TEXT NOT NULL, last TEXT NOT NULL)
            """,
            "CREATE INDEX campaign_last ON campaign (kind, country, last)",
            """
            CREATE TABLE campaign_trait (
              campaign TEXT NOT NULL, trait TEXT NOT NULL, PRIMARY KEY (campaign, trait))
            """,
            """
            CREATE TABLE alert_answer (
              number INTEGER PRIMARY KEY, alert TEXT NOT NULL, who TEXT NOT NULL, verdict TEXT NOT NULL,
              at TEXT NOT NULL, why TEXT NOT NULL)
            """,
            "CREATE INDEX alert_answer_alert ON alert_answer (alert, number)",
            "ALTER TABLE alert ADD COLUMN campaign TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX alert_campaign ON alert (campaign)");

    /** By it those are found that are over for long. */
    static final List<String> OVER =
            List.of("CREATE INDEX alert_closed ON alert (closed, id) WHERE closed IS NOT NULL");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AlertTable() {}

    /** One row, without its history. */
    record Row(
            Alert alert,
            String subject,
            Instant updated,
            Optional<Instant> closed,
            Optional<Instant> ends,
            List<String> forecasts) {
        Assessment.Life life() {
            return alert.assessment().life();
        }

        /** The same as it stands now. */
        Row with(Alert next, Instant now) {
            Optional<Instant> over = next.assessment().life().over() ? Optional.of(now) : Optional.empty();
            return new Row(next, subject, now, closed.or(() -> over), ends, forecasts);
        }
    }

    static Optional<Row> open(Handle h, String subject) {
        return h.createQuery("SELECT * FROM alert WHERE subject = ? AND closed IS NULL")
                .bind(0, subject)
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    static Optional<Row> find(Handle h, String id) {
        return h.createQuery("SELECT * FROM alert WHERE id = ?")
                .bind(0, id)
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    static List<Row> newest(Handle h, boolean openOnly, int limit) {
        return h.createQuery("SELECT * FROM alert WHERE (? = 0 OR closed IS NULL) ORDER BY raised DESC, id LIMIT ?")
                .bind(0, openOnly ? 1 : 0)
                .bind(1, limit)
                .map((rs, ctx) -> row(rs))
                .list();
    }

    /** All alerts of a kind, open or over. */
    static List<AlertRecord> ofKind(Handle h, String kind) {
        return h
                .createQuery("SELECT * FROM alert WHERE subject LIKE ? ORDER BY raised, id")
                .bind(0, kind + ":%")
                .map((rs, ctx) -> row(rs))
                .list()
                .stream()
                .map(row -> record(h, row))
                .toList();
    }

    static void put(Handle h, Row row) {
        h.execute(
                "INSERT OR REPLACE INTO alert (id, subject, state, raised, updated, closed, ends, forecasts, body,"
                        + " campaign) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.alert().id(),
                row.subject(),
                word(row.life()),
                row.alert().raised().toString(),
                row.updated().toString(),
                row.closed().map(Instant::toString).orElse(null),
                row.ends().map(Instant::toString).orElse(""),
                String.join(" ", row.forecasts()),
                AlertJson.write(row.alert()).toString(),
                row.alert().assessment().campaign().orElse(""));
    }

    static void step(Handle h, String alert, AlertRecord.Step step) {
        h.execute(
                "INSERT INTO alert_step (alert, at, what, actor, why) VALUES (?, ?, ?, ?, ?)",
                alert,
                step.at().toString(),
                step.what(),
                step.by(),
                step.why());
    }

    static AlertRecord record(Handle h, Row row) {
        List<AlertRecord.Step> steps = h.createQuery("SELECT * FROM alert_step WHERE alert = ? ORDER BY number")
                .bind(0, row.alert().id())
                .map((rs, ctx) -> new AlertRecord.Step(
                        Instant.parse(rs.getString("at")),
                        rs.getString("what"),
                        rs.getString("actor"),
                        rs.getString("why")))
                .list();
        return new AlertRecord(row.alert(), row.updated(), row.closed(), row.forecasts(), steps);
    }

    /** Says that a node told of it. */
    static void told(Handle h, String alert, String node) {
        h.execute("INSERT OR IGNORE INTO alert_node (alert, node) VALUES (?, ?)", alert, node);
    }

    /** How many nodes told of it. */
    static int nodes(Handle h, String alert) {
        return h.createQuery("SELECT COUNT(*) FROM alert_node WHERE alert = ?")
                .bind(0, alert)
                .mapTo(Integer.class)
                .one();
    }

    static void answer(Handle h, String alert, Assessment.Answer answer) {
        h.execute(
                "INSERT INTO alert_answer (alert, who, verdict, at, why) VALUES (?, ?, ?, ?, ?)",
                alert,
                answer.who(),
                answer.verdict().name().toLowerCase(Locale.ROOT),
                answer.at().toString(),
                answer.why());
    }

    /**
     * Forgets alerts that are over, the longest over first, with all that hangs on them; a wave goes with its last.
     *
     * @param before those that were over by then
     * @param most so many of the others stay
     * @param atOnce at most in one turn
     * @return how many
     */
    static int forget(Handle h, Instant before, int most, int atOnce) {
        List<String> old = h.createQuery("SELECT id FROM (SELECT id, closed,"
                        + " row_number() OVER (ORDER BY closed DESC, id DESC) AS rank FROM alert"
                        + " WHERE closed IS NOT NULL)"
                        + " WHERE rank > ? OR closed < ? ORDER BY rank DESC LIMIT ?")
                .bind(0, most)
                .bind(1, before.toString())
                .bind(2, atOnce)
                .mapTo(String.class)
                .list();
        for (String id : old) {
            for (String table : List.of("alert_step", "alert_node", "alert_answer", "alert_target")) {
                h.execute("DELETE FROM " + table + " WHERE alert = ?", id);
            }
            h.execute("DELETE FROM alert WHERE id = ?", id);
        }
        if (!old.isEmpty()) {
            h.execute("DELETE FROM campaign WHERE id NOT IN (SELECT campaign FROM alert)");
            h.execute("DELETE FROM campaign_trait WHERE campaign NOT IN (SELECT id FROM campaign)");
        }
        return old.size();
    }

    private static String word(Assessment.Life life) {
        return life.name().toLowerCase(Locale.ROOT);
    }

    private static Row row(ResultSet rs) throws SQLException {
        String ends = rs.getString("ends");
        Alert alert = AlertJson.read(JSON.readTree(rs.getString("body")));
        Assessment.Life life =
                Assessment.Life.valueOf(rs.getString("state").toUpperCase(Locale.ROOT));
        return new Row(
                alert.with(alert.assessment().with(life)),
                rs.getString("subject"),
                Instant.parse(rs.getString("updated")),
                Optional.ofNullable(rs.getString("closed")).map(Instant::parse),
                ends.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(ends)),
                Arrays.stream(rs.getString("forecasts").split(" "))
                        .filter(id -> !id.isEmpty())
                        .toList());
    }
}
