package yochi.centre.situation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Uptime;

/**
 * On which days each node watched for orders, so that silence is quiet: where it read a list that names anybody, which
 * tells all targets in force, as the evaluation counts days; else from {@link #LEAST_SECONDS} of uptime on. The details
 * of a day that has so much are forgotten.
 */
final class OrderWatch {
    /**
     * Half a day; own choice, the share below which a statistic is missing everywhere else (Cube). Lists are renewed
     * about once a day and a target stays for about one (half leave within 24 h, one in ten stays beyond 26: Nowcast),
     * so that who watched half of a day would have met a list that was in force.
     */
    static final int LEAST_SECONDS = Epoch.DAY / 2;

    /** The days known before are kept as they were counted then. */
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE order_uptime (day INTEGER NOT NULL, node TEXT NOT NULL, start INTEGER NOT NULL,"
                    + " seconds INTEGER NOT NULL, PRIMARY KEY (day, node, start))",
            "CREATE TABLE order_full (day INTEGER NOT NULL, node TEXT NOT NULL, PRIMARY KEY (day, node))",
            "INSERT INTO order_full (day, node) SELECT day, node FROM order_watch");

    private OrderWatch() {}

    /** One stretch of a day. */
    private record Stretch(long day, long start) {}

    /** Takes a report's uptime; the same told twice counts once, and of several sensors the one that watched most. */
    static void add(Handle h, EpochReport report) {
        Map<Stretch, Long> seconds = new HashMap<>();
        for (Uptime uptime : report.uptime()) {
            long end = uptime.epoch().endSecond();
            for (long at = uptime.epoch().startSecond(); at < end; at = Math.min(end, midnight(at))) {
                long watched = Math.round(uptime.share() * (Math.min(end, midnight(at)) - at));
                seconds.merge(new Stretch(Math.floorDiv(at, Epoch.DAY), at), watched, Math::max);
            }
        }
        String node = report.node().toString();
        seconds.forEach((stretch, watched) -> h.execute(
                "INSERT INTO order_uptime (day, node, start, seconds) SELECT ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM order_full f WHERE f.day = ? AND f.node = ?)"
                        + " ON CONFLICT (day, node, start) DO UPDATE SET seconds = MAX(seconds, excluded.seconds)",
                stretch.day(),
                node,
                stretch.start(),
                watched,
                stretch.day(),
                node));
        seconds.keySet().stream().map(Stretch::day).distinct().forEach(day -> settle(h, day, node));
    }

    /** A list was read. */
    static void listed(Handle h, long day, String node) {
        h.execute("INSERT OR IGNORE INTO order_full (day, node) VALUES (?, ?)", day, node);
    }

    private static long midnight(long second) {
        return (Math.floorDiv(second, Epoch.DAY) + 1) * Epoch.DAY;
    }

    private static void settle(Handle h, long day, String node) {
        h.execute(
                "INSERT OR IGNORE INTO order_full (day, node) SELECT day, node FROM order_uptime"
                        + " WHERE day = ? AND node = ? GROUP BY day, node HAVING SUM(seconds) >= ?",
                day,
                node,
                LEAST_SECONDS);
        h.execute(
                "DELETE FROM order_uptime WHERE day = ? AND node = ? AND EXISTS"
                        + " (SELECT 1 FROM order_full f WHERE f.day = order_uptime.day AND f.node = order_uptime.node)",
                day,
                node);
    }
}
