package yochi.centre.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;

/**
 * The centre's append-only book of forecasts: each is sealed with a hash over all that stands before it, and refused
 * if the centre's data already reach into the span it speaks of. The table itself refuses changes; {@link #verify}
 * finds those made behind its back.
 */
public final class Ledger {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE entry (
              number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, sealed_at TEXT NOT NULL,
              body TEXT NOT NULL, previous TEXT NOT NULL UNIQUE, hash TEXT NOT NULL UNIQUE)
            """,
            "CREATE UNIQUE INDEX entry_subject ON entry (subject, kind)",
            """
            CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'entries of the ledger are never changed'); END
            """,
            """
            CREATE TRIGGER entry_kept BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'entries of the ledger are never deleted'); END
            """,
            "CREATE TABLE open_forecast (subject TEXT PRIMARY KEY, ends TEXT NOT NULL)",
            "CREATE INDEX open_forecast_ends ON open_forecast (ends)");

    private static final int PAGE = 1000;

    private final ControlStore store;
    private final InstantSource clock;
    private final EventLog events;
    private final BookReading reading = new BookReading(this::require, BookReading.MOST_SPANS);

    public Ledger(ControlStore store, InstantSource clock, EventLog events) {
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Seals forecasts, all or none; a statement that is sealed already is given back as it was.
     *
     * @param knownUntil end of the newest observation that the centre holds
     */
    public List<Sealed> seal(List<Forecast> forecasts, Instant knownUntil) {
        for (Forecast forecast : forecasts) {
            if (knownUntil.isAfter(forecast.question().from())) {
                throw new IllegalArgumentException("the outcome may be known: data reach to " + knownUntil
                        + ", the span begins " + forecast.question().from());
            }
        }
        List<Sealed> sealed = store.transaction(h -> {
            List<Sealed> out = new ArrayList<>();
            Head head = head(h);
            for (Forecast forecast : forecasts) {
                String body = ScoreJson.forecast(forecast, knownUntil);
                String id = Entry.sha256(body).substring(0, 32);
                Optional<Entry> known = entry(h, id, Entry.Kind.FORECAST);
                if (known.isPresent()) {
                    out.add(ScoreJson.sealed(known.get()));
                    continue;
                }
                head = append(h, head, Entry.Kind.FORECAST, id, body);
                h.execute(
                        "INSERT INTO open_forecast (subject, ends) VALUES (?, ?)",
                        id,
                        stamp(forecast.question().to()));
                out.add(ScoreJson.sealed(head.last()));
            }
            return out;
        });
        if (!sealed.isEmpty()) {
            events.mark("ledger.sealed", sealed.getLast().id(), Map.of("forecasts", sealed.size()));
        }
        return sealed;
    }

    /** Scores every open forecast whose span has passed; returns how many entries were written. */
    public int score(Instant knownUntil, Outcomes outcomes) {
        List<Sealed> due = store.transaction(h -> h.createQuery(
                        "SELECT e.* FROM open_forecast o JOIN entry e ON e.subject = o.subject AND e.kind = 'forecast'"
                                + " WHERE o.ends <= ? ORDER BY e.number")
                .bind(0, stamp(knownUntil))
                .map((rs, ctx) -> ScoreJson.sealed(entry(rs)))
                .list());
        List<Verdict> verdicts = new ArrayList<>();
        for (Sealed sealed : due) {
            switch (outcomes.of(sealed.forecast().question())) {
                case Truth.Known known ->
                    verdicts.add(new Verdict(
                            sealed.id(),
                            Entry.Kind.SCORE,
                            ScoreJson.score(Score.of(sealed.id(), sealed.forecast(), known))));
                case Truth.Missing missing ->
                    verdicts.add(new Verdict(sealed.id(), Entry.Kind.UNSCORED, ScoreJson.unscored(missing.reason())));
                case Truth.NotYet n -> {}
            }
        }
        store.transaction(h -> {
            Head head = head(h);
            for (Verdict verdict : verdicts) {
                head = append(h, head, verdict.kind(), verdict.subject(), verdict.body());
                h.execute("DELETE FROM open_forecast WHERE subject = ?", verdict.subject());
            }
            return head;
        });
        if (!verdicts.isEmpty()) {
            events.mark("ledger.scored", verdicts.getLast().subject(), Map.of("entries", verdicts.size()));
        }
        return verdicts.size();
    }

    private record Verdict(String subject, Entry.Kind kind, String body) {}

    /** Entries behind a number, oldest first: what anybody needs to check the chain. */
    public List<Entry> entries(long after, int limit) {
        return store.transaction(h -> h.createQuery("SELECT * FROM entry WHERE number > ? ORDER BY number LIMIT ?")
                .bind(0, after)
                .bind(1, limit)
                .map((rs, ctx) -> entry(rs))
                .list());
    }

    public Optional<Sealed> find(String id) {
        return store.transaction(h -> entry(h, id, Entry.Kind.FORECAST)).map(ScoreJson::sealed);
    }

    /** Hash of the last entry: who keeps it can prove later that nothing before it was changed or cut off. */
    public String head() {
        return store.transaction(h -> head(h).hash());
    }

    /** How past forecasts did; {@code recent} of the last statements one by one. */
    public ForecastBook book(int recent) {
        synchronized (reading) {
            List<Entry> page = entries(reading.last(), PAGE);
            while (!page.isEmpty()) {
                page.forEach(reading::add);
                page = entries(reading.last(), PAGE);
            }
            return reading.book(recent);
        }
    }

    private Sealed require(String id) {
        return find(id).orElseThrow(
                () -> new IllegalStateException("the ledger speaks of a forecast it does not hold: " + id));
    }

    /**
     * Checks the whole chain.
     *
     * @param heads hashes that were handed out before and must still stand in it
     * @return what is wrong with it; empty where nothing is
     */
    public List<String> verify(List<String> heads) {
        return ChainCheck.broken(entries(0, Integer.MAX_VALUE), heads);
    }

    private record Head(long number, String hash, Optional<Entry> entry) {
        Entry last() {
            return entry.orElseThrow();
        }
    }

    private static Head head(Handle h) {
        return h.createQuery("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1")
                .map((rs, ctx) -> new Head(rs.getLong(1), rs.getString(2), Optional.empty()))
                .findOne()
                .orElse(new Head(0, Entry.GENESIS, Optional.empty()));
    }

    private Head append(Handle h, Head head, Entry.Kind kind, String subject, String body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Entry entry = Entry.after(head.hash(), head.number() + 1, kind, subject, now, body);
        h.execute(
                "INSERT INTO entry (number, kind, subject, sealed_at, body, previous, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                entry.number(),
                kind.word(),
                subject,
                now.toString(),
                body,
                entry.previous(),
                entry.hash());
        return new Head(entry.number(), entry.hash(), Optional.of(entry));
    }

    private static Optional<Entry> entry(Handle h, String subject, Entry.Kind kind) {
        return h.createQuery("SELECT * FROM entry WHERE subject = ? AND kind = ?")
                .bind(0, subject)
                .bind(1, kind.word())
                .map((rs, ctx) -> entry(rs))
                .findOne();
    }

    private static Entry entry(ResultSet rs) throws SQLException {
        return new Entry(
                rs.getLong("number"),
                Entry.Kind.of(rs.getString("kind")),
                rs.getString("subject"),
                Instant.parse(rs.getString("sealed_at")),
                rs.getString("body"),
                rs.getString("previous"),
                rs.getString("hash"));
    }

    /** Of fixed width, so that text order is time order. */
    private static String stamp(Instant t) {
        return String.format(java.util.Locale.ROOT, "%015d", t.toEpochMilli());
    }
}
