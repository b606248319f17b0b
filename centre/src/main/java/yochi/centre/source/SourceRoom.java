package yochi.centre.source;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.gate.Problem;
import yochi.centre.ledger.Ledger;
import yochi.centre.ledger.ListOutcome;
import yochi.centre.ledger.ListStatement;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.SourceList;
import yochi.core.model.SourceReport;
import yochi.core.model.YochiException;
import yochi.link.wire.SourceListCodec;

/**
 * Makes each day's lists from what the nodes told, seals them before the day begins, hands them to the home country's
 * own nodes, and writes down after the day how many of those listed came, beside the rivals. It knows tokens only; when
 * a day is scored its tokens go. Nothing that fails here reaches the round that calls it.
 */
public final class SourceRoom {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = Stream.of(
                    SourceReports.MIGRATIONS,
                    List.of(
                            """
                            CREATE TABLE source_day (
                              day TEXT PRIMARY KEY, sealed TEXT NOT NULL, homes TEXT NOT NULL, list BLOB NOT NULL,
                              open INTEGER NOT NULL)
                            """,
                            """
                            CREATE TABLE source_rival (
                              day TEXT NOT NULL, service TEXT NOT NULL, name TEXT NOT NULL, tokens BLOB NOT NULL,
                              PRIMARY KEY (day, service, name))
                            """))
            .flatMap(List::stream)
            .toList();

    private static final Logger LOG = LoggerFactory.getLogger(SourceRoom.class);
    /** Nodes tell two hours before midnight (own choice, with the node). */
    private static final Duration OPENS = Duration.ofHours(2);
    /** Until then the centre waits for nodes that told the day before. */
    private static final Duration CLOSES = Duration.ofMinutes(30);
    /** So long after a day it is waited for who came. */
    private static final Duration PATIENCE = Duration.ofDays(1);
    /** What came in longer ago is forgotten, scored or not. */
    private static final Duration KEPT = Duration.ofDays(2);
    /** The column {@code open} of lists that are written down and not known to be sealed yet; 1 is open, 0 scored. */
    private static final int WRITTEN = 2;

    private final ControlStore store;
    private final Country home;
    private final Ledger ledger;
    private final SourceReports reports;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final EventLog events;
    private final Set<LocalDate> told = ConcurrentHashMap.newKeySet();

    /** The room in its tables. */
    public SourceRoom(
            ControlStore store,
            Country home,
            Ledger ledger,
            InstantSource clock,
            RandomGenerator random,
            EventLog events) {
        this.store = store;
        this.home = home;
        this.ledger = ledger;
        this.reports = new SourceReports(store, clock, events);
        this.clock = clock;
        this.random = random;
        this.events = events;
    }

    /** Where reports come in. */
    public SourceReports reports() {
        return reports;
    }

    /**
     * Scores what has passed and seals what is to come; what cannot be scored does not keep the next day from being
     * sealed.
     *
     * @param known end of the newest observation that the centre holds
     */
    public void round(Instant known) {
        attempt(known, this::takeUp);
        attempt(known, this::score);
        attempt(known, this::seal);
    }

