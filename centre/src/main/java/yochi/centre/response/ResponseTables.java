package yochi.centre.response;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.core.model.Prefix;
import yochi.link.exchange.AcknowledgementJson;
import yochi.link.exchange.NoticeJson;
import yochi.link.exchange.OutcomeJson;
import yochi.link.identity.Fingerprint;
import yochi.link.identity.Signed;
import yochi.link.identity.VerifyingKey;

/** The tables of the response room; every statement runs inside a transaction of the control store. */
final class ResponseTables {
    private static final List<String> FIRST = List.of(
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
            "CREATE INDEX outcome_mitigation ON outcome (mitigation, number)",
            "ALTER TABLE envelope ADD COLUMN due INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE envelope ADD COLUMN tries INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE envelope ADD COLUMN expires INTEGER NOT NULL DEFAULT 0",
            """
            UPDATE envelope SET expires = (SELECT (strftime('%s', notice.issued) + 86400) * 1000 FROM notice
              WHERE notice.id = envelope.notice)
            """,
            """
            DELETE FROM envelope WHERE state = 'delivered' AND notice IN
              (SELECT id FROM notice WHERE acknowledged IS NOT NULL)
            """,
            "UPDATE envelope SET state = 'queued', tries = 1 WHERE state = 'delivered'");

    private static final int MOST_WAITING = 500;

    static final List<String> MIGRATIONS =
            Stream.of(FIRST, DeliveryTables.MIGRATIONS, MachineTables.MIGRATIONS, DeliveryTables.OWNERS,
                            ThreadTables.MIGRATIONS, MachineTables.EXEMPT,
                            ThreadTables.FORGET)
                    .flatMap(List::stream)
                    .toList();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ResponseTables() {}

    /** A message to a member that waits for the second signature, or for the member's acknowledgement. */
    record Envelope(long number, String id, String notice, String member, int tries, String text) {}

