package yochi.centre.response;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;

/** Tables of machines at home; every statement runs inside a transaction of the control store. */
final class MachineTables {
    /** After those of {@link DeliveryTables}, append only. */
    static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE home_machine (
              month TEXT NOT NULL, token TEXT NOT NULL, node TEXT NOT NULL, evidence TEXT NOT NULL,
              owned INTEGER NOT NULL, PRIMARY KEY (month, token, node))
            """,
            "CREATE TABLE home_machine_told (token TEXT PRIMARY KEY, evidence TEXT NOT NULL, at TEXT NOT NULL)",
            """
            CREATE TABLE home_watch (
              node TEXT NOT NULL, day TEXT NOT NULL, whole INTEGER NOT NULL, unproven INTEGER NOT NULL,
              PRIMARY KEY (node, day))
            """,
            "ALTER TABLE notice ADD COLUMN machines INTEGER NOT NULL DEFAULT 0");

    /** These stand behind those of threads. */
    static final List<String> EXEMPT = List.of(
            "CREATE TABLE home_exempt (month TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (month, token))");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long DAY_SECONDS = 86_400;

    private MachineTables() {}

    /** When a machine's owner was told, and with what evidence. */
    record Told(Offender.Evidence evidence, Instant at) {}

    /** A report that ends at midnight says that its node watched the day to the end. */
    static void watched(Handle h, OffenderReport report) {
        boolean whole = report.released().getEpochSecond() % DAY_SECONDS == 0;
        LocalDate day = LocalDate.ofInstant(report.released().minusSeconds(whole ? 1 : 0), ZoneOffset.UTC);
        h.execute(
                "INSERT INTO home_watch VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                        + " whole = max(whole, excluded.whole), unproven = max(unproven, excluded.unproven)",
                report.node().toString(),
                day.toString(),
                whole ? 1 : 0,
                report.unproven());
    }

    static void seen(Handle h, String token, String node, Offender machine, boolean owned) {
        YearMonth month = YearMonth.from(machine.until().atZone(ZoneOffset.UTC));
        Optional<String> before = h.createQuery(
                        "SELECT evidence FROM home_machine WHERE month = ? AND token = ? AND node = ?")
                .bind(0, month.toString())
                .bind(1, token)
                .bind(2, node)
                .mapTo(String.class)
                .findOne();
        if (before.isPresent()
                && Offender.Evidence.valueOf(before.get()).compareTo(machine.evidence()) <= 0) {
            return;
        }
        h.execute(
                "INSERT OR REPLACE INTO home_machine VALUES (?, ?, ?, ?, ?)",
                month.toString(),
                token,
                node,
                machine.evidence().name(),
                owned ? 1 : 0);
    }

    /** A machine that scans to investigate: counted apart. */
    static void exempt(Handle h, String token, Offender machine) {
        YearMonth month = YearMonth.from(machine.until().atZone(ZoneOffset.UTC));
        h.execute("INSERT OR IGNORE INTO home_exempt VALUES (?, ?)", month.toString(), token);
    }

    static Optional<Told> lastTold(Handle h, String token) {
        return h.createQuery("SELECT evidence, at FROM home_machine_told WHERE token = ?")
                .bind(0, token)
                .map((rs, ctx) -> new Told(
                        Offender.Evidence.valueOf(rs.getString(1)), Instant.parse(rs.getString(2))))
                .findOne();
    }

    static void told(Handle h, String token, Offender.Evidence evidence, Instant at) {
        h.execute(
                "INSERT OR REPLACE INTO home_machine_told VALUES (?, ?, ?)", token, evidence.name(), at.toString());
    }

    /** Notices issued before then keep how many machines they named, and none of their addresses. */
    static void forgetAddresses(Handle h, Instant before) {
        Map<String, String> old = new HashMap<>();
        h.createQuery("SELECT id, body FROM notice WHERE about = 'MACHINES' AND issued < ?"
                        + " AND matter NOT LIKE 'forgotten %'")
                .bind(0, before.toString())
                .map((rs, ctx) -> old.put(rs.getString(1), rs.getString(2)))
                .list();
        old.forEach((id, body) -> {
            ObjectNode json = (ObjectNode) JSON.readTree(body);
            json.remove("machines");
            json.remove("texts");
            h.execute("UPDATE notice SET body = ?, matter = 'forgotten ' || id WHERE id = ?", json.toString(), id);
            h.execute("DELETE FROM envelope WHERE notice = ?", id);
        });
    }

    /** Keeps as many months as are shown, and of whom was told what may still keep him from being told again. */
    static void forget(Handle h, int months, Instant toldBefore) {
        h.execute("DELETE FROM home_machine_told WHERE at < ?", toldBefore.toString());
        for (String table : List.of("home_machine", "home_exempt")) {
            h.execute("DELETE FROM " + table + " WHERE month <= (SELECT DISTINCT month FROM " + table
                    + " ORDER BY month DESC LIMIT 1 OFFSET " + months + ")");
        }
    }

    private static final class Month {
        private final Map<String, Offender.Evidence> machines = new HashMap<>();
        private final Map<String, Set<String>> nodes = new HashMap<>();
        private final Set<String> unowned = new HashSet<>();
        private final Set<String> watchers = new HashSet<>();
        private final Set<String> whole = new HashSet<>();
        private long unproven;
        private long exempt;
    }

    static List<MachineMonth> months(Handle h, int most, LocalDate today) {
        Map<YearMonth, Month> all = new java.util.TreeMap<>(java.util.Comparator.reverseOrder());
        h.createQuery("SELECT * FROM home_watch")
                .map((rs, ctx) -> {
                    LocalDate day = LocalDate.parse(rs.getString("day"));
                    Month month = all.computeIfAbsent(YearMonth.from(day), m -> new Month());
                    month.watchers.add(rs.getString("node"));
                    month.unproven = Math.max(month.unproven, rs.getLong("unproven"));
                    if (rs.getInt("whole") > 0) {
                        month.whole.add(day.toString());
                    }
                    return day;
                })
                .list();
        h.createQuery("SELECT * FROM home_machine")
                .map((rs, ctx) -> {
                    Month month = all.computeIfAbsent(YearMonth.parse(rs.getString("month")), m -> new Month());
                    String token = rs.getString("token");
                    Offender.Evidence evidence = Offender.Evidence.valueOf(rs.getString("evidence"));
                    month.machines.merge(token, evidence, (a, b) -> a.compareTo(b) <= 0 ? a : b);
                    month.nodes.computeIfAbsent(token, t -> new HashSet<>()).add(rs.getString("node"));
                    month.watchers.add(rs.getString("node"));
                    if (rs.getInt("owned") == 0) {
                        month.unowned.add(token);
                    }
                    return token;
                })
                .list();
        h.createQuery("SELECT month, count(*) n FROM home_exempt GROUP BY month")
                .map((rs, ctx) -> all.computeIfAbsent(YearMonth.parse(rs.getString("month")), m -> new Month())
                        .exempt = rs.getLong("n"))
                .list();
        return all.entrySet().stream()
                .limit(most)
                .map(e -> month(e.getKey(), e.getValue(), today))
                .toList();
    }

    private static MachineMonth month(YearMonth when, Month month, LocalDate today) {
        Map<Offender.Evidence, Long> by = new EnumMap<>(Offender.Evidence.class);
        month.machines.values().forEach(e -> by.merge(e, 1L, Long::sum));
        List<String> nodes = new ArrayList<>(month.watchers);
        nodes.sort(String::compareTo);
        Set<String> firstHalf = new HashSet<>();
        for (int i = 0; i < nodes.size(); i += 2) {
            firstHalf.add(nodes.get(i));
        }
        long first = 0;
        long second = 0;
        long both = 0;
        for (Set<String> by1 : month.nodes.values()) {
            boolean a = by1.stream().anyMatch(firstHalf::contains);
            boolean b = by1.stream().anyMatch(n -> !firstHalf.contains(n));
            first += a ? 1 : 0;
            second += b ? 1 : 0;
            both += a && b ? 1 : 0;
        }
        return new MachineMonth(
                when,
                month.machines.size(),
                by,
                month.unowned.size(),
                month.unproven,
                month.exempt,
                nodes.size(),
                month.whole.size(),
                when.equals(YearMonth.from(today)) ? today.getDayOfMonth() - 1 : when.lengthOfMonth(),
                Recapture.of(first, second, both));
    }
}
