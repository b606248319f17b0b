package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import yochi.analysis.onset.Widespread;
import yochi.analysis.pooling.PooledAttack;
import yochi.analysis.pooling.VictimPool;
import yochi.centre.pages.Attacks;
import yochi.centre.store.ControlStore;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Telling;

/**
 * The attacks that nodes told, and those that only the sum of their victims' counts tells (algorithms §1.2). What nodes
 * told follows from the stored reports; pooled attacks are kept in a table of their own, since the counts behind them
 * must go within a day: with them goes the token, and the attack stays as a number.
 */
final class AttackRoom {
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE pooled (number INTEGER PRIMARY KEY AUTOINCREMENT, attack_type TEXT NOT NULL,"
                    + " key_id TEXT, token INTEGER, started INTEGER NOT NULL, ended INTEGER NOT NULL,"
                    + " packets INTEGER NOT NULL, most INTEGER NOT NULL, nodes INTEGER NOT NULL,"
                    + " alone INTEGER NOT NULL, found INTEGER NOT NULL)",
            "ALTER TABLE pooled ADD COLUMN countries TEXT NOT NULL DEFAULT ''");

    /** The span that is shown. */
    private static final Duration SHOWN = Duration.ofDays(7);
    /** Attacks kept; the oldest go first. */
    private static final int MOST_KEPT = 100_000;

    private static final int MOST_SHOWN = 200;
    private static final double TENTHS = 10;
    /** Several nodes at once are shown where they would be by chance once in a week of ten minutes. */
    private static final double UNLIKELY = 1e-3;

    private final ControlStore store;
    private final InstantSource clock;
    private final VictimPool pool = new VictimPool();
    private final Map<Release, Told> releases = new HashMap<>();
    private final Map<NodeId, Attacks.Teller> tellers = new HashMap<>();
    private Instant newest = Instant.EPOCH;

    private record Release(NodeId node, Epoch window, boolean late) {}

    private record Told(int revision, NodeId node, String nodeName, Country country, List<Statistic> found) {}

