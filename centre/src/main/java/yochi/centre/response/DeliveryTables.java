package yochi.centre.response;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yochi.centre.site.Owner;
import yochi.core.model.Notice;

/** Tables of contacts, deliveries and escalation; every statement runs inside a transaction of the control store. */
final class DeliveryTables {
    /** After those of {@link ResponseTables}, append only. */
    static final List<String> MIGRATIONS = List.of(
            "ALTER TABLE member ADD COLUMN sector TEXT NOT NULL DEFAULT ''",
            """
            CREATE TABLE member_contact (
              member TEXT NOT NULL REFERENCES member ON DELETE CASCADE, step INTEGER NOT NULL, name TEXT NOT NULL,
              channel TEXT NOT NULL, address TEXT NOT NULL, within INTEGER NOT NULL, PRIMARY KEY (member, step))
            """,
            "ALTER TABLE notice ADD COLUMN about TEXT NOT NULL DEFAULT 'NOWCAST'",
            "ALTER TABLE notice ADD COLUMN grp TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE notice ADD COLUMN state TEXT NOT NULL DEFAULT 'OPEN'",
            "ALTER TABLE notice ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE notice ADD COLUMN expires INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE notice ADD COLUMN step INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE notice ADD COLUMN step_due INTEGER",
            "ALTER TABLE notice ADD COLUMN desk TEXT",
            "ALTER TABLE notice ADD COLUMN answered_by TEXT NOT NULL DEFAULT ''",
            """
            UPDATE notice SET expires = (strftime('%s', issued) + 86400) * 1000,
              state = CASE WHEN acknowledged IS NULL THEN 'EXPIRED' ELSE 'ACKNOWLEDGED' END
            """,
            """
            CREATE TABLE notice_delivery (
              number INTEGER PRIMARY KEY, notice TEXT NOT NULL, message TEXT NOT NULL, step INTEGER NOT NULL,
              contact TEXT NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL, queued TEXT NOT NULL,
              due INTEGER NOT NULL, tries INTEGER NOT NULL, delivered TEXT, why TEXT NOT NULL)
            """,
            "CREATE INDEX notice_delivery_notice ON notice_delivery (notice, number)",
            "CREATE INDEX notice_delivery_due ON notice_delivery (state, due)",
            "CREATE INDEX notice_step ON notice (state, step_due)",
            """
            CREATE TABLE group_sighting (
              grp TEXT NOT NULL, what TEXT NOT NULL, sector TEXT NOT NULL, alert TEXT NOT NULL, seen TEXT NOT NULL,
              PRIMARY KEY (grp, what, sector, alert))
            """);

    /** Owners of sites who are no members, and partner countries; these stand behind those of machines. */
    static final List<String> OWNERS = List.of(
            "ALTER TABLE member ADD COLUMN speaks_for TEXT NOT NULL DEFAULT ''",
            """
            CREATE TABLE owner_contact (
              owner TEXT NOT NULL, step INTEGER NOT NULL, name TEXT NOT NULL, channel TEXT NOT NULL,
              address TEXT NOT NULL, within INTEGER NOT NULL, PRIMARY KEY (owner, step))
            """);

    private DeliveryTables() {}

    /** A delivery that is to be tried, with the message as it travels. */
    record Due(long number, String notice, String member, int step, Channel channel, int tries, String text) {}

    /** A notice whose present contact has not answered in time. */
    record Late(String notice, String member, int step) {}

    static void putContacts(Handle h, MemberEntry member) {
        for (int step = 0; step < member.contacts().size(); step++) {
            Contact c = member.contacts().get(step);
            h.execute(
                    "INSERT INTO member_contact VALUES (?, ?, ?, ?, ?, ?)",
                    member.name(),
                    step,
                    c.name(),
                    c.channel().name(),
                    c.address(),
                    c.within().toMillis());
        }
    }

    /** Whom to tell of an owner who is no member, as the register says now. */
    static void putOwner(Handle h, String owner, List<Contact> contacts) {
        h.execute("DELETE FROM owner_contact WHERE owner = ?", owner);
        for (int step = 0; step < contacts.size(); step++) {
            Contact c = contacts.get(step);
            h.execute(
                    "INSERT INTO owner_contact VALUES (?, ?, ?, ?, ?, ?)",
                    owner,
                    step,
                    c.name(),
                    c.channel().name(),
                    c.address(),
                    c.within().toMillis());
        }
    }

    /** A member without contacts has its program; an owner whom only the telephone reaches has none. */
    static List<Contact> contacts(Handle h, String recipient) {
        boolean owner = recipient.startsWith(Owner.OWN);
        List<Contact> all = h.createQuery(
                        owner
                                ? "SELECT * FROM owner_contact WHERE owner = ? ORDER BY step"
                                : "SELECT * FROM member_contact WHERE member = ? ORDER BY step")
                .bind(0, recipient)
                .map((rs, ctx) -> new Contact(
                        rs.getString("name"),
                        Channel.valueOf(rs.getString("channel")),
                        rs.getString("address"),
                        Duration.ofMillis(rs.getLong("within"))))
                .list();
        return all.isEmpty() && !owner ? List.of(Contact.inbox()) : all;
    }