    static void putMember(Handle h, MemberEntry member) {
        h.execute("DELETE FROM member WHERE name = ?", member.name());
        h.execute(
                "INSERT INTO member (name, key, sector, speaks_for) VALUES (?, ?, ?, ?)",
                member.name(),
                member.key().toString(),
                member.sector(),
                member.speaksFor().known() ? member.speaksFor().code() : "");
        DeliveryTables.putContacts(h, member);
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
        for (String[] row : h.createQuery("SELECT name, key, sector, speaks_for FROM member ORDER BY name")
                .map((rs, ctx) -> new String[] {rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4)})
                .list()) {
            List<MemberEntry.Network> networks = h.createQuery(
                            "SELECT asn, prefix, peak FROM member_network WHERE member = ? ORDER BY rowid")
                    .bind(0, row[0])
                    .map((rs, ctx) -> new MemberEntry.Network(
                            new Asn(rs.getLong(1)), Prefix.parse(rs.getString(2)), rs.getLong(3)))
                    .list();
            out.add(new MemberEntry(
                    row[0],
                    VerifyingKey.parse(row[1]),
                    networks,
                    row[2],
                    DeliveryTables.contacts(h, row[0]),
                    row[3].isEmpty() ? Country.UNKNOWN : new Country(row[3])));
        }
        return out;
    }

    static void putNotice(Handle h, Notice notice, Telling telling, Instant issued) {
        h.execute(
                "INSERT INTO notice (id, alert, member, matter, issued, body, answer, about, grp,"
                        + " machines) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
                notice.id(),
                notice.alert().id(),
                notice.recipient(),
                notice.turn().map(Notice.Turn::number).orElse(1) + " " + notice.id(),
                issued.toString(),
                NoticeJson.write(notice).toString(),
                telling.about().name(),
                telling.group(),
                notice.machines().size());
    }

    /**
     * Why a member is told.
     *
     * @param what the same is told once
     * @param about kind of matter
     * @param group for whose sake; empty for its own networks'
     */
    record Telling(String what, Group.Matter about, String group) {}

    /** The newest signed message of a notice: its number for the telephone and its end. */
    static void signed(Handle h, Signed<Notice> message) {
        h.execute(
                "UPDATE notice SET fingerprint = ?, expires = ? WHERE id = ?",
                Fingerprint.of(message).toString(),
                message.expires().toEpochMilli(),
                message.body().id());
    }

    static void putEnvelope(Handle h, Signed<Notice> message, String state) {
        h.execute(
                "INSERT INTO envelope (id, notice, member, state, text, expires) VALUES (?, ?, ?, ?, ?, ?)",
                message.id(),
                message.body().id(),
                message.body().recipient(),
                state,
                message.text(),
                message.expires().toEpochMilli());
    }

    /** The oldest message to the member that is due, for the first time or again. */
    static Optional<Envelope> due(Handle h, String member, Instant now) {
        return h.createQuery("SELECT * FROM envelope WHERE member = ? AND state = 'queued' AND due <= ? ORDER BY number"
                        + " LIMIT 1")
                .bind(0, member)
                .bind(1, now.toEpochMilli())
                .map((rs, ctx) -> envelope(rs))
                .findOne();
    }

    /** The message has been handed out; it is due again then, unless it is acknowledged before. */
    static void handedOut(Handle h, Envelope envelope, Instant again) {
        h.execute(
                "UPDATE envelope SET tries = tries + 1, due = ? WHERE number = ?",
                again.toEpochMilli(),
                envelope.number());
    }

    /** Takes out the message that was acknowledged and those before it on the same notice. */
    static void settle(Handle h, String notice, Optional<String> message) {
        h.execute(
                "DELETE FROM envelope WHERE notice = ? AND state = 'queued' AND tries > 0"
                        + " AND number <= coalesce((SELECT number FROM envelope WHERE id = ?), ?)",
                notice,
                message.orElse(""),
                message.isEmpty() ? Long.MAX_VALUE : 0);
    }

    /** Takes out what nobody may act on any more; returns the notices that were never acknowledged. */
    static List<String> expire(Handle h, Instant now) {
        return h.createQuery("DELETE FROM envelope WHERE expires <= ? RETURNING notice")
                .bind(0, now.toEpochMilli())
                .mapTo(String.class)
                .list();
    }

    /** Takes out what waits of an alert; returns its notices. */
    static List<String> withdraw(Handle h, String alert) {
        return h.createQuery("DELETE FROM envelope WHERE notice IN (SELECT id FROM notice WHERE alert = ?)"
                        + " RETURNING notice")
                .bind(0, alert)
                .mapTo(String.class)
                .list();
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

    static String alert(Handle h, String notice) {
        return h.createQuery("SELECT alert FROM notice WHERE id = ?")
                .bind(0, notice)
                .mapTo(String.class)
                .one();
    }

    static Optional<NoticeRecord> notice(Handle h, String id) {
        return h.createQuery("SELECT * FROM notice WHERE id = ?")
                .bind(0, id)
                .map((rs, ctx) -> notice(h, rs))
                .findOne();
    }

    /** The newest first; and however many came after them, those that somebody still has to answer. */
    static List<NoticeRecord> notices(Handle h, int limit) {
        return h.createQuery("SELECT * FROM notice WHERE id IN (SELECT id FROM notice ORDER BY issued DESC, id LIMIT ?)"
                        + " OR id IN (SELECT id FROM notice WHERE state IN ('OPEN', 'DESK')"
                        + " ORDER BY issued DESC, id LIMIT ?) ORDER BY issued DESC, id")
                .bind(0, limit)
                .bind(1, MOST_WAITING)
                .map((rs, ctx) -> notice(h, rs))
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
                rs.getInt("tries"),
                rs.getString("text"));
    }

    private static NoticeRecord notice(Handle h, ResultSet rs) throws SQLException {
        String answer = rs.getString("answer");
        List<Acknowledgement.Answer> answers = answer.isEmpty()
                ? List.of()
                : AcknowledgementJson.read(JSON.readTree(answer)).answers();
        return new NoticeRecord(
                NoticeJson.read(JSON.readTree(rs.getString("body"))),
                Group.Matter.valueOf(rs.getString("about")),
                rs.getString("grp"),
                NoticeRecord.State.valueOf(rs.getString("state")),
                Instant.parse(rs.getString("issued")),
                Instant.ofEpochMilli(rs.getLong("expires")),
                rs.getString("fingerprint"),
                time(rs.getString("approved")),
                time(rs.getString("delivered")),
                time(rs.getString("acknowledged")),
                rs.getString("answered_by"),
                time(rs.getString("desk")),
                answers,
                rs.getInt("machines"),
                DeliveryTables.of(h, rs.getString("id")));
    }

    private static Optional<Instant> time(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }
}
