package yochi.centre.situation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;

/**
 * Remembers on which days which node's sensors saw which registered prefix of home attacked, and in how many hours they
 * watched. A victim's name is kept for the newest {@value #NAMED_DAYS} days, so that it counts once a day; after that
 * what lies in no registered prefix is forgotten, and of the rest that the prefix was attacked.
 */
public final class SeenHistory {
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE seen_watch (day INTEGER NOT NULL, node TEXT NOT NULL, kind TEXT NOT NULL,"
                    + " known INTEGER NOT NULL, hours INTEGER NOT NULL, PRIMARY KEY (day, node, kind, known))",
            "CREATE TABLE seen_victim (day INTEGER NOT NULL, node TEXT NOT NULL, kind TEXT NOT NULL,"
                    + " prefix TEXT NOT NULL, name TEXT NOT NULL, asn INTEGER NOT NULL, packets INTEGER NOT NULL,"
                    + " known INTEGER NOT NULL, PRIMARY KEY (day, node, kind, prefix, name))");

    /** Days of which names are kept: twice what a forecast looks back, and a day of lateness. */
    private static final int NAMED_DAYS = 7;
    /** As long as notices and parcels are remembered. */
    private static final int KEPT_DAYS = 400;

    private static final int HOUR = 3600;
    private static final String OLDER_THAN = "day < (SELECT MIN(day) FROM (SELECT DISTINCT day FROM seen_watch"
            + " ORDER BY day DESC LIMIT %d))";

    private final ControlStore store;
    private final Country home;
    private final Supplier<HomeUnits> register;

    /**
     * The history.
     *
     * @param register the registered prefixes as they are now
     */
    SeenHistory(ControlStore store, Country home, Supplier<HomeUnits> register) {
        this.store = store;
        this.home = home;
        this.register = register;
    }

    /**
     * Takes what a node saw; the same report twice changes nothing.
     *
     * @param newest until when anything was observed, as the centre knew when it came
     */
    public void add(SeenVictimReport report, Instant newest) {
        long last = day(report.until().minusSeconds(1));
        long known = Math.max(last, newest.equals(Instant.MIN) ? last : day(newest.minusSeconds(1)));
        HomeUnits units = register.get();
        Map<String, String> prefixes = new HashMap<>(); // before the transaction: the first look hashes all addresses
        report.victims().forEach(v -> prefixes.put(v.name(), units.prefixOf(v.name()).orElse("")));
        store.transaction(h -> {
            for (long day = day(report.from()); day <= last; day++) {
                int hours = hours(report, day);
                for (SeenVictim.Kind kind : report.watched()) {
                    watched(h, day, report, kind, known, hours);
                }
            }
            for (SeenVictim victim : report.victims()) {
                long first = Math.max(day(report.from()), day(victim.from()));
                long end = Math.min(last, day(victim.from().plusSeconds(HOUR + victim.seconds())));
                for (long day = first; day <= Math.max(first, end); day++) {
                    seen(h, day, report, victim, prefixes.getOrDefault(victim.name(), ""), known);
                }
            }
            forget(h);
            return known;
        });
    }

    private static void watched(
            Handle h, long day, SeenVictimReport report, SeenVictim.Kind kind, long known, int hours) {
        h.execute(
                "INSERT INTO seen_watch (day, node, kind, known, hours) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (day, node, kind, known) DO UPDATE SET hours = hours | excluded.hours",
                day,
                report.node().toString(),
                kind.name(),
                known,
                hours);
    }

    private static void seen(
            Handle h, long day, SeenVictimReport report, SeenVictim victim, String prefix, long known) {
        h.execute(
                "INSERT INTO seen_victim (day, node, kind, prefix, name, asn, packets, known)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, node, kind, prefix, name)"
                        + " DO UPDATE SET packets = MAX(packets, excluded.packets), known = MIN(known, excluded.known)",
                day,
                report.node().toString(),
                victim.kind().name(),
                prefix,
                victim.name(),
                victim.asn().number(),
                victim.packets(),
                known);
    }

    private static void forget(Handle h) {
        String unnamed = OLDER_THAN.formatted(NAMED_DAYS);
        h.execute("DELETE FROM seen_victim WHERE prefix = '' AND " + unnamed);
        h.execute("UPDATE OR REPLACE seen_victim SET name = '' WHERE name != '' AND " + unnamed);
        h.execute("DELETE FROM seen_victim WHERE " + OLDER_THAN.formatted(KEPT_DAYS));
        h.execute("DELETE FROM seen_watch WHERE " + OLDER_THAN.formatted(KEPT_DAYS));
    }

    /** A bit an hour of the day that the window reaches into. */
    private static int hours(SeenVictimReport report, long day) {
        int out = 0;
        for (int hour = 0; hour < Epoch.DAY / HOUR; hour++) {
            long second = day * Epoch.DAY + (long) hour * HOUR;
            boolean inside = second < report.until().getEpochSecond()
                    && second + HOUR > report.from().getEpochSecond();
            out |= inside ? 1 << hour : 0;
        }
        return out;
    }

    /** What is known of all days that end by the moment. */
    public SeenSites until(Instant moment) {
        long end = day(moment);
        return store.transaction(h -> new SeenSites(
                home,
                h.createQuery("SELECT day, node, kind, known, hours FROM seen_watch WHERE day < ? ORDER BY day")
                        .bind(0, end)
                        .map((rs, ctx) -> new SeenSites.Watch(
                                rs.getLong(1),
                                rs.getString(2),
                                SeenVictim.Kind.valueOf(rs.getString(3)),
                                rs.getLong(4),
                                rs.getInt(5)))
                        .list(),
                h.createQuery("SELECT day, node, kind, known, prefix, name, asn, packets FROM seen_victim"
                                + " WHERE day < ? ORDER BY day")
                        .bind(0, end)
                        .map((rs, ctx) -> new SeenSites.Sight(
                                rs.getLong(1),
                                rs.getString(2),
                                SeenVictim.Kind.valueOf(rs.getString(3)),
                                rs.getLong(4),
                                Optional.of(rs.getString(5)).filter(p -> !p.isEmpty()),
                                rs.getString(6),
                                rs.getLong(7),
                                rs.getLong(8)))
                        .list()));
    }

    private static long day(Instant t) {
        return Math.floorDiv(t.getEpochSecond(), Epoch.DAY);
    }
}