    AttackRoom(ControlStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Takes a stored report; at a start, all that the store holds. */
    synchronized void add(EpochReport report) {
        if (report.window().end().isAfter(newest)) {
            newest = report.window().end();
            releases.keySet().removeIf(r -> r.window().end().isBefore(newest.minus(SHOWN)));
        }
        List<Statistic> found = report.cells().stream()
                .filter(c -> c.measures().keySet().stream().anyMatch(Metric::isFinding))
                .toList();
        Release release = new Release(report.node(), report.window(), report.late());
        Told before = releases.get(release);
        boolean shown = !report.window().end().isBefore(newest.minus(SHOWN));
        if (shown
                && (before != null || !found.isEmpty())
                && (before == null || before.revision() <= report.revision())) {
            releases.put(
                    release,
                    new Told(report.revision(), report.node(), report.nodeName(), report.country(), found));
        }
        tell(report);
        pool.add(report);
        keep(pool.take());
    }

    /** Of each node the newest word counts; one that never said anything is listed as such. */
    private void tell(EpochReport report) {
        Optional<Telling> said = Telling.of(report);
        Attacks.Teller teller = new Attacks.Teller(
                report.nodeName(), report.country(), said.orElse(Telling.UNKNOWN), report.window().end());
        tellers.merge(
                report.node(),
                teller,
                (old, now) -> said.isEmpty() || now.until().isBefore(old.until()) ? old : now);
    }

    private String countries(PooledAttack attack) {
        return attack.nodes().stream()
                .flatMap(n -> Optional.ofNullable(tellers.get(n)).stream())
                .filter(t -> !t.country().equals(Country.UNKNOWN))
                .map(t -> t.country().code())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private void keep(Map<VictimPool.Victim, List<PooledAttack>> attacks) {
        if (attacks.isEmpty()) {
            return;
        }
        long now = clock.instant().getEpochSecond();
        store.transaction(h -> {
            attacks.forEach((victim, all) -> {
                h.execute(
                        "DELETE FROM pooled WHERE attack_type = ? AND key_id = ? AND token = ?",
                        victim.type().name(),
                        victim.keyId(),
                        victim.token());
                all.forEach(a -> h.execute(
                        "INSERT INTO pooled (attack_type, key_id, token, started, ended, packets, most, nodes, alone,"
                                + " found, countries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        a.type().name(),
                        a.keyId(),
                        a.token(),
                        a.from().getEpochSecond(),
                        a.until().getEpochSecond(),
                        a.packets(),
                        a.mostInMinute(),
                        a.nodes().size(),
                        a.alone() ? 1 : 0,
                        now,
                        countries(a)));
            });
            h.execute(
                    "DELETE FROM pooled WHERE number <= (SELECT max(number) FROM pooled) - ?", MOST_KEPT);
            return true;
        });
    }

    /**
     * Forgets the counts by victim, and who the victims of attacks were, of what came in before that moment; the
     * attacks themselves stay.
     *
     * @param before wall clock
     * @param observedBefore observation time until which the same reports speak
     */
    synchronized void forget(Instant before, Instant observedBefore) {
        pool.forget(observedBefore);
        store.transaction(h -> h.execute(
                "UPDATE pooled SET key_id = NULL, token = NULL WHERE found < ?", before.getEpochSecond()));
    }

    /** What is shown. */
    synchronized Attacks attacks() {
        Instant from = newest.minus(SHOWN);
        return new Attacks(from, newest, tellers(), told(), pooled(from), together(), unusual(), linked());
    }

    private List<Attacks.Teller> tellers() {
        return tellers.values().stream()
                .sorted(Comparator.comparing(Attacks.Teller::node))
                .toList();
    }

    private record Line(String node, Country country, AttackType type, Metric metric, Service service) {}

    /**
     * Attacks of a line in one window.
     *
     * @param begun those that began in it, 0 where that is not told
     */
    private record Counted(Epoch window, long underWay, long begun) {}

    private List<Attacks.Told> told() {
        Map<Line, List<Counted>> lines = new HashMap<>();
        cells().forEach(c -> c.cell().measures().forEach((metric, measure) -> {
            if (metric.isAttacks() && measure instanceof Measure.Count n) {
                CellKey key = c.cell().key();
                long begun = c.cell().measures().get(metric.begun()) instanceof Measure.Count b ? b.value() : 0;
                lines.computeIfAbsent(
                                new Line(
                                        c.report().nodeName(),
                                        c.report().country(),
                                        key.attackType(),
                                        metric,
                                        key.service()),
                                l -> new ArrayList<>())
                        .add(new Counted(key.epoch(), n.value(), begun));
            }
        }));
        return lines.entrySet().stream()
                .map(e -> line(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingLong((Attacks.Told t) -> -t.most())
                        .thenComparing(Attacks.Told::node)
                        .thenComparing(Attacks.Told::kind)
                        .thenComparing(Attacks.Told::service))
                .limit(MOST_SHOWN)
                .toList();
    }

    /** Different ones are those under way in the first window, and of each later one those that began in it. */
    private static Attacks.Told line(Line line, List<Counted> windows) {
        windows.sort(Comparator.comparing(c -> c.window().start()));
        String[] words = line.metric().id().split("\\.", -1);
        long most = windows.stream().mapToLong(Counted::underWay).max().orElse(0);
        long later = windows.stream().skip(1).mapToLong(Counted::begun).sum();
        return new Attacks.Told(
                line.node(),
                line.country(),
                line.type().party(),
                words[1],
                words.length > 2,
                line.service(),
                line.type().isRest(),
                most,
                Math.max(most, windows.getFirst().underWay() + later),
                windows.size(),
                windows.getFirst().window().start(),
                windows.stream().map(c -> c.window().end()).max(Comparator.naturalOrder()).orElseThrow());
    }

    private record Found(Told report, Statistic cell) {}

    private Stream<Found> cells() {
        return releases.values().stream()
                .flatMap(r -> r.found().stream().map(c -> new Found(r, c)));
    }

    private List<Attacks.Pooled> pooled(Instant from) {
        List<Attacks.Pooled> kept = store.transaction(h -> h.createQuery("SELECT number, attack_type, started, ended,"
                        + " packets, most, nodes,"
                        + " alone, countries FROM pooled WHERE ended > :from ORDER BY started DESC, number LIMIT :most")
                .bind("from", from.getEpochSecond())
                .bind("most", MOST_SHOWN)
                .map((row, context) -> {
                    double odds = row.getLong(6) / (double) PooledAttack.THRESHOLD;
                    return new Attacks.Pooled(
                            row.getLong(1),
                            AttackType.valueOf(row.getString(2)),
                            Instant.ofEpochSecond(row.getLong(3)),
                            Instant.ofEpochSecond(row.getLong(4)),
                            row.getLong(5),
                            row.getLong(6),
                            row.getInt(7),
                            Stream.of(row.getString(9).split(" ", -1))
                                    .filter(c -> !c.isEmpty())
                                    .map(Country::new)
                                    .toList(),
                            row.getInt(8) == 1,
                            odds / (1 + odds),
                            1);
                })
                .list());
        return AcrossMidnight.joined(kept);
    }

    private List<Attacks.Together> together() {
        List<Attacks.Together> out = new ArrayList<>();
        cells().flatMap(c -> Attacks.Together.of(c.report().nodeName(), c.report().country(), c.cell()).stream())
                .forEach(out::add);
        out.sort(Comparator.comparing(Attacks.Together::from)
                .reversed()
                .thenComparing(Attacks.Together::node)
                .thenComparing(Attacks.Together::service));
        return out.stream().limit(MOST_SHOWN).toList();
    }

    /** Of each ten minutes the nodes' fused p-values, where a node alarms or more are low than chance has it. */
    private List<Attacks.Unusual> unusual() {
        Map<Epoch, Map<String, Statistic>> spans = new TreeMap<>();
        cells().filter(c -> c.cell().measures().containsKey(Metric.ONSET_FUSED))
                .forEach(c -> spans.computeIfAbsent(c.cell().key().epoch(), e -> new TreeMap<>())
                        .put(c.report().nodeName(), c.cell()));
        List<Attacks.Unusual> out = new ArrayList<>();
        spans.forEach((span, nodes) -> {
            Widespread all = Widespread.of(nodes.values().stream()
                    .mapToDouble(cell -> Math.pow(10, -cell.count(Metric.ONSET_FUSED) / TENTHS))
                    .toArray());
            List<String> alarms = nodes.entrySet().stream()
                    .filter(e -> e.getValue().count(Metric.ONSET_ALARMS) > 0)
                    .map(Map.Entry::getKey)
                    .toList();
            boolean several = all.low() > 1 && all.pBinomial() < UNLIKELY;
            if (!alarms.isEmpty() || several) {
                out.add(new Attacks.Unusual(
                        span.start(), span.end(), all.nodes(), all.low(), alarms, all.pBinomial(), all.pCauchy()));
            }
        });
        out.sort(Comparator.comparing(Attacks.Unusual::from).reversed());
        return out.stream().limit(MOST_SHOWN).toList();
    }

    private List<Attacks.Linked> linked() {
        Map<String, Attacks.Linked> out = new HashMap<>();
        cells().filter(c -> c.cell().measures().containsKey(Metric.LINKED_OF))
                .forEach(c -> out.merge(
                        c.report().node().toString(),
                        new Attacks.Linked(
                                c.report().nodeName(),
                                c.report().country(),
                                c.cell().count(Metric.LINKED),
                                c.cell().count(Metric.LINKED_OF)),
                        (a, b) -> new Attacks.Linked(
                                a.node(),
                                a.country(),
                                a.sessions() + b.sessions(),
                                a.ofSessions() + b.ofSessions())));
        return out.values().stream().sorted(Comparator.comparing(Attacks.Linked::node)).toList();
    }
}
