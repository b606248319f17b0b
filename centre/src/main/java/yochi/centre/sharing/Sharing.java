package yochi.centre.sharing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.Tlp;
import yochi.link.exchange.Producer;
import yochi.link.exchange.Recipient;
import yochi.link.exchange.Redaction;
import yochi.link.exchange.StixWriter;
import yochi.link.identity.Sha256;

/**
 * What is shared with whom: one collection for all readers, in which nobody's network is named, and one for each
 * reader, in which its own networks stand in clear.
 */
public final class Sharing {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = Stream.of(
                    List.of(
            """
            CREATE TABLE object (
              added INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
              version TEXT NOT NULL, spec_version TEXT NOT NULL, body TEXT NOT NULL,
              UNIQUE (collection, id, version))
            """,
            "CREATE INDEX object_collection ON object (collection, added)",
            """
            CREATE TABLE reader (
              name TEXT PRIMARY KEY, secret TEXT NOT NULL UNIQUE, networks TEXT NOT NULL, clearance TEXT NOT NULL,
              may_write INTEGER NOT NULL)
            """,
            """
            CREATE TABLE item (
              report TEXT NOT NULL, alert TEXT NOT NULL, collection TEXT NOT NULL, occurred TEXT NOT NULL,
              published TEXT NOT NULL, PRIMARY KEY (report, collection))
            """,
            """
            CREATE TABLE delivery (
              alert TEXT NOT NULL, reader TEXT NOT NULL, occurred TEXT NOT NULL, published TEXT NOT NULL,
              delivered TEXT NOT NULL, PRIMARY KEY (alert, reader))
            """,
            "CREATE TABLE status (id TEXT PRIMARY KEY, reader TEXT NOT NULL, body TEXT NOT NULL)"),
                    Retention.MIGRATIONS)
            .flatMap(List::stream)
            .toList();

    /** How long what was shared can be fetched, unless {@link #keep} says otherwise: a quarter; own choice. */
    public static final Duration KEPT = Duration.ofDays(90);

    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    /** Alias of the collection that all readers share. */
    public static final String COMMON = "alerts";

    /** Who reads the common collection: nobody's network is its own. */
    private static final Recipient ANYBODY = new Recipient("anybody", Set.of(), Tlp.GREEN);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ControlStore store;
    private final StixWriter writer;
    private final InstantSource clock;
    private final EventLog events;
    private volatile Duration kept = KEPT;
    private volatile Instant forgotten = Instant.MIN;

    public Sharing(ControlStore store, Producer producer, InstantSource clock, EventLog events) {
        this.store = store;
        this.writer = new StixWriter(producer);
        this.clock = clock;
        this.events = events;
    }

    /** Keeps what was shared for that long; what an alert that still stands says, as long as it stands. */
    public void keep(Duration life) {
        kept = life;
    }

    private void forget(Handle h, Instant now) {
        if (forgotten.equals(Instant.MIN) || now.isAfter(forgotten.plus(FORGET_EVERY))) {
            forgotten = now;
            int gone = Retention.forget(h, now.minus(kept));
            if (gone > 0) {
                events.mark("objects.forgotten", now.toString(), Map.of("objects", gone));
            }
        }
    }

    /**
     * Lets a party read, or changes what it may see.
     *
     * @param token at least 20 characters of chance; only its hash is kept
     */
    public void admit(Reader reader, String token) {
        if (token.length() < 20) {
            throw new IllegalArgumentException("a token of fewer than 20 characters can be guessed");
        }
        String networks = reader.recipient().networks().stream()
                .map(asn -> Long.toString(asn.number()))
                .sorted()
                .collect(Collectors.joining(" "));
        store.transaction(h -> h.execute(
                "INSERT INTO reader (name, secret, networks, clearance, may_write) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET secret = excluded.secret,"
                        + " networks = excluded.networks, clearance = excluded.clearance,"
                        + " may_write = excluded.may_write",
                reader.name(),
                Sha256.hex(token),
                networks,
                reader.recipient().clearance().name(),
                reader.mayWrite() ? 1 : 0));
    }

    public List<Reader> readers() {
        return store.transaction(h ->
                h.createQuery("SELECT * FROM reader ORDER BY name").map(READER).list());
    }

    Optional<Reader> byToken(String token) {
        return reader("secret", Sha256.hex(token));
    }