    private void attempt(Instant known, Consumer<Instant> what) {
        try {
            what.accept(known);
        } catch (RuntimeException e) {
            LOG.error("event=sources.failed why=\"{}\"", e.getMessage(), e);
            events.mark("sources.failed", known.toString(), Map.of("why", String.valueOf(e.getMessage())));
        }
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private void seal(Instant known) {
        LocalDate day = LocalDate.ofInstant(known.minusNanos(1), ZoneOffset.UTC).plusDays(1);
        Duration left = Duration.between(known, begin(day));
        if (left.compareTo(OPENS) > 0 || sealed(day)) {
            return;
        }
        List<SourceReport> told = reports.of(day, SourceReport.Kind.AHEAD);
        Set<String> late = new HashSet<>(reports.toldOf(day.minusDays(1)));
        told.forEach(r -> late.remove(r.node().toString()));
        if (told.isEmpty() || (!late.isEmpty() && left.compareTo(CLOSES) > 0)) {
            return;
        }
        Optional<Ranking.Made> made = Ranking.of(home, day, told);
        if (made.isEmpty()) {
            events.mark("sources.none", day.toString(), Map.of("why", "no node at home told of any source"));
            return;
        }
        List<String> missing = new ArrayList<>(made.get().missing());
        if (!late.isEmpty()) {
            missing.add(late.size() + " nodes told the day before and not this one");
        }
        keep(day, known, told, made.get(), missing);
    }

    private void keep(
            LocalDate day, Instant known, List<SourceReport> told, Ranking.Made made, List<String> missing) {
        Optional<String> before = ledger.lists(begin(day), Ranking.METHOD);
        if (before.isPresent()) {
            lost(day, before.get());
            return;
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String salt = HexFormat.of().formatHex(bytes);
        List<ListStatement.OfUnit> lists =
                made.lists().stream().map(one -> unit(one, salt)).toList();
        StringBuilder input = new StringBuilder(day.toString());
        told.forEach(r -> input.append('|').append(r.node()).append(' ').append(r.sequence()));
        write(day, list(day, made, salt, missing), homes(told), made);
        String sealed = ledger.seal(
                new ListStatement(
                        begin(day),
                        begin(day.plusDays(1)),
                        Ranking.METHOD,
                        made.until(),
                        lists,
                        missing,
                        ListStatement.digest(input.toString(), List.of())),
                known);
        sealed(day, sealed);
        events.mark(
                "sources.sealed",
                day.toString(),
                Map.of("lists", lists.size(), "places", lists.stream().mapToInt(ListStatement.OfUnit::length).sum()));
    }

    private SourceList list(LocalDate day, Ranking.Made made, String salt, List<String> missing) {
        return new SourceList(
                day,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Ranking.METHOD,
                made.keyId(),
                "",
                salt,
                made.lists().stream()
                        .map(l -> new SourceList.OfService(l.service(), l.places()))
                        .toList(),
                List.of(),
                missing);
    }

    private String homes(List<SourceReport> told) {
        return String.join(
                " ",
                told.stream()
                        .filter(r -> r.country().equals(home))
                        .map(r -> r.node().toString())
                        .toList());
    }

    /** Before the ledger has them, so that what it has can always be opened with the salt that lies here. */
    private void write(LocalDate day, SourceList list, String homes, Ranking.Made made) {
        store.transaction(h -> {
            h.execute(
                    "INSERT OR REPLACE INTO source_day VALUES (?, '', ?, ?, ?)",
                    day.toString(),
                    homes,
                    SourceListCodec.encode(list),
                    WRITTEN);
            made.lists().forEach(l -> l.rivals().forEach((name, tokens) -> h.execute(
                    "INSERT OR REPLACE INTO source_rival VALUES (?, ?, ?, ?)",
                    day.toString(),
                    l.service().toString(),
                    name,
                    bytes(tokens))));
            return day;
        });
    }

    private void sealed(LocalDate day, String id) {
        store.transaction(
                h -> h.execute("UPDATE source_day SET sealed = ?, open = 1 WHERE day = ?", id, day.toString()));
    }

    /** What was written down when the program ended: if the ledger has it, it is open, else it is made anew. */
    private void takeUp(Instant known) {
        List<LocalDate> written = store.transaction(
                h -> h.createQuery("SELECT day FROM source_day WHERE open = ?")
                        .bind(0, WRITTEN)
                        .map((rs, ctx) -> LocalDate.parse(rs.getString(1)))
                        .list());
        for (LocalDate day : written) {
            Optional<String> id = ledger.lists(begin(day), Ranking.METHOD);
            LOG.warn("event=sources.takenUp day={} sealed={} known={}", day, id.isPresent(), known);
            id.ifPresentOrElse(sealed -> sealed(day, sealed), () -> forget(day));
        }
    }

    private void forget(LocalDate day) {
        store.transaction(h -> {
            h.execute("DELETE FROM source_day WHERE day = ?", day.toString());
            return h.execute("DELETE FROM source_rival WHERE day = ?", day.toString());
        });
    }

    /** The ledger has lists of the day whose salt and tokens lie here no more: nobody can open or score them. */
    private void lost(LocalDate day, String id) {
        store.transaction(
                h -> h.execute("INSERT OR REPLACE INTO source_day VALUES (?, ?, '', x'', 1)", day.toString(), id));
        open();
    }

    private static ListStatement.OfUnit unit(Ranking.Listed one, String salt) {
        SortedMap<String, String> rivals = new TreeMap<>();
        one.rivals().forEach((name, tokens) -> rivals.put(name, ListStatement.digest(salt, tokens)));
        return new ListStatement.OfUnit(
                one.service().toString(),
                one.places().size(),
                one.expected(),
                ListStatement.digest(salt, one.tokens()),
                rivals);
    }

    private static byte[] bytes(List<Long> tokens) {
        ByteBuffer out = ByteBuffer.allocate(tokens.size() * Long.BYTES);
        tokens.forEach(out::putLong);
        return out.array();
    }

    private static List<Long> tokens(byte[] bytes) {
        List<Long> out = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(bytes); in.hasRemaining(); ) {
            out.add(in.getLong());
        }
        return out;
    }

    private boolean sealed(LocalDate day) {
        return store.transaction(h -> h.createQuery("SELECT 1 FROM source_day WHERE day = ? AND open < " + WRITTEN)
                .bind(0, day.toString())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** How the lists stand now. */
    public Standing standing() {
        Openable open = open();
        Optional<Open> newest = open.lists.reversed().stream().findFirst();
        Optional<SourceReports.Told> told = reports.newest();
        List<Standing.OfService> lists = newest.stream()
                .flatMap(one -> one.list.services().stream())
                .map(list -> new Standing.OfService(
                        list.service(),
                        list.places().size(),
                        list.places().stream().mapToDouble(SourceList.Place::chance).sum()))
                .sorted(Comparator.comparingInt(list -> -list.length()))
                .toList();
        List<String> missing = new ArrayList<>(newest.map(one -> one.list.missing()).orElse(List.of()));
        open.broken.forEach(
                day -> missing.add("the list of " + day + " lies here broken: it cannot be opened or scored"));
        return store.transaction(h -> h.createQuery(
                        "SELECT COUNT(*), COALESCE(SUM(open = 0), 0) FROM source_day WHERE open < " + WRITTEN)
                .map((rs, ctx) -> new Standing(
                        told.map(SourceReports.Told::day),
                        told.map(SourceReports.Told::nodes).orElse(0),
                        newest.map(Open::day),
                        lists,
                        missing,
                        rs.getInt(1),
                        rs.getInt(2),
                        open.broken.size()))
                .one());
    }

    private record Open(LocalDate day, String sealed, List<String> homes, SourceList list) {}

    /** What is not scored yet, and the days whose list cannot be read any more. */
    private record Openable(List<Open> lists, List<LocalDate> broken) {}

    /** One broken list hides no other. */
    private Openable open() {
        Openable out = new Openable(new ArrayList<>(), new ArrayList<>());
        store.transaction(h -> h.createQuery("SELECT day, sealed, homes, list FROM source_day WHERE open = 1"
                        + " ORDER BY day")
                .map((rs, ctx) -> {
                    LocalDate day = LocalDate.parse(rs.getString(1));
                    String sealed = rs.getString(2);
                    try {
                        SourceList list = SourceListCodec.decode(rs.getBytes(4));
                        out.lists.add(new Open(day, sealed, List.of(rs.getString(3).split(" ")), list));
                    } catch (YochiException e) {
                        out.broken.add(day);
                        broken(day, sealed, e.getMessage());
                    }
                    return day;
                })
                .list());
        return out;
    }

    /** Said once in each run. */
    private void broken(LocalDate day, String sealed, @Nullable String why) {
        if (told.add(day)) {
            LOG.error("event=sources.broken day={} sealed={} why=\"{}\"", day, sealed, why);
            events.mark("sources.broken", day.toString(), Map.of("sealed", sealed));
        }
    }

    private void score(Instant known) {
        for (Open one : open().lists) {
            Instant ends = begin(one.day.plusDays(1));
            if (known.isBefore(ends)) {
                continue;
            }
            List<SourceReport> came = reports.of(one.day, SourceReport.Kind.CAME).stream()
                    .filter(r -> one.homes.contains(r.node().toString()) && r.keyId().equals(one.list.keyId()))
                    .toList();
            boolean whole = came.size() == one.homes.size();
            if (!whole && Duration.between(ends, known).compareTo(PATIENCE) < 0) {
                continue;
            }
            List<ListOutcome.OfUnit> outcomes = one.list.services().stream()
                    .map(list -> whole
                            ? outcome(one.day, list, came)
                            : ListOutcome.OfUnit.unknown(
                                    list.service().toString(),
                                    list.places().size(),
                                    "not every node at home told who came"))
                    .toList();
            ledger.hits(one.sealed, new ListOutcome(ends, outcomes));
            closed(one.day);
        }
    }

    private ListOutcome.OfUnit outcome(LocalDate day, SourceList.OfService list, List<SourceReport> came) {
        Set<Long> there = new HashSet<>();
        for (SourceReport report : came) {
            Optional<SourceReport.OfService> one = report.services().stream()
                    .filter(s -> s.service().equals(list.service()))
                    .findFirst();
            if (one.isEmpty() && report.leftOut() > 0) {
                return ListOutcome.OfUnit.unknown(
                        list.service().toString(),
                        list.places().size(),
                        "fewer came than the policy of a node at home lets out");
            }
            one.ifPresent(s -> s.seen().forEach(seen -> there.add(seen.token())));
        }
        SortedMap<String, Integer> rivals = new TreeMap<>();
        store.transaction(h -> h.createQuery("SELECT name, tokens FROM source_rival WHERE day = ? AND service = ?")
                        .bind(0, day.toString())
                        .bind(1, list.service().toString())
                        .map((rs, ctx) -> Map.entry(rs.getString(1), tokens(rs.getBytes(2))))
                        .list())
                .forEach(rival -> rivals.put(rival.getKey(), hits(rival.getValue(), there)));
        return new ListOutcome.OfUnit(
                list.service().toString(),
                list.places().size(),
                there.size(),
                hits(list.places().stream().map(SourceList.Place::token).toList(), there),
                rivals,
                Optional.empty());
    }

    private static int hits(List<Long> tokens, Set<Long> there) {
        return (int) tokens.stream().filter(there::contains).count();
    }

    /** The day is scored: its tokens go. */
    private void closed(LocalDate day) {
        store.transaction(h -> {
            h.execute("UPDATE source_day SET open = 0, list = x'', homes = '' WHERE day = ?", day.toString());
            return h.execute("DELETE FROM source_rival WHERE day = ?", day.toString());
        });
        reports.forget(day.plusDays(1));
        events.mark("sources.scored", day.toString(), Map.of());
    }

    /** Forgets, scored or not, what came in two days ago; the caller's bound is a day. */
    public void forget(Instant receivedBefore) {
        reports.forget(receivedBefore.minus(KEPT.minusDays(1)));
    }

    /**
     * The list for a node of the home country: tokens stand there only where it saw them itself or somebody closed the
     * addresses for it.
     *
     * @param day which; empty for the newest
     * @param peers what the fleet knows of the others; boxes of nodes that it does not admit are left out
     */
    SourceList list(NodeId node, Peer peer, Optional<LocalDate> day, Function<NodeId, Optional<Peer>> peers) {
        if (!peer.country().equals(home)) {
            throw new Problem(403, "sources.home", "lists are for nodes in " + home + ", this one is in "
                    + peer.country());
        }
        Open open = open().lists.reversed().stream()
                .filter(o -> day.map(o.day::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        404,
                        "sources.none",
                        "no list" + day.map(d -> " of " + d).orElse("") + " lies here: it is sealed in the two hours "
                                + "before its day (UTC), once a node at home has told of its sources, and goes when "
                                + "the day is scored"));
        Set<String> readable = new HashSet<>();
        List<SourceList.Box> boxes = new ArrayList<>();
        for (SourceReport report : reports.of(open.day, SourceReport.Kind.AHEAD)) {
            Optional<Peer> sender = peers.apply(report.node());
            Optional<SourceReport.Closed> box = report.closed().stream()
                    .filter(c -> sender.isPresent() && c.recipient().equals(peer.name()))
                    .findFirst();
            if (report.node().equals(node) || box.isPresent()) {
                report.services()
                        .forEach(s -> s.seen().forEach(seen -> readable.add(s.service() + " " + seen.token())));
            }
            box.ifPresent(b -> boxes.add(new SourceList.Box(
                    sender.map(Peer::name).orElse(""), report.country(), b.box())));
        }
        SourceList all = open.list;
        return new SourceList(
                all.day(),
                all.issued(),
                all.method(),
                all.keyId(),
                open.sealed,
                all.salt(),
                all.services().stream().map(s -> shown(s, readable)).toList(),
                boxes,
                all.missing());
    }

    private static SourceList.OfService shown(SourceList.OfService list, Set<String> readable) {
        return new SourceList.OfService(
                list.service(),
                list.places().stream()
                        .map(p -> readable.contains(list.service() + " " + p.token())
                                ? p
                                : new SourceList.Place(0, p.chance(), p.homeDays(), p.nodesAbroad(), p.daysAgo()))
                        .toList());
    }
}
