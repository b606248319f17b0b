package yochi.centre.response;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Assessment;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.link.exchange.NoticeJson;
import yochi.link.exchange.OutcomeJson;

/** Tables of threads: the notices of one alert to one recipient; every statement runs inside a transaction. */
final class ThreadTables {
    /** Behind those of owners, append only. */
    static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE notice_thread (
              alert TEXT NOT NULL, recipient TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
              number INTEGER NOT NULL, matter TEXT NOT NULL, life TEXT NOT NULL, told INTEGER NOT NULL,
              armable TEXT NOT NULL, over TEXT NOT NULL, PRIMARY KEY (alert, recipient))
            """,
            "CREATE TABLE notice_later (alert TEXT PRIMARY KEY, due INTEGER NOT NULL)",
            "ALTER TABLE notice ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0",
            "CREATE INDEX notice_alert ON notice (alert, member)");

    /** These stand behind those of exempt machines. */
    static final List<String> FORGET = List.of(
            "CREATE INDEX notice_issued ON notice (issued)",
            "CREATE INDEX outcome_notice ON outcome (notice)",
            "CREATE INDEX notice_thread_last ON notice_thread (last)",
            "CREATE INDEX notice_thread_armable ON notice_thread (armable)");

    private static final Set<Outcome.State> OVER =
            EnumSet.of(Outcome.State.EXPIRED, Outcome.State.WITHDRAWN, Outcome.State.FAILED);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ThreadTables() {}

    /**
     * One thread.
     *
     * @param first id of its first notice
     * @param last id of its newest
     * @param number of notices
     * @param matter what was told last
     * @param life at which point of the alert's life
     * @param told when
     * @param armable id of the newest notice with counter-measures; empty where none had any
     * @param over how it ended; empty while it goes on
     */
    record Row(
            String alert,
            String recipient,
            String first,
            String last,
            int number,
            String matter,
            Assessment.Life life,
            Instant told,
            String armable,
            String over) {}

    static Optional<Row> find(Handle h, String alert, String recipient) {
        return h.createQuery("SELECT * FROM notice_thread WHERE alert = ? AND recipient = ?")
                .bind(0, alert)
                .bind(1, recipient)
                .map((rs, ctx) -> row(rs))
                .findOne();
    }

    static List<Row> of(Handle h, String alert) {
        return h.createQuery("SELECT * FROM notice_thread WHERE alert = ? ORDER BY recipient")
                .bind(0, alert)
                .map((rs, ctx) -> row(rs))
                .list();
    }

    private static Row row(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new Row(
                rs.getString("alert"),
                rs.getString("recipient"),
                rs.getString("first"),
                rs.getString("last"),
                rs.getInt("number"),
                rs.getString("matter"),
                Assessment.Life.valueOf(rs.getString("life")),
                Instant.ofEpochMilli(rs.getLong("told")),
                rs.getString("armable"),
                rs.getString("over"));
    }

    static void put(Handle h, Row row) {
        h.execute(
                "INSERT OR REPLACE INTO notice_thread (alert, recipient, first, last, number, matter, life, told,"
                        + " armable, over) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.alert(),
                row.recipient(),
                row.first(),
                row.last(),
                row.number(),
                row.matter(),
                row.life().name(),
                row.told().toEpochMilli(),
                row.armable(),
                row.over());
    }

    /**
     * There is something to be told of the alert, not before then; the earliest moment to come stays. One that has come
     * is being told now, and stays written down until {@link #caughtUp} unless it is put off here.
     */
    static void later(Handle h, String alert, Instant due, Instant now) {
        h.execute(
                "INSERT INTO notice_later VALUES (?, ?) ON CONFLICT DO UPDATE SET"
                        + " due = CASE WHEN due <= ? THEN excluded.due ELSE min(due, excluded.due) END",
                alert,
                due.toEpochMilli(),
                now.toEpochMilli());
    }

    /** Alerts of which something is to be told by now. */
    static List<String> due(Handle h, Instant now, int most) {
        return h.createQuery("SELECT alert FROM notice_later WHERE due <= ? ORDER BY due LIMIT ?")
                .bind(0, now.toEpochMilli())
                .bind(1, most)
                .mapTo(String.class)
                .list();
    }

    /** What was due by then is told. */
    static int caughtUp(Handle h, String alert, Instant now) {
        return h.execute("DELETE FROM notice_later WHERE alert = ? AND due <= ?", alert, now.toEpochMilli());
    }

    /** What was due by then is due again later. */
    static int again(Handle h, String alert, Instant now, Instant due) {
        return h.execute(
                "UPDATE notice_later SET due = ? WHERE alert = ? AND due <= ?",
                due.toEpochMilli(),
                alert,
                now.toEpochMilli());
    }

    /** Notices issued before then that have no end, which each gets with its signature. */
    static List<Notice> unsent(Handle h, Instant before, int most) {
        return h.createQuery("SELECT body FROM notice WHERE state IN ('OPEN', 'DESK') AND expires = 0"
                        + " AND issued < ? ORDER BY issued LIMIT ?")
                .bind(0, before.toString())
                .bind(1, most)
                .map((rs, ctx) -> NoticeJson.read(JSON.readTree(rs.getString(1))))
                .list();
    }

    static void forget(Handle h, String alert) {
        h.execute("DELETE FROM notice_later WHERE alert = ?", alert);
    }

    static Notice body(Handle h, String notice) {
        return NoticeJson.read(JSON.readTree(h.createQuery("SELECT body FROM notice WHERE id = ?")
                .bind(0, notice)
                .mapTo(String.class)
                .one()));
    }

    /** Whether any notice of the alert was written to the recipient. */
    static boolean told(Handle h, String alert, String recipient) {
        return h.createQuery("SELECT EXISTS (SELECT 1 FROM notice WHERE alert = ? AND member = ?)")
                .bind(0, alert)
                .bind(1, recipient)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether any notice of the thread has reached anybody. */
    static boolean reached(Handle h, Row thread) {
        return h.createQuery("SELECT count(*) FROM notice WHERE alert = ? AND member = ?"
                                + " AND (delivered IS NOT NULL OR acknowledged IS NOT NULL OR desk IS NOT NULL)")
                        .bind(0, thread.alert())
                        .bind(1, thread.recipient())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** How far a notice is: its state, its step, and when the next contact is due. */
    record Standing(NoticeRecord.State state, int step, Optional<Instant> due, Optional<Instant> expires) {}

    static Standing standing(Handle h, String notice) {
        return h.createQuery("SELECT state, step, step_due, expires FROM notice WHERE id = ?")
                .bind(0, notice)
                .map((rs, ctx) -> {
                    long due = rs.getLong("step_due");
                    Optional<Instant> at = rs.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
                    long expires = rs.getLong("expires");
                    return new Standing(
                            NoticeRecord.State.valueOf(rs.getString("state")),
                            rs.getInt("step"),
                            at,
                            expires == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires)));
                })
                .one();
    }

    /** The notice takes the place of one that nobody has answered: it goes on where that one stands. */
    static void inherit(Handle h, String notice, Standing from, Instant now) {
        h.execute(
                "UPDATE notice SET step = ?, step_due = ?, state = ?, desk = ? WHERE id = ?",
                from.step(),
                from.due().map(Instant::toEpochMilli).orElse(null),
                from.state().name(),
                from.state() == NoticeRecord.State.DESK ? now.toString() : null,
                notice);
    }

    /** All contacts up to that step are told, and nobody is called because they do not answer. */
    static void quiet(Handle h, String notice, int step) {
        h.execute("UPDATE notice SET quiet = 1, step = ? WHERE id = ?", step, notice);
    }

    /** The notice of the thread whose contacts are called one after another at present. */
    static Optional<String> calling(Handle h, Row thread) {
        return h.createQuery("SELECT id FROM notice WHERE alert = ? AND member = ? AND state IN ('OPEN', 'DESK')"
                        + " AND quiet = 0 ORDER BY rowid DESC LIMIT 1")
                .bind(0, thread.alert())
                .bind(1, thread.recipient())
                .mapTo(String.class)
                .findOne();
    }

    /** Nothing waits any more of those whose place another has taken: all unanswered ones but the one that is kept. */
    static void supersede(Handle h, Row thread, String kept, String by) {
        h.createQuery("SELECT id FROM notice WHERE alert = ? AND member = ? AND id NOT IN (?, ?)"
                        + " AND (state IN ('OPEN', 'DESK') OR id IN (SELECT notice FROM envelope))")
                .bind(0, thread.alert())
                .bind(1, thread.recipient())
                .bind(2, kept)
                .bind(3, by)
                .mapTo(String.class)
                .list()
                .forEach(id -> {
                    DeliveryTables.end(h, id, NoticeRecord.State.SUPERSEDED);
                    h.execute("DELETE FROM envelope WHERE notice = ?", id);
                });
    }

    /** Whether all its counter-measures have ended, in whatever way. */
    static boolean ended(Handle h, Notice notice) {
        return !notice.mitigations().isEmpty()
                && notice.mitigations().stream()
                        .allMatch(m -> state(h, m).filter(OVER::contains).isPresent());
    }

    /** Whether one of them has run out with its lease, even if others, against other vectors, still wait. */
    static boolean anyRanOut(Handle h, Notice notice) {
        return notice.mitigations().stream()
                .anyMatch(m -> state(h, m).filter(s -> s == Outcome.State.EXPIRED).isPresent());
    }

    private static Optional<Outcome.State> state(Handle h, Mitigation rule) {
        return h.createQuery("SELECT body FROM outcome WHERE mitigation = ? ORDER BY number DESC LIMIT 1")
                .bind(0, rule.id())
                .mapTo(String.class)
                .findOne()
                .map(body -> OutcomeJson.read(JSON.readTree(body)).state());
    }

    static String word(Notice.Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }
}