    /** Begins a step: from now on the contact is told, and has so long to answer. */
    static void begin(Handle h, String notice, int step, Contact contact, String message, Instant now) {
        queue(h, notice, step, contact, message, now);
        h.execute(
                "UPDATE notice SET step = ?, step_due = ? WHERE id = ?",
                step,
                now.plus(contact.within()).toEpochMilli(),
                notice);
    }

    static void queue(Handle h, String notice, int step, Contact contact, String message, Instant now) {
        h.execute(
                "INSERT INTO notice_delivery (notice, message, step, contact, channel, state, queued, due, tries, why)"
                        + " VALUES (?, ?, ?, ?, ?, 'QUEUED', ?, ?, 0, '')",
                notice,
                message,
                step,
                contact.name(),
                contact.channel().name(),
                now.toString(),
                now.toEpochMilli());
    }

    /** Takes out what nobody may act on any more; returns the notices that were never acknowledged. */
    static List<String> expire(Handle h, Instant now) {
        List<String> gone = ResponseTables.expire(h, now);
        h.createQuery("SELECT id FROM notice WHERE state IN ('OPEN', 'DESK') AND expires <= ? AND expires > 0")
                .bind(0, now.toEpochMilli())
                .mapTo(String.class)
                .list()
                .forEach(notice -> end(h, notice, NoticeRecord.State.EXPIRED));
        return gone;
    }

    /**
     * Sends a signed message to the contact who is told at present: the first one, or, where the notice goes out anew
     * with the second signature or takes the place of another, the one reached by then. One that asks for no answer
     * goes to all who were told. Where too much waits the contact has no time at all.
     */
    static void send(Handle h, Notice notice, String message, Instant now) {
        int step = h.createQuery("SELECT step FROM notice WHERE id = ?")
                .bind(0, notice.id())
                .mapTo(Integer.class)
                .one();
        List<Contact> contacts = contacts(h, notice.recipient());
        if (contacts.isEmpty()) {
            desk(h, notice.id(), now);
            return;
        }
        Contact contact = contacts.get(Math.min(step, contacts.size() - 1));
        boolean quiet = is(h, notice.id(), "quiet = 1");
        boolean first = !quiet && is(h, notice.id(), "step_due IS NULL AND state = 'OPEN'");
        if (quiet) {
            for (int told = 0; told <= Math.min(step, contacts.size() - 1); told++) {
                queue(h, notice.id(), told, contacts.get(told), message, now);
            }
        } else if (contact.channel() != Channel.INBOX && waiting(h) >= Escalation.MOST_WAITING) {
            h.execute("UPDATE notice SET step_due = ? WHERE id = ?", now.toEpochMilli(), notice.id());
        } else if (first) {
            begin(h, notice.id(), step, contact, message, now);
        } else {
            queue(h, notice.id(), step, contact, message, now);
        }
    }

    private static boolean is(Handle h, String notice, String condition) {
        return h.createQuery("SELECT " + condition + " FROM notice WHERE id = ?")
                .bind(0, notice)
                .mapTo(Boolean.class)
                .one();
    }

    /** How many deliveries wait for a courier. */
    static int waiting(Handle h) {
        return h.createQuery("SELECT count(*) FROM notice_delivery WHERE state = 'QUEUED' AND channel <> 'INBOX'")
                .mapTo(Integer.class)
                .one();
    }

    static List<Due> due(Handle h, Instant now, int most) {
        return h.createQuery("SELECT d.*, e.member, e.text FROM notice_delivery d JOIN envelope e ON e.id = d.message"
                        + " WHERE d.state = 'QUEUED' AND d.channel <> 'INBOX' AND d.due <= ? ORDER BY d.due LIMIT ?")
                .bind(0, now.toEpochMilli())
                .bind(1, most)
                .map((rs, ctx) -> new Due(
                        rs.getLong("number"),
                        rs.getString("notice"),
                        rs.getString("member"),
                        rs.getInt("step"),
                        Channel.valueOf(rs.getString("channel")),
                        rs.getInt("tries"),
                        rs.getString("text")))
                .list();
    }

    static void delivered(Handle h, long number, Instant at) {
        h.execute(
                "UPDATE notice_delivery SET state = 'DELIVERED', tries = tries + 1, delivered = ?, why = ''"
                        + " WHERE number = ?",
                at.toString(),
                number);
    }

    static void again(Handle h, long number, Instant due, String why) {
        h.execute(
                "UPDATE notice_delivery SET tries = tries + 1, due = ?, why = ? WHERE number = ?",
                due.toEpochMilli(),
                why,
                number);
    }

    /** It will never arrive: the next contact is told at once, if this one is the newest. */
    static void bounced(Handle h, Due delivery, Instant now, String why) {
        h.execute(
                "UPDATE notice_delivery SET state = 'BOUNCED', tries = tries + 1, why = ? WHERE number = ?",
                why,
                delivery.number());
        h.execute(
                "UPDATE notice SET step_due = ? WHERE id = ? AND step = ? AND step_due > ?",
                now.toEpochMilli(),
                delivery.notice(),
                delivery.step(),
                now.toEpochMilli());
    }

