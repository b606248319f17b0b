package yochi.centre.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
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
    private final OpenStatements open = new OpenStatements();
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
            List<String> asked =
                    statements.stream().map(s -> s.asked(knownUntil)).toList();
            Map<String, Sealed> known = answered(h, asked);
            DayBook.sealed(
                    h,
                    knownUntil,
                    statements.stream()
                            .map(s -> Eligible.unit(s.forecast().question()))
                            .toList());
            Batch batch = batch(h);
            for (int i : shuffled(statements.size())) {
                known.computeIfAbsent(asked.get(i), q -> commit(batch, statements.get(i), knownUntil, q));
            }
            batch.write(h);
            return asked.stream().map(q -> Objects.requireNonNull(known.get(q))).toList();
        });
        sealed.forEach(open::add);
        if (!sealed.isEmpty()) {
            events.mark("ledger.sealed", sealed.getLast().id(), Map.of("forecasts", sealed.size()));
        }
        return sealed;
    }

    /** In no order that could tell of whom a commitment speaks by where it stands. */
    private List<Integer> shuffled(int size) {
        List<Integer> out = IntStream.range(0, size).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(out, random);
        return out;
    }

    /** What was answered to these questions before. */
    private static Map<String, Sealed> answered(Handle h, List<String> asked) {
        Map<String, Sealed> out = new HashMap<>();
        for (int from = 0; from < asked.size(); from += PAGE) {
            h.createQuery("SELECT s.asked, s.kept, e.* FROM statement s JOIN entry e ON e.subject = s.subject"
                            + " AND e.kind = 'sealed' WHERE s.asked IN (<asked>)")
                    .bindList("asked", asked.subList(from, Math.min(asked.size(), from + PAGE)))
                    .map((rs, ctx) -> Map.entry(rs.getString("asked"), kept(rs)))
                    .forEach(e -> out.put(e.getKey(), e.getValue()));
        }
        return out;
    }

    /**
     * Seals the lists of one span; of the same method and span the first stands.
     *
     * @param knownUntil end of the newest observation that the centre holds
     * @return id of the statement
     */
    public String seal(ListStatement lists, Instant knownUntil) {
        if (knownUntil.isAfter(lists.from())) {
            throw new IllegalArgumentException(
                    "who came may be known: data reach to " + knownUntil + ", the span begins " + lists.from());
        }
        String asked = listsOf(lists.from(), lists.method());
        String sealed = store.transaction(h -> {
            Optional<String> known = statement(h, asked);
            if (known.isPresent()) {
                return known.get();
            }
            Opening opening = new Opening(Opening.salt(random), ListJson.shown(lists, knownUntil));
            String id = opening.commitment().substring(0, ID);
            h.execute(
                    "INSERT INTO statement (subject, asked, salt, shown, name_salt, kept, ends)"
                            + " VALUES (?, ?, ?, ?, '', '', ?)",
                    id,
                    asked,
                    opening.salt(),
                    opening.statement(),
                    stamp(lists.to()));
            Batch batch = batch(h);
            batch.append(Entry.Kind.LISTED, id, ListJson.chained(lists, knownUntil, opening));
            batch.write(h);
            return id;
        });
        events.mark("ledger.listed", sealed, Map.of("lists", lists.lists().size()));
        return sealed;
    }

    /** Id of the lists of that method that are sealed for the span from then on; empty where none are. */
    public Optional<String> lists(Instant from, String method) {
        return store.transaction(h -> statement(h, listsOf(from, method)));
    }

    private static String listsOf(Instant from, String method) {
        return Entry.sha256(String.join("\n", "lists", from.toString(), method));
    }

    private static Optional<String> statement(Handle h, String asked) {
        return h.createQuery("SELECT subject FROM statement WHERE asked = ?")
                .bind(0, asked)
                .mapTo(String.class)
                .findOne();
    }

    /** Writes down what came of sealed lists; once. */
    public void hits(String id, ListOutcome outcome) {
        store.transaction(h -> {
            String chained = entry(h, id, Entry.Kind.LISTED)
                    .map(Entry::body)
                    .orElseThrow(() -> new IllegalArgumentException("no lists " + id + " were sealed"));
            if (outcome.knownAt().isBefore(SealedJson.instant(chained, "to"))) {
                throw new IllegalArgumentException("the span of lists " + id + " is not over");
            }
            Batch batch = batch(h);
            if (entry(h, id, Entry.Kind.HITS).isEmpty()) {
                batch.append(Entry.Kind.HITS, id, ListJson.hits(chained, outcome));
            }
            batch.write(h);
            return id;
        });
        events.mark("ledger.hits", id, Map.of("lists", outcome.lists().size()));
    }

    private Sealed commit(Batch batch, Statement statement, Instant knownUntil, String asked) {
        String nameSalt = Opening.salt(random);
        String kept = SealedJson.kept(statement, knownUntil);
        String shown = SealedJson.hidden(statement) ? SealedJson.shown(statement, knownUntil, nameSalt) : kept;
        Opening opening = new Opening(Opening.salt(random), shown);
        String id = opening.commitment().substring(0, ID);
        batch.keep(
                id,
                asked,
                opening,
                nameSalt,
                kept,
                stamp(statement.forecast().question().to()));
        Entry entry = batch.append(
                Entry.Kind.SEALED, id, SealedJson.chained(statement, knownUntil, opening));
        return statement.sealed(entry, knownUntil);
    }

    /** Says who is eligible now: a changed rule and the days that are over are chained. */
    public void eligible(List<Eligible> kinds, Instant until) {
        store.transaction(h -> {
            Batch batch = batch(h);
            for (Eligible kind : kinds) {
                for (DayBook.Line line : DayBook.eligible(h, kind, until, batch.number() + 1)) {
                    batch.append(line.kind(), line.subject(), line.body());
                }
            }
            batch.write(h);
            return batch.number();
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
            Batch batch = batch(h);
            batch.append(Entry.Kind.WITHDRAWN, id, ScoreJson.unscored(reason));
            batch.write(h);
            return id;
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
            return h.createQuery("SELECT e.*, s.kept FROM open_forecast o JOIN entry e ON e.subject = o.subject"
                            + " AND e.kind IN ('sealed', 'forecast') LEFT JOIN statement s ON s.subject = o.subject"
                            + " WHERE o.ends <= ? ORDER BY o.rowid")
                    .bind(0, stamp(knownUntil))
                    .map((rs, ctx) -> {
                        Optional<Sealed> said = open.find(rs.getString("subject"));
                        return said.isPresent() ? said.get() : kept(rs);
                    })
                    .list();
        });
        List<Verdict> verdicts = new ArrayList<>();
        for (Sealed sealed : due) {
            Prediction.Question question = sealed.forecast().question();
            switch (truth(outcomes, sealed)) {
                case Truth.Known known ->
                    verdicts.add(new Verdict(
                            sealed.id(),
                            Entry.Kind.SCORE,
                            ScoreJson.score(Score.of(sealed.id(), sealed.forecast(), known))));
                case Truth.Missing missing ->
                    verdicts.add(unscored(outcomes, sealed, question.from(), unnamed(sealed, missing)));
                case Truth.NotYet n -> {
                    if (question.to().plus(PATIENCE).isBefore(knownUntil)) {
                        verdicts.add(unscored(outcomes, sealed, question.to(), NOTHING_CAME));
                    }
                }
            }
        }
        store.transaction(h -> {
            Batch batch = batch(h);
            for (Verdict verdict : verdicts) {
                batch.append(verdict.kind(), verdict.subject(), verdict.body());
                batch.close(verdict.subject());
            }
            batch.write(h);
            return batch.number();
        });
        verdicts.forEach(verdict -> open.remove(verdict.subject()));
        if (!verdicts.isEmpty()) {
            events.mark("ledger.scored", verdicts.getLast().subject(), Map.of("entries", verdicts.size()));
        }
        return verdicts.size();
    }

    /** What came to an end by the latest moment explains it; else the reason does. */
    private static Verdict unscored(Outcomes outcomes, Sealed sealed, Instant latest, String reason) {
        String body = outcomes.silence(sealed.forecast().question())
                .filter(silence -> !silence.since().isAfter(latest))
                .map(ScoreJson::unscored)
                .orElseGet(() -> ScoreJson.unscored(reason));
        return new Verdict(sealed.id(), Entry.Kind.UNSCORED, body);
    }

    /** An outcome that cannot be told now is asked for again: it keeps no other from being scored. */
    private Truth truth(Outcomes outcomes, Sealed sealed) {
        try {
            return outcomes.of(sealed.forecast().question());
        } catch (RuntimeException e) {
            events.mark("ledger.outcomeFailed", sealed.id(), Map.of("why", e.getClass().getSimpleName()));
            return new Truth.NotYet();
        }
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
        return h.createQuery("SELECT e.*, s.kept FROM entry e LEFT JOIN statement s ON s.subject = e.subject"
                        + " WHERE e.subject = ? AND e.kind IN ('sealed', 'forecast')")
                .bind(0, id)
                .map((rs, ctx) -> kept(rs))
                .findOne();
    }

    /** A statement from its entry and what the centre keeps of it; of before commitments the entry says all. */
    private static Sealed kept(ResultSet rs) throws SQLException {
        Entry entry = entry(rs);
        String text = Optional.ofNullable(rs.getString("kept")).orElse(entry.body());
        return SealedJson.read(entry.subject(), entry.number(), entry.sealedAt(), text);
    }

    /** Whether the surge came that a statement on a day's count spoke of; empty where it is not scored or told none. */
    public Optional<Boolean> surged(String id, double factor) {
        return store.transaction(h -> entry(h, id, Entry.Kind.SCORE)
                .flatMap(score -> find(h, id)
                        .flatMap(s -> Surge.of(s.forecast(), factor))
                        .map(surge -> surge.came(ScoreJson.score(score).outcome()))));
    }

    /** A score, and of an event the statement that was scored. */
    record ScoreOf(Entry entry, Optional<Sealed> event) {}

    /** Scores behind a number, oldest first, those of events with their statement. */
    List<ScoreOf> scores(long after, int limit) {
        return store.transaction(h -> h.createQuery("SELECT e.*, s.kept, c.number AS c_number, c.sealed_at AS c_at,"
                        + " c.body AS c_body, c.previous AS c_previous, c.hash AS c_hash FROM entry c"
                        + " JOIN entry e ON e.subject = c.subject AND e.kind IN ('sealed', 'forecast')"
                        + " LEFT JOIN statement s ON s.subject = c.subject"
                        + " WHERE c.number > ? AND c.kind = 'score' ORDER BY c.number LIMIT ?")
                .bind(0, after)
                .bind(1, limit)
                .map((rs, ctx) -> new ScoreOf(
                        new Entry(
                                rs.getLong("c_number"),
                                Entry.Kind.SCORE,
                                rs.getString("subject"),
                                Instant.parse(rs.getString("c_at")),
                                rs.getString("c_body"),
                                rs.getString("c_previous"),
                                rs.getString("c_hash")),
                        ScoreJson.ofEvent(rs.getString("c_body")) ? Optional.of(kept(rs)) : Optional.empty()))
                .list());
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
            return h.createQuery("SELECT e.*, s.salt, s.shown, s.ends, f.body AS f_body FROM entry e"
                            + " LEFT JOIN statement s ON s.subject = e.subject AND e.kind IN ('sealed', 'listed')"
                            + " LEFT JOIN entry f ON f.subject = e.subject AND f.kind = 'forecast'"
                            + " WHERE e.number > ? ORDER BY e.number LIMIT ?")
                    .bind(0, after)
                    .bind(1, limit)
                    .map((rs, ctx) -> line(rs, publicly, reached))
                    .list();
        });
    }

    private static ChainLine line(ResultSet rs, boolean publicly, String reached) throws SQLException {
        Entry entry = entry(rs);
        Optional<Opening> opening = Optional.empty();
        if (rs.getString("salt") != null && (!publicly || rs.getString("ends").compareTo(reached) <= 0)) {
            opening = Optional.of(new Opening(rs.getString("salt"), rs.getString("shown")));
        }
        boolean withheld = publicly
                && Optional.ofNullable(rs.getString("f_body"))
                        .filter(body -> withheld(entry, body, reached))
                        .isPresent();
        return ChainLine.of(entry, withheld ? Optional.empty() : Optional.of(entry.body()), opening);
    }

    /** Entries of before commitments say all: until their span is over, and for ever where they name a victim. */
    private static boolean withheld(Entry entry, String statement, String reached) {
        Prediction.Question asked = SealedJson.read(entry.subject(), entry.number(), entry.sealedAt(), statement)
                .forecast()
                .question();
        return !PublicName.of(asked).equals(asked) || stamp(asked.to()).compareTo(reached) > 0;
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

    private record Head(long number, String hash) {}

    private static Head head(Handle h) {
        return h.createQuery("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1")
                .map((rs, ctx) -> new Head(rs.getLong(1), rs.getString(2)))
                .findOne()
                .orElse(new Head(0, Entry.GENESIS));
    }

    /** What is added behind the end of the chain, now. */
    private Batch batch(Handle h) {
        Head head = head(h);
        return new Batch(head.number(), head.hash(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
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