    Optional<Reader> byName(String name) {
        return reader("name", name);
    }

    private Optional<Reader> reader(String column, String value) {
        return store.transaction(h -> h.createQuery("SELECT * FROM reader WHERE " + column + " = ?")
                .bind(0, value)
                .map(READER)
                .findOne());
    }

    /**
     * Shares an alert, or its next version, with everybody who may see it; redacted for each.
     *
     * @param sealed ids of the ledger's statements that it rests on
     */
    public void publish(Alert alert, Instant modified, List<String> sealed) {
        List<Reader> all = readers();
        Instant now = clock.instant();
        store.transaction(h -> {
            forget(h, now);
            if (ANYBODY.mayRead(alert.tlp())) {
                publish(h, COMMON, Redaction.of(alert, ANYBODY), modified, of(alert, ANYBODY, sealed), now);
            }
            for (Reader reader : all) {
                if (reader.recipient().mayRead(alert.tlp())) {
                    publish(
                            h,
                            ownAlias(reader.name()),
                            Redaction.of(alert, reader.recipient()),
                            modified,
                            of(alert, reader.recipient(), sealed),
                            now);
                }
            }
            return all;
        });
        events.mark("alert.shared", alert.id(), Map.of("readers", all.size()));
    }

    /** Statements on a network are named to its owner alone: their openings tell what they were about. */
    private static List<String> of(Alert alert, Recipient recipient, List<String> sealed) {
        return recipient.owns(alert.asn()) || !alert.asn().known() ? sealed : List.of();
    }

    /**
     * Tells everybody to whom an alert was shown that it is over: its objects are revoked, for good.
     *
     * @param life how it ended
     */
    public void revoke(String alert, Instant at, Assessment.Life life) {
        Instant now = clock.instant();
        int revoked = store.transaction(h -> h.createQuery("SELECT report, collection FROM item WHERE alert = ?")
                .bind(0, alert)
                .map((rs, ctx) -> revoke(h, rs.getString("collection"), rs.getString("report"), at, life, now))
                .list()
                .stream()
                .mapToInt(Integer::intValue)
                .sum());
        events.mark("alert.revoked", alert, Map.of("objects", revoked));
    }

    /** What any version of its report named. */
    private static int revoke(
            Handle h, String collection, String report, Instant at, Assessment.Life life, Instant now) {
        Set<String> named = new LinkedHashSet<>();
        found(h, collection, List.of(report), "all")
                .forEach(r -> r.path("object_refs").forEach(ref -> named.add(ref.stringValue())));
        List<JsonNode> all =
                new ArrayList<>(named.isEmpty() ? List.of() : found(h, collection, List.copyOf(named), "last"));
        all.addAll(found(h, collection, List.of(report), "last"));
        return ObjectTable.add(h, collection, StixWriter.revoked(all, at, life), now);
    }

    private static List<JsonNode> found(Handle h, String collection, List<String> ids, String versions) {
        Filter filter = new Filter(-1, Filter.MAX_PAGE, ids, List.of(), List.of(versions), List.of());
        return ObjectTable.find(h, collection, filter).stream()
                .map(object -> JSON.readTree(object.body()))
                .toList();
    }

    /**
     * A forecast as the ledger has it.
     *
     * @param id of the sealed statement
     */
    public record Statement(String id, Forecast forecast) {}

    /** Shares sealed forecasts with all readers. */
    public void publish(List<Statement> statements) {
        List<ObjectNode> objects = statements.stream()
                .flatMap(s -> writer.forecast(s.forecast(), List.of(s.id()), Tlp.GREEN).stream())
                .toList();
        Instant now = clock.instant();
        store.transaction(h -> {
            forget(h, now);
            return ObjectTable.add(h, COMMON, objects, now);
        });
    }

    private void publish(
            Handle h, String collection, Alert redacted, Instant modified, List<String> sealed, Instant now) {
        List<ObjectNode> objects = writer.alert(redacted, modified, sealed);
        ObjectTable.add(h, collection, objects, now);
        String report = objects.getLast().path("id").stringValue();
        h.execute(
                "INSERT OR IGNORE INTO item (report, alert, collection, occurred, published) VALUES (?, ?, ?, ?, ?)",
                report,
                redacted.id(),
                collection,
                redacted.occurred().toString(),
                now.toString());
    }

