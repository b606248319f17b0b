package yochi.centre.response;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Asn;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.core.model.Prefix;
import yochi.link.exchange.AcknowledgementJson;
import yochi.link.exchange.NoticeJson;
import yochi.link.exchange.OutcomeJson;
import yochi.link.identity.VerifyingKey;

/** The tables of the response room; every statement runs inside a transaction of the control store. */
final class ResponseTables {
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE member (name TEXT PRIMARY KEY, key TEXT NOT NULL)",
            """
            CREATE TABLE member_network (
              member TEXT NOT NULL REFERENCES member ON DELETE CASCADE, asn INTEGER NOT NULL, prefix TEXT NOT NULL,
              peak INTEGER NOT NULL, PRIMARY KEY (member, prefix))
            """,
            """
            CREATE TABLE notice (
              id TEXT PRIMARY KEY, alert TEXT NOT NULL, member TEXT NOT NULL, matter TEXT NOT NULL,
              issued TEXT NOT NULL, approved TEXT, delivered TEXT, acknowledged TEXT, body TEXT NOT NULL,
              answer TEXT NOT NULL, UNIQUE (alert, member, matter))
            """,
            """
            CREATE TABLE envelope (
              number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, notice TEXT NOT NULL, member TEXT NOT NULL,
              state TEXT NOT NULL, text TEXT NOT NULL)
            """,
            "CREATE INDEX envelope_queue ON envelope (member, state, number)",
            """
            CREATE TABLE outcome (
              number INTEGER PRIMARY KEY, notice TEXT NOT NULL, mitigation TEXT NOT NULL, member TEXT NOT NULL,
              received TEXT NOT NULL, body TEXT NOT NULL)
            """,
            "CREATE INDEX outcome_mitigation ON outcome (mitigation, number)");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ResponseTables() {}

    /** A message to a member that waits. */
    record Envelope(long number, String id, String notice, String member, String text) {}

    static void putMember(Handle h, MemberEntry member) {
        h.execute("DELETE FROM member WHERE name = ?", member.name());
        h.execute(
                "INSERT INTO member (name, key) VALUES (?, ?)",
                member.name(),
                member.key().toString());
        for (MemberEntry.Network network : member.networks()) {
            h.execute(
                    "INSERT INTO member_network (member, asn, prefix, peak) VALUES (?, ?, ?, ?)",
                    member.name(),
                    network.asn().number(),
                    network.prefix().toString(),
                    network.usualPeakBytesPerSecond());
        }
    }

    static List<MemberEntry> members(Handle h) {
        List<MemberEntry> out = new ArrayList<>();
        for (String[] row : h.createQuery("SELECT name, key FROM member ORDER BY name")
                .map((rs, ctx) -> new String[] {rs.getString(1), rs.getString(2)})
                .list()) {
            List<MemberEntry.Network> networks = h.createQuery(
                            "SELECT asn, prefix, peak FROM member_network WHERE member = ? ORDER BY rowid")
                    .bind(0, row[0])
                    .map((rs, ctx) -> new MemberEntry.Network(
                            new Asn(rs.getLong(1)), Prefix.parse(rs.getString(2)), rs.getLong(3)))
                    .list();
            out.add(new MemberEntry(row[0], VerifyingKey.parse(row[1]), networks));
        }
        return out;
    }

    /** Whether the same matter was not yet told to the member. */
    static boolean putNotice(Handle h, Notice notice, String matter, Instant issued) {
        return h.execute(
                        "INSERT OR IGNORE INTO notice (id, alert, member, matter, issued, body, answer)"
                                + " VALUES (?, ?, ?, ?, ?, ?, '')",
                        notice.id(),
                        notice.alert().id(),
                        notice.recipient(),
                        matter,
                        issued.toString(),
                        NoticeJson.write(notice).toString())
                > 0;
    }

    static void putEnvelope(Handle h, String id, Notice notice, String state, String text) {
        h.execute(
                "INSERT INTO envelope (id, notice, member, state, text) VALUES (?, ?, ?, ?, ?)",
                id,
                notice.id(),
                notice.recipient(),
                state,
                text);
    }

    static Optional<Envelope> first(Handle h, String member) {
        return h.createQuery("SELECT * FROM envelope WHERE member = ? AND state = 'queued' ORDER BY number LIMIT 1")
                .bind(0, member)
                .map((rs, ctx) -> envelope(rs))
                .findOne();
    }

    static Optional<Envelope> waiting(Handle h, String id) {
        return h.createQuery("SELECT * FROM envelope WHERE id = ? AND state = 'waiting'")
                .bind(0, id)
                .map((rs, ctx) -> envelope(rs))
                .findOne();
    }

    static List<Envelope> waiting(Handle h) {
        return h.createQuery("SELECT * FROM envelope WHERE state = 'waiting' ORDER BY number")
                .map((rs, ctx) -> envelope(rs))
                .list();
    }

    static Optional<NoticeRecord> notice(Handle h, String id) {
        return h.createQuery("SELECT * FROM notice WHERE id = ?")
                .bind(0, id)
                .map((rs, ctx) -> notice(rs))
                .findOne();
    }

    static List<NoticeRecord> notices(Handle h, int limit) {
        return h.createQuery("SELECT * FROM notice ORDER BY issued DESC, id LIMIT ?")
                .bind(0, limit)
                .map((rs, ctx) -> notice(rs))
                .list();
    }

    static void putOutcome(Handle h, String member, Outcome outcome, Instant received) {
        h.execute(
                "INSERT INTO outcome (notice, mitigation, member, received, body) VALUES (?, ?, ?, ?, ?)",
                outcome.notice(),
                outcome.mitigation(),
                member,
                received.toString(),
                OutcomeJson.write(outcome).toString());
    }

    static List<Outcome> outcomes(Handle h, String mitigation) {
        return h.createQuery("SELECT body FROM outcome WHERE mitigation = ? ORDER BY number")
                .bind(0, mitigation)
                .map((rs, ctx) -> OutcomeJson.read(JSON.readTree(rs.getString(1))))
                .list();
    }

    /** Sets a time once; the first one stays. */
    static void stamp(Handle h, String notice, String column, Instant at) {
        h.execute(
                "UPDATE notice SET " + column + " = ? WHERE id = ? AND " + column + " IS NULL", at.toString(), notice);
    }

    private static Envelope envelope(ResultSet rs) throws SQLException {
        return new Envelope(
                rs.getLong("number"),
                rs.getString("id"),
                rs.getString("notice"),
                rs.getString("member"),
                rs.getString("text"));
    }

    private static NoticeRecord notice(ResultSet rs) throws SQLException {
        String answer = rs.getString("answer");
        List<Acknowledgement.Answer> answers = answer.isEmpty()
                ? List.of()
                : AcknowledgementJson.read(JSON.readTree(answer)).answers();
        return new NoticeRecord(
                NoticeJson.read(JSON.readTree(rs.getString("body"))),
                Instant.parse(rs.getString("issued")),
                time(rs.getString("approved")),
                time(rs.getString("delivered")),
                time(rs.getString("acknowledged")),
                answers);
    }

    private static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }
}
