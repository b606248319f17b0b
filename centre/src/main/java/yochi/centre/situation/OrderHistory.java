package yochi.centre.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import yochi.analysis.victim.AttackDays;
import yochi.centre.ledger.Outcomes;
import yochi.centre.ledger.Truth;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Prediction;
import yochi.core.model.Statistic;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/**
 * Remembers on which days attack orders named which country and which home network: from the order cells of reports
 * (countries whose number of targets the policy lets out) and from victim reports (home, by network). Answers what came
 * of an event forecast.
 */
public final class OrderHistory implements Outcomes {
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE order_day (day INTEGER NOT NULL, region TEXT NOT NULL, PRIMARY KEY (day, region))",
            "CREATE TABLE order_watch (day INTEGER NOT NULL, node TEXT NOT NULL, PRIMARY KEY (day, node))",
            "CREATE TABLE order_node (node TEXT PRIMARY KEY)");

    private final ControlStore store;
    /** Nodes that ever told orders: only their uptime counts as watching. */
    private final Set<String> watchers = ConcurrentHashMap.newKeySet();

    OrderHistory(ControlStore store) {
        this.store = store;
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
            for (Statistic cell : orders) {
                long day = day(cell.key().epoch().start());
                watched(h, day, node);
                Country place = cell.key().place();
                if (place.known()) {
                    named(h, day, place.code());
                }
                if (cell.key().asn().known()) {
                    named(h, day, cell.key().asn().toString());
                }
            }
            return orders.size();
        });
    }

    void add(VictimReport report) {
        long day = day(report.listed());
        String node = report.node().toString();
        store.transaction(h -> {
            watcher(h, node);
            watched(h, day, node);
            if (!report.withdrawn() && !report.victims().isEmpty()) {
                if (report.victims().stream().anyMatch(v -> v.country().equals(report.addressee()))) {
                    named(h, day, report.addressee().code());
                }
                for (Victim victim : report.victims()) {
                    if (victim.asn().known()) {
                        named(h, day, victim.asn().toString());
                    }
                }
            }
            return day;
        });
    }

    private void watcher(Handle h, String node) {
        if (watchers.add(node)) {
            h.execute("INSERT OR IGNORE INTO order_node (node) VALUES (?)", node);
        }
    }

    private static void watched(Handle h, long day, String node) {
        h.execute("INSERT OR IGNORE INTO order_watch (day, node) VALUES (?, ?)", day, node);
    }

    private static void named(Handle h, long day, String region) {
        h.execute("INSERT OR IGNORE INTO order_day (day, region) VALUES (?, ?)", day, region);
    }

    /** All whole days that end by the moment; empty before the first. */
    public Optional<AttackDays> until(Instant moment) {
        long end = Math.floorDiv(moment.getEpochSecond(), Epoch.DAY);
        return store.transaction(h -> {
            List<Long> watched = h.createQuery("SELECT DISTINCT w.day FROM order_watch w JOIN order_node n"
                            + " ON n.node = w.node WHERE w.day < ? ORDER BY w.day")
                    .bind(0, end)
                    .mapTo(Long.class)
                    .list();
            if (watched.isEmpty()) {
                return Optional.empty();
            }
            boolean[] days = new boolean[(int) (end - watched.getFirst())];
            watched.forEach(day -> days[(int) (day - watched.getFirst())] = true);
            Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
            h.createQuery("SELECT day, region FROM order_day WHERE day < ? ORDER BY region, day")
                    .bind(0, end)
                    .map((rs, ctx) -> Map.entry(rs.getString(2), rs.getLong(1)))
                    .forEach(e -> named.computeIfAbsent(e.getKey(), r -> new TreeMap<>())
                            .put(e.getValue(), new AttackDays.Named(1, 1)));
            return Optional.of(AttackDays.of(watched.getFirst(), days, named));
        });
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
        return store.transaction(h -> {
            Optional<Long> named = h.createQuery(
                            "SELECT day FROM order_day WHERE region = ? AND day >= ? AND day < ? ORDER BY day LIMIT 1")
                    .bind(0, question.region().name())
                    .bind(1, from)
                    .bind(2, from + span)
                    .mapTo(Long.class)
                    .findOne();
            if (named.isPresent()) {
                return new Truth.Known(1, question.to(), named.map(d -> Instant.ofEpochSecond(d * Epoch.DAY)));
            }
            int watched = count(h, "w.day >= ? AND w.day < ?", from, from + span);
            if (watched == span) {
                return new Truth.Known(0, question.to());
            }
            return count(h, "w.day >= ? AND w.day < ?", from + span, Long.MAX_VALUE) == 0
                    ? new Truth.NotYet()
                    : new Truth.Missing("orders were not watched on " + (span - watched) + " of " + span + " days");
        });
    }

    private static int count(Handle h, String where, long from, long to) {
        return h.createQuery(
                        "SELECT COUNT(DISTINCT w.day) FROM order_watch w JOIN order_node n ON n.node = w.node WHERE "
                                + where)
                .bind(0, from)
                .bind(1, to)
                .mapTo(Integer.class)
                .one();
    }

    private static long day(Instant t) {
        return Math.floorDiv(t.getEpochSecond(), Epoch.DAY);
    }
}