    /** Puts an object in as it was added elsewhere, with its date: for moving from another server. */
    public void restore(String collection, Instant added, JsonNode object) {
        String version = object.path("modified").asString(object.path("created").asString(added.toString()));
        store.transaction(h -> ObjectTable.insert(h, collection, object, version, StixObject.micros(added)));
    }

    /** Every alert's first delivery to every reader, oldest first. */
    public List<Delivery> deliveries() {
        return store.transaction(h -> h.createQuery("SELECT * FROM delivery ORDER BY delivered, alert, reader")
                .map((rs, ctx) -> new Delivery(
                        rs.getString("alert"),
                        rs.getString("reader"),
                        Instant.parse(rs.getString("occurred")),
                        Instant.parse(rs.getString("published")),
                        Instant.parse(rs.getString("delivered"))))
                .list());
    }

    Page find(String collection, Filter filter) {
        return Page.of(store.transaction(h -> ObjectTable.find(h, collection, filter)), filter.limit());
    }

    int add(Reader reader, String collection, List<JsonNode> objects) {
        int added = store.transaction(h -> ObjectTable.add(h, collection, objects, clock.instant()));
        events.mark("objects.added", reader.name(), Map.of("objects", added));
        return added;
    }

    int delete(String collection, Filter filter) {
        return store.transaction(h -> ObjectTable.delete(h, collection, filter));
    }

    void keepStatus(Reader reader, String id, String body) {
        store.transaction(h -> h.execute(
                "INSERT OR REPLACE INTO status (id, reader, body) VALUES (?, ?, ?)", id, reader.name(), body));
    }

    Optional<String> status(Reader reader, String id) {
        return store.transaction(h -> h.createQuery("SELECT body FROM status WHERE id = ? AND reader = ?")
                .bind(0, id)
                .bind(1, reader.name())
                .mapTo(String.class)
                .findOne());
    }

    Instant now() {
        return clock.instant();
    }

    /** Remembers when an answer with reports of ours was written. */
    void delivered(Reader reader, String collection, List<StixObject> objects) {
        List<String> reports = objects.stream()
                .filter(object -> object.type().equals("report"))
                .map(StixObject::id)
                .toList();
        if (reports.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Delivery> first = store.transaction(h -> reports.stream()
                .flatMap(report -> deliver(h, reader, collection, report, now).stream())
                .toList());
        first.forEach(delivery -> events.mark(
                "alert.delivered",
                delivery.alert(),
                Map.of(
                        "reader",
                        delivery.reader(),
                        "occurred",
                        delivery.occurred().toString())));
    }

    private static Optional<Delivery> deliver(Handle h, Reader reader, String collection, String report, Instant now) {
        return h.createQuery("SELECT * FROM item WHERE report = ? AND collection = ?")
                .bind(0, report)
                .bind(1, collection)
                .map((rs, ctx) -> new Delivery(
                        rs.getString("alert"),
                        reader.name(),
                        Instant.parse(rs.getString("occurred")),
                        Instant.parse(rs.getString("published")),
                        now))
                .findOne()
                .filter(d -> h.execute(
                                "INSERT OR IGNORE INTO delivery (alert, reader, occurred, published, delivered)"
                                        + " VALUES (?, ?, ?, ?, ?)",
                                d.alert(),
                                d.reader(),
                                d.occurred().toString(),
                                d.published().toString(),
                                d.delivered().toString())
                        > 0);
    }

    /** Collections that the reader may see, by alias. */
    static List<String> visible(Reader reader) {
        return List.of(COMMON, ownAlias(reader.name()));
    }

    public static String ownAlias(String reader) {
        return "for-" + reader;
    }

    /** The collection's id: a UUID that follows from its alias. */
    static String collectionId(String alias) {
        return UUID.nameUUIDFromBytes(("yochi collection " + alias).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static final RowMapper<Reader> READER = (rs, ctx) -> new Reader(
            new Recipient(
                    rs.getString("name"),
                    Arrays.stream(rs.getString("networks").split(" "))
                            .filter(number -> !number.isEmpty())
                            .map(number -> new Asn(Long.parseLong(number)))
                            .collect(Collectors.toSet()),
                    Tlp.valueOf(rs.getString("clearance"))),
            rs.getInt("may_write") != 0);
}
