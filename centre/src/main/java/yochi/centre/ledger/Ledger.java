package yochi.centre.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.link.exchange.ChainHead;

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
            "CREATE INDEX open_forecast_ends ON open_forecast (ends)",
            """
            CREATE TABLE statement (
              subject TEXT PRIMARY KEY, asked TEXT NOT NULL UNIQUE, salt TEXT NOT NULL, shown TEXT NOT NULL,
              name_salt TEXT NOT NULL, kept TEXT NOT NULL, ends TEXT NOT NULL)
            """,
            "CREATE TABLE reached (one INTEGER PRIMARY KEY CHECK (one = 1), at TEXT NOT NULL)",
            DayBook.MIGRATIONS.get(0),
            DayBook.MIGRATIONS.get(1),
            DayBook.MIGRATIONS.get(2),
            Receipts.MIGRATIONS.get(0),
            Receipts.MIGRATIONS.get(1),
            """
            CREATE TRIGGER entry_not_replaced BEFORE INSERT ON entry
            WHEN EXISTS (SELECT 1 FROM entry WHERE number >= NEW.number OR hash = NEW.hash
              OR previous = NEW.previous OR (subject = NEW.subject AND kind = NEW.kind))
            BEGIN SELECT RAISE(ABORT, 'entries of the ledger are only appended'); END
            """,
            """
            CREATE TRIGGER statement_unchanged BEFORE UPDATE ON statement
            BEGIN SELECT RAISE(ABORT, 'statements of the ledger are never changed'); END
            """,
            """
            CREATE TRIGGER statement_kept BEFORE DELETE ON statement
            BEGIN SELECT RAISE(ABORT, 'statements of the ledger are never deleted'); END
            """);

    /** Data that come later than that do not score any more: what waits for ever would be counted nowhere. */
    static final Duration PATIENCE = Duration.ofDays(30);

    private static final String NOTHING_CAME =
            "no data of its span came within " + PATIENCE.toDays() + " days of its end";
    private static final int PAGE = 1000;
    /** Characters of a statement's id. */
    private static final int ID = 32;

    private final ControlStore store;
    private final InstantSource clock;
    private final EventLog events;
    private final RandomGenerator random;
    private final BookReading reading = new BookReading(this::require, BookReading.MOST_SPANS);

    /**
     * The ledger in its tables.
     *
     * @param random makes the salts: one that nobody can guess
     */
    public Ledger(ControlStore store, InstantSource clock, RandomGenerator random, EventLog events) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.events = events;
    }

    /**
     * Seals statements, all or none: the chain gets a commitment, what is said stays here until its span has passed.
     * What was asked and answered by the same method on the same day is given back as it was: the first answer stands.
     *
     * @param knownUntil end of the newest observation that the centre holds
     */
    public List<Sealed> seal(List<Statement> statements, Instant knownUntil) {
        for (Statement statement : statements) {
            Instant from = statement.forecast().question().from();
            if (knownUntil.isAfter(from)) {
                throw new IllegalArgumentException(
                        "the outcome may be known: data reach to " + knownUntil + ", the span begins " + from);
            }
        }
        List<Sealed> sealed = store.transaction(h -> {
            IdentityHashMap<Statement, Sealed> out = new IdentityHashMap<>();
            Head head = head(h);
            for (Statement statement : shuffled(statements)) {
                String asked = asked(statement.forecast(), knownUntil);
                DayBook.sealed(
                        h, knownUntil, Eligible.unit(statement.forecast().question()));
                Optional<Sealed> known = h.createQuery("SELECT subject FROM statement WHERE asked = ?")
                        .bind(0, asked)
                        .mapTo(String.class)
                        .findOne()
                        .flatMap(id -> find(h, id));
                if (known.isPresent()) {
                    out.put(statement, known.get());
                    continue;
                }
                head = commit(h, head, statement, knownUntil, asked);
                out.put(statement, statement.sealed(head.last(), knownUntil));
            }
            return statements.stream()
                    .map(s -> Objects.requireNonNull(out.get(s)))
                    .toList();
        });
        if (!sealed.isEmpty()) {
            events.mark("ledger.sealed", sealed.getLast().id(), Map.of("forecasts", sealed.size()));
        }
        return sealed;
    }

    /** In no order that could tell of whom a commitment speaks by where it stands. */
    private List<Statement> shuffled(List<Statement> statements) {
        List<Statement> out = new ArrayList<>(statements);
        Collections.shuffle(out, random);
        return out;
    }

    private static String asked(Forecast forecast, Instant knownUntil) {
        Prediction.Question q = forecast.question();
        return Entry.sha256(String.join(
                "\n", Eligible.unit(q), q.from().toString(), forecast.method(), DayBook.day(knownUntil).toString()));
    }

    private Head commit(Handle h, Head head, Statement statement, Instant knownUntil, String asked) {
        String nameSalt = Opening.salt(random);
        Opening opening = new Opening(Opening.salt(random), SealedJson.shown(statement, knownUntil, nameSalt));
        String id = opening.commitment().substring(0, ID);
        Instant ends = statement.forecast().question().to();
        h.execute(
                "INSERT INTO statement (subject, asked, salt, shown, name_salt, kept, ends)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                asked,
                opening.salt(),
                opening.statement(),
                nameSalt,
                SealedJson.kept(statement, knownUntil),
                stamp(ends));
        h.execute("INSERT INTO open_forecast (subject, ends) VALUES (?, ?)", id, stamp(ends));
        return append(
                h, head, Entry.Kind.SEALED, id, SealedJson.chained(statement, knownUntil, opening.commitment()));
    }

    /** Says who is eligible now: a changed rule and the days that are over are chained. */
    public void eligible(List<Eligible> kinds, Instant until) {
        store.transaction(h -> {
            Head head = head(h);
            for (Eligible kind : kinds) {
                for (DayBook.Line line : DayBook.eligible(h, kind, until, head.number() + 1)) {
                    head = append(h, head, line.kind(), line.subject(), line.body());
                }
            }
            return head;
        });
    }

    /** Takes a statement back, for everybody to read why; it is scored and counted all the same. */
    public void withdraw(String id, String reason) {
        store.transaction(h -> {
            Prediction.Question asked = find(h, id)
                    .orElseThrow(() -> new IllegalArgumentException("no statement " + id + " was sealed"))
                    .forecast()
                    .question();
            if (!PublicName.of(asked).equals(asked) && reason.contains(asked.region().name())) {
                throw new IllegalArgumentException("the reason names the victim, and everybody may read it");
            }
            if (entry(h, id, Entry.Kind.WITHDRAWN).isPresent()) {
                throw new IllegalArgumentException("statement " + id + " was withdrawn before");
            }
            return append(h, head(h), Entry.Kind.WITHDRAWN, id, ScoreJson.unscored(reason));
        });
        events.mark("ledger.withdrawn", id, Map.of());
    }

    /** Scores every open forecast whose span has passed; returns how many entries were written. */
    public int score(Instant knownUntil, Outcomes outcomes) {
        List<Sealed> due = store.transaction(h -> {
            h.execute(
                    "INSERT INTO reached (one, at) VALUES (1, ?)"
                            + " ON CONFLICT (one) DO UPDATE SET at = max(at, excluded.at)",
                    stamp(knownUntil));
            return h
                    .createQuery("SELECT subject FROM open_forecast WHERE ends <= ? ORDER BY rowid")
                    .bind(0, stamp(knownUntil))
                    .mapTo(String.class)
                    .list()
                    .stream()
                    .flatMap(id -> find(h, id).stream())
                    .toList();
        });
        List<Verdict> verdicts = new ArrayList<>();
        for (Sealed sealed : due) {
            switch (outcomes.of(sealed.forecast().question())) {
                case Truth.Known known ->
                    verdicts.add(new Verdict(
                            sealed.id(),
                            Entry.Kind.SCORE,
                            ScoreJson.score(Score.of(sealed.id(), sealed.forecast(), known))));
                case Truth.Missing missing ->
                    verdicts.add(new Verdict(
                            sealed.id(), Entry.Kind.UNSCORED, ScoreJson.unscored(unnamed(sealed, missing))));
                case Truth.NotYet n -> {
                    if (sealed.forecast().question().to().plus(PATIENCE).isBefore(knownUntil)) {
                        verdicts.add(new Verdict(
                                sealed.id(), Entry.Kind.UNSCORED, ScoreJson.unscored(NOTHING_CAME)));
                    }
                }
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

    /** A reason is chained for all to read: it must not name a victim. */
    private static String unnamed(Sealed sealed, Truth.Missing missing) {
        Prediction.Question asked = sealed.forecast().question();
        return missing.reason()
                .replace(asked.region().name(), PublicName.of(asked).region().name());
    }

    private record Verdict(String subject, Entry.Kind kind, String body) {}

    /** Entries behind a number, oldest first: what anybody needs to check the chain. */
    public List<Entry> entries(long after, int limit) {
        return store.transaction(h -> entries(h, after, limit));
    }

    private static List<Entry> entries(Handle h, long after, int limit) {
        return h.createQuery("SELECT * FROM entry WHERE number > ? ORDER BY number LIMIT ?")
                .bind(0, after)
                .bind(1, limit)
                .map((rs, ctx) -> entry(rs))
                .list();
    }

    public Optional<Sealed> find(String id) {
        return store.transaction(h -> find(h, id));
    }

    private static Optional<Sealed> find(Handle h, String id) {
        Optional<Entry> chained = entry(h, id, Entry.Kind.SEALED);
        if (chained.isEmpty()) {
            return entry(h, id, Entry.Kind.FORECAST)
                    .map(e -> SealedJson.read(e.subject(), e.number(), e.sealedAt(), e.body()));
        }
        return h.createQuery("SELECT kept FROM statement WHERE subject = ?")
                .bind(0, id)
                .mapTo(String.class)
                .findOne()
                .map(kept -> SealedJson.read(
                        id, chained.get().number(), chained.get().sealedAt(), kept));
    }

    /** Entries behind a number as the public may see them: commitments, and openings where the span is over. */
    public List<ChainLine> published(long after, int limit) {
        return lines(after, limit, true);
    }

    private List<ChainLine> lines(long after, int limit, boolean publicly) {
        return store.transaction(h -> {
            String reached = h.createQuery("SELECT at FROM reached")
                    .mapTo(String.class)
                    .findOne()
                    .orElse("");
            return entries(h, after, limit).stream()
                    .map(e -> line(h, e, publicly, reached))
                    .toList();
        });
    }

    private static ChainLine line(Handle h, Entry entry, boolean publicly, String reached) {
        if (entry.kind() == Entry.Kind.SEALED) {
            Optional<Opening> opening = h.createQuery(
                            "SELECT salt, shown FROM statement WHERE subject = ? AND (? OR ends <= ?)")
                    .bind(0, entry.subject())
                    .bind(1, !publicly)
                    .bind(2, reached)
                    .map((rs, ctx) -> new Opening(rs.getString(1), rs.getString(2)))
                    .findOne();
            return ChainLine.of(entry, Optional.of(entry.body()), opening);
        }
        boolean withheld = publicly && withheld(h, entry, reached);
        return ChainLine.of(entry, withheld ? Optional.empty() : Optional.of(entry.body()), Optional.empty());
    }

    /** Entries of before commitments say all: until their span is over, and for ever where they name a victim. */
    private static boolean withheld(Handle h, Entry entry, String reached) {
        return entry(h, entry.subject(), Entry.Kind.FORECAST)
                .map(e -> SealedJson.read(e.subject(), e.number(), e.sealedAt(), e.body())
                        .forecast()
                        .question())
                .filter(q -> !PublicName.of(q).equals(q) || stamp(q.to()).compareTo(reached) > 0)
                .isPresent();
    }

    /** Hash of the last entry: who keeps it can prove later that nothing before it was changed or cut off. */
    public String head() {
        return store.transaction(h -> head(h).hash());
    }

    /** Where the chain ends, and that it does so now; empty before the first entry. */
    Optional<ChainHead> end(InstantSource wall) {
        return store.transaction(h -> Optional.of(head(h))
                .filter(head -> head.number() > 0)
                .map(head -> new ChainHead(
                        head.number(), head.hash(), wall.instant().truncatedTo(ChronoUnit.MILLIS))));
    }

    /** The rules of eligibility in force, by kind. */
    Map<String, String> rules() {
        return store.transaction(h -> h
                .createQuery("SELECT kind, rule FROM eligibility")
                .map((rs, ctx) -> Map.entry(rs.getString(1), rs.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    long length() {
        return store.transaction(h -> head(h).number());
    }

    /** How past forecasts did; {@code recent} of the last statements one by one. */
    public ForecastBook book(int recent) {
        synchronized (reading) {
            List<Read> page = read(reading.last());
            while (!page.isEmpty()) {
                page.forEach(r -> reading.add(r.entry(), r.said()));
                page = read(reading.last());
            }
            return reading.book(recent);
        }
    }

    /** An entry, and of a sealed one what the centre keeps of it. */
    private record Read(Entry entry, Optional<Sealed> said) {}

    private List<Read> read(long after) {
        return store.transaction(h -> h.createQuery("SELECT e.*, s.kept FROM entry e LEFT JOIN statement s"
                        + " ON s.subject = e.subject AND e.kind = 'sealed' WHERE e.number > ?"
                        + " ORDER BY e.number LIMIT ?")
                .bind(0, after)
                .bind(1, PAGE)
                .map((rs, ctx) -> {
                    Entry entry = entry(rs);
                    return new Read(
                            entry,
                            Optional.ofNullable(rs.getString("kept"))
                                    .map(kept -> SealedJson.read(
                                            entry.subject(), entry.number(), entry.sealedAt(), kept)));
                })
                .list());
    }

    private Sealed require(String id) {
        return find(id).orElseThrow(
                () -> new IllegalStateException("the ledger speaks of a forecast it does not hold: " + id));
    }

    /**
     * Checks the whole chain, and that what the centre keeps beside it is what was committed.
     *
     * @param heads hashes that were handed out before and must still stand in it
     * @return what is wrong; empty where nothing is
     */
    public List<String> verify(List<String> heads) {
        ChainCheck check = new ChainCheck(List.of());
        Set<String> wanted = new LinkedHashSet<>(heads);
        List<ChainLine> page = lines(0, PAGE, false);
        while (!page.isEmpty()) {
            for (ChainLine line : page) {
                check.add(line);
                wanted.remove(line.hash());
            }
            page = lines(page.getLast().number(), PAGE, false);
        }
        wanted.forEach(check::missing);
        return Stream.concat(check.report().faults().stream(), store.transaction(KeptCheck::faults).stream())
                .toList();
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
