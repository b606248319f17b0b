package yochi.centre.situation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.analysis.victim.AttackDays;
import yochi.centre.collection.Collection;
import yochi.centre.ledger.Outcomes;
import yochi.centre.ledger.Truth;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Statistic;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/**
 * Remembers on which days attack orders named which country and which home network: from the order cells of reports
 * (countries whose number of targets the policy lets out) and from victim reports (home, by network), with who told
 * them: what one node alone says although others watch is kept, but marked. Answers what came of an event forecast.
 */
public final class OrderHistory implements Outcomes {
    /** Four years; own choice. What a node with a wrong clock tells of long before makes no decades of empty days. */
    private static final int MOST_DAYS = 1461;

    private static final Logger LOG = LoggerFactory.getLogger(OrderHistory.class);

    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE order_day (day INTEGER NOT NULL, region TEXT NOT NULL, PRIMARY KEY (day, region))",
            "CREATE TABLE order_watch (day INTEGER NOT NULL, node TEXT NOT NULL, PRIMARY KEY (day, node))",
            "CREATE TABLE order_node (node TEXT PRIMARY KEY)");

    /** Who told what of which list; these stand behind all other statements of the file. */
    static final List<String> TOLD = List.of(
            "CREATE TABLE order_told (day INTEGER NOT NULL, region TEXT NOT NULL, node TEXT NOT NULL,"
                    + " last INTEGER NOT NULL, targets INTEGER NOT NULL, most INTEGER NOT NULL,"
                    + " PRIMARY KEY (day, region, node))",
            "CREATE TABLE order_list (day INTEGER NOT NULL, node TEXT NOT NULL, last INTEGER NOT NULL,"
                    + " PRIMARY KEY (day, node))");

    private static final String NAMED = "SELECT d.day FROM order_day d WHERE d.region = ? AND d.day >= ? AND d.day < ?";
    /** Told by two, or by the only one who watched, or kept before nodes were. */
    private static final String CORROBORATED =
            " AND ((SELECT COUNT(*) FROM order_told t WHERE t.day = d.day AND t.region = d.region) != 1"
                    + " OR (SELECT COUNT(*) FROM order_watch w JOIN order_node n ON n.node = w.node"
                    + " WHERE w.day = d.day) < 2)";

    /** Days watched for long enough that silence on them is quiet, and days watched at all. */
    private static final String FULL = "order_full";

    private static final String AT_ALL = "order_watch";

    private final ControlStore store;
    private final Country home;
    private final Supplier<HomeUnits> register;
    private final InstantSource clock;
    private final AtomicLong changes = new AtomicLong();
    private Optional<Span> last = Optional.empty();
    /** Nodes that ever told orders: only their uptime counts as watching. */
    private final Set<String> watchers = ConcurrentHashMap.newKeySet();

    /** The history of a home without registered sites. */
    OrderHistory(ControlStore store, Country home, InstantSource clock) {
        this(store, home, () -> HomeUnits.NONE, clock);
    }

    /**
     * The history.
     *
     * @param register the registered prefixes and sectors as they are now
     * @param clock no day further ahead of it than a node's clock may be is taken for watched
     */
    OrderHistory(ControlStore store, Country home, Supplier<HomeUnits> register, InstantSource clock) {
        this.store = store;
        this.home = home;
        this.register = register;
        this.clock = clock;
        watchers.addAll(store.transaction(h ->
                h.createQuery("SELECT node FROM order_node").mapTo(String.class).list()));
    }

    /** Takes what a report says about orders; anything else in it is let be. */
    public void add(EpochReport report) {
        List<Statistic> orders = report.cells().stream()
                .filter(cell -> cell.key().attackType() == AttackType.ATTACK_ORDER)
                .toList();
        String node = report.node().toString();
        if (orders.isEmpty() && !watchers.contains(node)) {
            return;
        }
        Set<Long> days = report.uptime().stream()
                .filter(uptime -> uptime.share() > 0)
                .map(uptime -> day(uptime.epoch().start()))
                .collect(Collectors.toSet());
        store.transaction(h -> {
            watcher(h, node);
            days.forEach(day -> watched(h, day, node));
            OrderWatch.add(h, report);
            SortedMap<Instant, SortedMap<String, Long>> lists = new TreeMap<>();
            for (Statistic cell : orders) {
                SortedMap<String, Long> list =
                        lists.computeIfAbsent(cell.key().epoch().start(), t -> new TreeMap<>());
                regions(cell).forEach(region -> list.merge(region, targets(cell), Long::sum));
            }
            lists.forEach((at, list) -> {
                watched(h, day(at), node);
                OrderWatch.listed(h, day(at), node);
                listed(h, at, node);
                list.forEach((region, targets) -> named(h, at, region, node, targets));
            });
            return orders.size();
        });
        changes.incrementAndGet();
    }

    /**
     * Takes a victim report. One listed further ahead than a node's clock may be raises its alert all the same, but is
     * left out here: days to come would count as watched, and what is not known yet as missing. (The collection refuses
     * such windows of other reports.)
     */
    void add(VictimReport report) {
        if (Collection.ahead(report.listed(), clock.instant())) {
            LOG.warn(
                    "event=orders.ahead node={} sequence={} listed={} remedy=\"set the node's clock\"",
                    report.node(),
                    report.sequence(),
                    report.listed());
            return;
        }
        long day = day(report.listed());
        String node = report.node().toString();
        store.transaction(h -> {
            watcher(h, node);
            watched(h, day, node);
            OrderWatch.listed(h, day, node);
            OrderTargets.add(h, report);
            if (!report.withdrawn() && !report.victims().isEmpty()) {
                // A report comes when a target comes onto the list: it is in force until one says otherwise.
                Instant evening = Instant.ofEpochSecond((day + 1) * Epoch.DAY - 1);
                SortedMap<String, Long> targets = new TreeMap<>();
                for (Victim victim : report.victims()) {
                    if (victim.country().equals(report.addressee())) {
                        targets.merge(victim.country().code(), 1L, Long::sum);
                    }
                    if (victim.asn().known()) {
                        targets.merge(victim.asn().toString(), 1L, Long::sum);
                    }
                }
                targets.forEach((region, n) -> named(h, evening, region, node, n));
            }
            return day;
        });
        changes.incrementAndGet();
    }

    private void watcher(Handle h, String node) {
        if (watchers.add(node)) {
            h.execute("INSERT OR IGNORE INTO order_node (node) VALUES (?)", node);
        }
    }

    private static void watched(Handle h, long day, String node) {
        h.execute("INSERT OR IGNORE INTO order_watch (day, node) VALUES (?, ?)", day, node);
    }

    /** Networks at home only: of others nothing is forecast. */
    private Set<String> regions(Statistic cell) {
        Set<String> out = new TreeSet<>();
        if (cell.key().place().known()) {
            out.add(cell.key().place().code());
        }
        if (cell.key().asn().known() && cell.key().place().equals(home)) {
            out.add(cell.key().asn().toString());
        }
        return out;
    }

    /** Distinct targets of a cell; one where that is not told. */
    private static long targets(Statistic cell) {
        long told =
                switch (cell.measures().get(Metric.SOURCES)) {
                    case Measure.DistinctCount d -> d.estimate();
                    case Measure.DistinctSet d -> d.bounds().estimate();
                    case null, default -> 1;
                };
        return Math.max(1, told);
    }

    private static void listed(Handle h, Instant at, String node) {
        h.execute(
                "INSERT INTO order_list (day, node, last) VALUES (?, ?, ?)"
                        + " ON CONFLICT (day, node) DO UPDATE SET last = MAX(last, excluded.last)",
                day(at),
                node,
                at.getEpochSecond());
    }

    /** The same list told twice changes nothing. */
    private static void named(Handle h, Instant at, String region, String node, long targets) {
        h.execute("INSERT OR IGNORE INTO order_day (day, region) VALUES (?, ?)", day(at), region);
        h.execute(
                "INSERT INTO order_told (day, region, node, last, targets, most) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (day, region, node) DO UPDATE SET"
                        + " targets = CASE WHEN excluded.last > last THEN excluded.targets"
                        + " WHEN excluded.last = last THEN MAX(targets, excluded.targets) ELSE targets END,"
                        + " most = MAX(most, excluded.most), last = MAX(last, excluded.last)",
                day(at),
                region,
                node,
                at.getEpochSecond(),
                targets,
                targets);
    }

    /** All whole days that end by the moment, of the last {@value #MOST_DAYS}; empty before the first. */
    public Optional<AttackDays> until(Instant moment) {
        long end = Math.floorDiv(moment.getEpochSecond(), Epoch.DAY);
        return store.transaction(h -> {
            List<Long> watched = h.createQuery("SELECT DISTINCT w.day FROM order_full w JOIN order_node n"
                            + " ON n.node = w.node WHERE w.day < ? ORDER BY w.day")
                    .bind(0, end)
                    .mapTo(Long.class)
                    .list();
            watched.removeIf(day -> day < end - MOST_DAYS);
            if (watched.isEmpty()) {
                return Optional.empty();
            }
            boolean[] days = new boolean[(int) (end - watched.getFirst())];
            watched.forEach(day -> days[(int) (day - watched.getFirst())] = true);
            Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
            told(h, end)
                    .forEach(t -> named.computeIfAbsent(t.region(), r -> new TreeMap<>())
                            .put(t.day(), t.named()));
            return Optional.of(AttackDays.of(watched.getFirst(), days, named));
        });
    }

    /** What all nodes told of a region on a day; of days kept before nodes were, nothing but that it was named. */
    private record Told(long day, String region, int nodes, int most, int closing, int watchers) {
        AttackDays.Named named() {
            return nodes == 0
                    ? new AttackDays.Named(1, 1)
                    : new AttackDays.Named(Math.max(most, closing), closing, nodes == 1 && watchers > 1);
        }
    }

    private static List<Told> told(Handle h, long end) {
        return h.createQuery("SELECT d.day, d.region, COUNT(t.node), MAX(t.most),"
                        + " MAX(CASE WHEN t.last >= COALESCE(l.last, 0) THEN t.targets ELSE 0 END),"
                        + " (SELECT COUNT(*) FROM order_watch w JOIN order_node n ON n.node = w.node"
                        + " WHERE w.day = d.day)"
                        + " FROM order_day d LEFT JOIN order_told t ON t.day = d.day AND t.region = d.region"
                        + " LEFT JOIN order_list l ON l.day = t.day AND l.node = t.node"
                        + " WHERE d.day < ? GROUP BY d.day, d.region ORDER BY d.region, d.day")
                .bind(0, end)
                .map((rs, ctx) -> new Told(
                        rs.getLong(1), rs.getString(2), rs.getInt(3), rs.getInt(4), rs.getInt(5), rs.getInt(6)))
                .list();
    }

    /** The same days, with those of the registered prefixes and sectors. */
    public UnitDays units(AttackDays known) {
        return store.transaction(h -> OrderTargets.days(h, known, home, register.get()));
    }

    /** The registered prefixes and sectors as they are now. */
    public HomeUnits register() {
        return register.get();
    }

    /** End of the last day on which orders were watched; empty before the first. */
    public Optional<Instant> watchedUntil() {
        return store.transaction(h -> h.createQuery("SELECT max(day) FROM order_watch")
                .mapTo(Long.class)
                .findOne()
                .map(day -> Instant.ofEpochSecond((day + 1) * Epoch.DAY)));
    }

    /** Networks that orders ever named, by number of days. */
    public List<Asn> networks() {
        Map<Asn, Integer> days = new HashMap<>();
        store.transaction(h -> {
            h.createQuery("SELECT region FROM order_day WHERE region LIKE 'AS%'")
                    .mapTo(String.class)
                    .forEach(region -> days.merge(Asn.parse(region), 1, Integer::sum));
            return days;
        });
        return days.keySet().stream()
                .sorted(java.util.Comparator.comparingInt((Asn asn) -> -days.getOrDefault(asn, 0))
                        .thenComparing(asn -> asn))
                .toList();
    }

    @Override
    public Truth of(Prediction.Question question) {
        long from = day(question.from());
        int span = (int) Duration.between(question.from(), question.to()).toDays();
        String region = question.region().name();
        return HomeUnits.speaksOf(region) ? ofUnit(question) : of(region, question, from, span);
    }

    private Truth of(String region, Prediction.Question question, long from, int span) {
        return store.transaction(h -> {
            Optional<Long> named = first(h, NAMED + CORROBORATED, region, from, span);
            if (named.isEmpty() && first(h, NAMED, region, from, span).isPresent()) {
                return new Truth.Missing(UnitDays.ALONE);
            }
            if (named.isPresent()) {
                return new Truth.Known(1, question.to(), named.map(d -> Instant.ofEpochSecond(d * Epoch.DAY)));
            }
            int watched = count(h, FULL, from, from + span);
            if (watched == span) {
                return new Truth.Known(0, question.to());
            }
            return UnitDays.unwatched(span - watched, span, count(h, AT_ALL, from + span, Long.MAX_VALUE) > 0);
        });
    }

    /** What came of a prefix or sector; by the register as it is when the span has passed. */
    private Truth ofUnit(Prediction.Question question) {
        String region = question.region().name();
        Optional<HomeUnits.Unit> unit = register.get().unit(region);
        if (unit.isEmpty()) {
            return new Truth.Missing("the register of sites no longer holds " + region);
        }
        Span span = span(question);
        return span.days()
                .map(days -> days.of(unit.get(), question, span.unwatched(), span.over()))
                .orElse(span.whole());
    }

    /**
     * What came of the country in a span.
     *
     * @param days where orders named it: the days with those of prefixes and sectors
     * @param unwatched days of the span on which orders were not watched
     * @param over whether later days were watched
     */
    private record Span(
            Instant from,
            Instant to,
            long change,
            HomeUnits register,
            Truth whole,
            Optional<UnitDays> days,
            int unwatched,
            boolean over) {}

    /** Statements of one span ask for the same, one after the other. */
    private synchronized Span span(Prediction.Question question) {
        long change = changes.get();
        HomeUnits now = register.get();
        Optional<Span> same = last.filter(s -> s.from().equals(question.from())
                && s.to().equals(question.to())
                && s.change() == change
                && s.register() == now);
        if (same.isEmpty()) {
            last = Optional.of(span(question, change, now));
        }
        return last.orElseThrow();
    }

    private Span span(Prediction.Question question, long change, HomeUnits now) {
        long from = day(question.from());
        int span = (int) Duration.between(question.from(), question.to()).toDays();
        Truth whole = of(home.code(), question, from, span);
        boolean named = whole instanceof Truth.Known known && known.value() > 0;
        return new Span(
                question.from(),
                question.to(),
                change,
                now,
                whole,
                named ? until(question.to()).map(this::units) : Optional.empty(),
                span - store.transaction(h -> count(h, FULL, from, from + span)),
                store.transaction(h -> count(h, AT_ALL, from + span, Long.MAX_VALUE)) > 0);
    }

    private static Optional<Long> first(Handle h, String query, String region, long from, int span) {
        return h.createQuery(query + " ORDER BY d.day LIMIT 1")
                .bind(0, region)
                .bind(1, from)
                .bind(2, from + span)
                .mapTo(Long.class)
                .findOne();
    }

    private static int count(Handle h, String table, long from, long to) {
        return h.createQuery("SELECT COUNT(DISTINCT w.day) FROM " + table
                        + " w JOIN order_node n ON n.node = w.node WHERE w.day >= ? AND w.day < ?")
                .bind(0, from)
                .bind(1, to)
                .mapTo(Integer.class)
                .one();
    }

    private static long day(Instant t) {
        return Math.floorDiv(t.getEpochSecond(), Epoch.DAY);
    }
}
