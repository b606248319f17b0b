package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.border.WindowCells.About;
import yochi.node.observation.Sensor;
import yochi.node.summary.Addresses;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.LongCounts;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;

/**
 * K-10, algorithms §6.4: from random tables, totals, roll-ups, complements and answered requests together no linear
 * combination isolates a group of hidden cells with fewer than k addresses. The attacker knows which
 * cells each number sums.
 */
class DifferencingTest {
    private static final List<Sensor> SENSORS = Traffic.sensors(2);
    private static final int HOURS = 3;
    private static final SensorDraw DRAW = SensorDraw.of(new byte[16]);
    private static final int QUESTIONS = 12;

    private final List<ClosedWindow> windows;
    private final Map<HiddenCell.Key, HiddenCell> hidden = new LinkedHashMap<>();
    private final List<List<HiddenCell.Key>> sums = new ArrayList<>();

    DifferencingTest() {
        windows = new ArrayList<>();
    }

    private static PrivacyPolicy policy(int k) {
        return PrivacyPolicy.ofYaml("{name: test, epoch: 10m, release: 1h, k: " + k
                + ", networks: 1, sensors: 1, dominance: 1.1, dimensions: [sensor, service, tool]}");
    }

    private Addresses addresses() {
        return windows.getFirst().epochs().getFirst().dictionary().addresses();
    }

