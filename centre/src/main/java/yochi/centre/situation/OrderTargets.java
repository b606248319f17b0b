package yochi.centre.situation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import yochi.analysis.victim.AttackDays;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/**
 * Which targets of home each node's lists named from when to when: what prefixes and sectors are told by. A target is
 * taken as listed on the day it was told of, and on the days after on which the same node's list names home, until it
 * is told to be off the list.
 */
final class OrderTargets {
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE order_target (node TEXT NOT NULL, pseudonym TEXT NOT NULL, asn INTEGER NOT NULL,"
                    + " at INTEGER NOT NULL, withdrawn INTEGER NOT NULL, PRIMARY KEY (node, pseudonym, at, withdrawn))",
            "CREATE INDEX order_told_node ON order_told (node, region, day)");

    /** Beyond that the oldest are forgotten: years of a country's targets. */
    private static final int MOST = 200_000;
    /** A listing that nobody renews is taken as over; three in a thousand last half as long (Nowcast). */
    private static final int LONGEST_DAYS = 28;

    private static final String LISTED = "WITH span AS (SELECT node, pseudonym, asn, withdrawn, at / 86400 AS day,"
            + " LEAD(at / 86400) OVER (PARTITION BY node, pseudonym ORDER BY at, withdrawn) AS next FROM order_target)"
            + " SELECT DISTINCT o.day, s.node, s.pseudonym, s.asn FROM span s JOIN order_told o"
            + " ON o.node = s.node AND o.region = ? AND o.day >= s.day AND o.day < s.day + " + LONGEST_DAYS
            + " AND (o.day = s.day OR s.next IS NULL OR o.day < s.next) WHERE s.withdrawn = 0 AND o.day < ?";

    private OrderTargets() {}

    static void add(Handle h, VictimReport report) {
        for (Victim victim : report.victims()) {
            if (victim.country().equals(report.addressee())) {
                h.execute(
                        "INSERT OR IGNORE INTO order_target (node, pseudonym, asn, at, withdrawn)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        report.node().toString(),
                        victim.pseudonym(),
                        victim.asn().number(),
                        report.listed().getEpochSecond(),
                        report.withdrawn() ? 1 : 0);
            }
        }
        h.execute("DELETE FROM order_target WHERE rowid <= (SELECT max(rowid) FROM order_target) - " + MOST);
    }

    private record Listed(long day, String node, String pseudonym, Asn asn) {}

    /** The days of the country, of prefixes and sectors. */
    static UnitDays days(Handle h, AttackDays known, Country home, HomeUnits units) {
        int size = known.size();
        List<Listed> all = h.createQuery(LISTED)
                .bind(0, home.code())
                .bind(1, size == 0 ? 0 : known.day(size))
                .map((rs, ctx) -> new Listed(rs.getLong(1), rs.getString(2), rs.getString(3), new Asn(rs.getLong(4))))
                .list();
        Set<Long> told = new HashSet<>();
        Map<Long, Integer> tellers = tellers(h);
        Map<String, Map<Long, Set<String>>> nodes = new TreeMap<>();
        Map<String, Map<Long, Set<String>>> targets = new HashMap<>();
        Map<Listed, Set<String>> meant = new HashMap<>();
        for (Listed one : all) {
            told.add(one.day());
            Set<String> of = meant.computeIfAbsent(
                    new Listed(0, "", one.pseudonym(), one.asn()), l -> units.meant(l.pseudonym(), l.asn()));
            for (String region : of) {
                day(nodes, region, one.day()).add(one.node());
                day(targets, region, one.day()).add(one.pseudonym());
            }
        }
        boolean[] watched = new boolean[size];
        for (int at = 0; at < size; at++) {
            watched[at] = known.watched(at)
                    && (!known.hit(home.code(), at) || told.contains(known.day(at)));
        }
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        targets.forEach((region, days) -> days.forEach((day, names) -> {
            boolean alone = day(nodes, region, day).size() == 1 && tellers.getOrDefault(day, 1) > 1;
            named.computeIfAbsent(region, r -> new TreeMap<>())
                    .put(day, new AttackDays.Named(names.size(), names.size(), alone));
        }));
        return new UnitDays(known, AttackDays.of(size == 0 ? 0 : known.day(0), watched, named));
    }

    /** How many nodes that ever told targets watched on a day: only they could have told of a unit. */
    private static Map<Long, Integer> tellers(Handle h) {
        Map<Long, Integer> out = new HashMap<>();
        h.createQuery("SELECT day, COUNT(*) FROM order_watch WHERE node IN (SELECT DISTINCT node FROM order_target)"
                        + " GROUP BY day")
                .map((rs, ctx) -> Map.entry(rs.getLong(1), rs.getInt(2)))
                .forEach(e -> out.put(e.getKey(), e.getValue()));
        return out;
    }

    private static Set<String> day(Map<String, Map<Long, Set<String>>> of, String region, long day) {
        return of.computeIfAbsent(region, r -> new HashMap<>()).computeIfAbsent(day, d -> new HashSet<>());
    }
}