    /** The member's program has fetched the message; it may do so without being on the list of contacts. */
    static void fetched(Handle h, String notice, String message, Instant at) {
        int known = h.execute(
                "UPDATE notice_delivery SET state = 'DELIVERED', tries = tries + 1,"
                        + " delivered = coalesce(delivered, ?) WHERE message = ? AND channel = 'INBOX'",
                at.toString(),
                message);
        if (known == 0) {
            h.execute(
                    "INSERT INTO notice_delivery (notice, message, step, contact, channel, state, queued, due, tries,"
                            + " delivered, why) SELECT id, ?, step, 'inbox', 'INBOX', 'DELIVERED', issued, 0, 1, ?, ''"
                            + " FROM notice WHERE id = ?",
                    message,
                    at.toString(),
                    notice);
        }
    }

    /** Notices whose newest contact has had his time. */
    static List<Late> late(Handle h, Instant now, int most) {
        return h.createQuery("SELECT id, member, step FROM notice WHERE state = 'OPEN' AND step_due <= ?"
                        + " ORDER BY step_due LIMIT ?")
                .bind(0, now.toEpochMilli())
                .bind(1, most)
                .map((rs, ctx) -> new Late(rs.getString("id"), rs.getString("member"), rs.getInt("step")))
                .list();
    }

    /** The newest message of a notice that is still there. */
    static Optional<String> message(Handle h, String notice) {
        return h.createQuery("SELECT id FROM envelope WHERE notice = ? AND state = 'queued'"
                        + " ORDER BY number DESC LIMIT 1")
                .bind(0, notice)
                .mapTo(String.class)
                .findOne();
    }

    static void desk(Handle h, String notice, Instant now) {
        h.execute("UPDATE notice SET state = 'DESK', desk = ?, step_due = NULL WHERE id = ?", now.toString(), notice);
    }

    /** Nobody has to be told any more. */
    static void end(Handle h, String notice, NoticeRecord.State state) {
        h.execute(
                "UPDATE notice SET state = ?, step_due = NULL WHERE id = ? AND state IN ('OPEN', 'DESK')",
                state.name(),
                notice);
        h.execute("UPDATE notice_delivery SET state = 'CANCELLED' WHERE notice = ? AND state = 'QUEUED'", notice);
    }

    /** Forgets notices issued before then with all that hangs on them, at most so many at a time; returns how many. */
    static int forget(Handle h, Instant before, int most) {
        List<String> old = h.createQuery("SELECT id FROM notice WHERE issued < ? ORDER BY issued LIMIT ?")
                .bind(0, before.toString())
                .bind(1, most)
                .mapTo(String.class)
                .list();
        for (String id : old) {
            h.execute("DELETE FROM envelope WHERE notice = ?", id);
            h.execute("DELETE FROM notice_delivery WHERE notice = ?", id);
            h.execute("DELETE FROM outcome WHERE notice = ?", id);
            h.execute("DELETE FROM notice_thread WHERE last = ?", id);
            h.execute("UPDATE notice_thread SET armable = '' WHERE armable = ?", id);
            h.execute("DELETE FROM notice WHERE id = ?", id);
        }
        h.execute("DELETE FROM group_sighting WHERE seen < ?", before.toString());
        return old.size();
    }

    static List<DeliveryRecord> of(Handle h, String notice) {
        return h.createQuery("SELECT * FROM notice_delivery WHERE notice = ? ORDER BY step, number")
                .bind(0, notice)
                .map((rs, ctx) -> delivery(rs))
                .list();
    }

    private static DeliveryRecord delivery(ResultSet rs) throws SQLException {
        return new DeliveryRecord(
                rs.getInt("step"),
                rs.getString("contact"),
                Channel.valueOf(rs.getString("channel")),
                DeliveryRecord.State.valueOf(rs.getString("state")),
                Instant.parse(rs.getString("queued")),
                Optional.ofNullable(rs.getString("delivered")).map(Instant::parse),
                rs.getInt("tries"),
                rs.getString("why"));
    }

    /** A sector of the group has seen the matter, in this alert; the first time stays. */
    static void sighted(Handle h, String group, String what, String sector, String alert, Instant seen) {
        h.execute(
                "INSERT OR IGNORE INTO group_sighting VALUES (?, ?, ?, ?, ?)",
                group,
                what,
                sector,
                alert,
                seen.toString());
    }

    static List<GroupSighting> sightings(Handle h, String group) {
        return new ArrayList<>(h.createQuery("SELECT what, sector, count(*) n, min(seen) first, max(seen) last"
                        + " FROM group_sighting WHERE grp = ? GROUP BY what, sector ORDER BY what, first, sector")
                .bind(0, group)
                .map((rs, ctx) -> new GroupSighting(
                        group,
                        rs.getString("what"),
                        rs.getString("sector"),
                        rs.getLong("n"),
                        Instant.parse(rs.getString("first")),
                        Instant.parse(rs.getString("last"))))
                .list());
    }
}