    /** Makes random windows and takes note of every sum of hidden cells that their reports tell. */
    private void reports(long seed, PrivacyPolicy policy) {
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, false),
                SENSORS,
                Places.none());
        Traffic.feed(Traffic.packets(seed, 500, 2, HOURS), SENSORS, summariser);
        windows.addAll(summariser.close());
        for (ClosedWindow window : windows) {
            WindowCells cells = new WindowCells(policy, "node", window.epochs());
            Judgement judgement = new Judgement(policy, cells);
            Map<Object, List<HiddenCell.Key>> told = new HashMap<>();
            Map<Integer, HiddenCell> own = new HashMap<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                if (!judgement.visible(cell)) {
                    About about = cells.about(cell);
                    HiddenCell.Key key = new HiddenCell.Key(window.window(), window.late(), about);
                    own.put(cell, new HiddenCell(
                            key, cells.packets(cell), cells.told(cell), cells.sensors(cell), true));
                    hidden.put(key, own.get(cell));
                    if (judgement.inTypeTotal(cell)) {
                        told.computeIfAbsent(about.typeGroup(), g -> new ArrayList<>()).add(key);
                    }
                    if (judgement.inPartyTotal(cell)) {
                        told.computeIfAbsent(about.typeGroup().partyGroup(), g -> new ArrayList<>()).add(key);
                    }
                }
            }
            sums.addAll(told.values());
            cells.forEachPair((pair, n) -> {
                HiddenCell cell = own.get(WindowCells.number(pair));
                if (cell != null) {
                    cell.address(WindowCells.address(pair), n);
                }
            });
        }
    }

    private static UnaryOperator<About> fold(boolean service) {
        return a -> new About(
                "node", a.type(), service ? a.service() : Service.ANY, Tool.NONE, a.place(), a.asn());
    }

    /** Asks at random and takes note of the hidden cells in each number answered. */
    private void questions(long seed, PrivacyPolicy policy, DifferenceAudit audit) {
        Random random = new Random(seed);
        for (int i = 0; i < QUESTIONS; i++) {
            int from = random.nextInt(windows.size());
            int until = from + 1 + random.nextInt(windows.size() - from);
            boolean byService = random.nextBoolean();
            int port = random.nextInt(4);
            boolean one = random.nextInt(3) == 0;
            Predicate<About> asked = a -> !one || !byService || a.service().number() == port;
            SpanCells span = new SpanCells(policy, addresses(), audit, new Sieve(policy, DRAW));
            windows.subList(from, until).forEach(w -> span.add(w, "node", fold(byService), asked, true));
            span.judged();
            span.admitted().values().forEach(cells -> sums.add(
                    cells.stream().map(HiddenCell::key).toList()));
        }
    }

    /** As it was before there was an audit: a pool joins whenever it passes by itself. */
    private void naiveQuestions(PrivacyPolicy policy) {
        for (boolean byService : new boolean[] {false, true}) {
            for (int until = 1; until <= windows.size(); until++) {
                Map<About, List<HiddenCell>> pools = new HashMap<>();
                List<ClosedWindow> span = windows.subList(0, until);
                hidden.forEach((key, cell) -> {
                    if (span.stream().anyMatch(w -> w.window().equals(key.window()))) {
                        pools.computeIfAbsent(fold(byService).apply(key.about()), a -> new ArrayList<>())
                                .add(cell);
                    }
                });
                pools.values().stream()
                        .filter(pool -> HiddenCell.pass(pool, policy, addresses()))
                        .forEach(pool -> sums.add(pool.stream().map(HiddenCell::key).toList()));
            }
        }
    }

    /** Groups of up to three classes of cells, that failing the policy can be computed all the same. */
    private List<String> isolated(PrivacyPolicy policy) {
        List<HiddenCell.Key> keys = new ArrayList<>(hidden.keySet());
        Map<HiddenCell.Key, Integer> columns = new HashMap<>();
        Map<List<Boolean>, List<HiddenCell>> byColumn = new LinkedHashMap<>();
        for (HiddenCell.Key key : keys) {
            List<Boolean> column = sums.stream().map(s -> s.contains(key)).toList();
            byColumn.computeIfAbsent(column, c -> new ArrayList<>()).add(hidden.get(key));
        }
        List<List<HiddenCell>> classes = byColumn.entrySet().stream()
                .filter(e -> e.getKey().contains(true))
                .map(Map.Entry::getValue)
                .toList();
        for (int c = 0; c < classes.size(); c++) {
            for (HiddenCell cell : classes.get(c)) {
                columns.put(cell.key(), c);
            }
        }
        RowSpace space = new RowSpace();
        for (List<HiddenCell.Key> sum : sums) {
            long[] row = new long[classes.size()];
            sum.forEach(key -> row[columns.getOrDefault(key, 0)] = 1);
            space.add(row);
        }
        List<String> out = new ArrayList<>();
        search(classes, 0, new ArrayList<>(), group -> {
            long[] row = new long[classes.size()];
            group.forEach(c -> row[c] = 1);
            List<HiddenCell> cells = group.stream().flatMap(c -> classes.get(c).stream()).toList();
            if (!HiddenCell.pass(cells, policy, addresses()) && space.holds(row)) {
                out.add(cells.size() + " cells with " + distinct(cells) + " addresses");
            }
        });
        return out;
    }

    private static void search(
            List<List<HiddenCell>> classes, int from, List<Integer> group, Consumer<List<Integer>> to) {
        for (int c = from; c < classes.size(); c++) {
            group.add(c);
            to.accept(List.copyOf(group));
            if (group.size() < 3) {
                search(classes, c + 1, group, to);
            }
            group.removeLast();
        }
    }

    private static int distinct(List<HiddenCell> cells) {
        LongCounts all = new LongCounts(16);
        cells.forEach(c -> c.into(all, 0));
        return all.size();
    }

    @ParameterizedTest
    @CsvSource({"1,3", "2,5", "3,8", "4,2", "5,20", "6,10", "7,4"})
    void fromReportsAndAnswersTogetherNoGroupBelowKIsIsolated(long seed, int k) {
        reports(seed, policy(k));
        questions(seed, policy(k), new DifferenceAudit());
        assertThat(sums).hasSizeGreaterThan(6);
        assertThat(isolated(policy(k))).isEmpty();
    }

    @Test
    void withoutTheAuditTheSameTestFindsWhatIsIsolated() {
        reports(2, policy(5));
        naiveQuestions(policy(5));
        assertThat(isolated(policy(5))).isNotEmpty();
    }

    @Test
    void aSumThatFollowsIsFoundAndOneThatDoesNotIsNot() {
        RowSpace space = new RowSpace();
        space.add(new long[] {1, 1, 1, 0});
        space.add(new long[] {0, 1, 1, 0});
        space.add(new long[] {0, 0, 1, 1});
        assertThat(space.holds(new long[] {1, 0, 0, 0})).isTrue();
        assertThat(space.holds(new long[] {0, 1, 0, 0})).isFalse();
        long[] none = new long[4];
        Arrays.fill(none, 0);
        assertThat(space.holds(none)).isTrue();
    }
}
