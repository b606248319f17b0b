package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.victim.AttackDays;
import yochi.centre.ledger.Truth;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;

/** a day on which orders were hardly watched is missing, not quiet. */
class OrderWatchTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final NodeId NODE = NodeId.of(0, new Random(1));

    @TempDir
    Path folder;

    private ControlStore store;
    private OrderHistory history;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        history = new OrderHistory(store, new Country("JP"), () -> Instant.parse("2030-01-01T00:00:00Z"));
        history.add(report(0, 1, "LT"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aMinuteOfADayIsNoWatch() {
        history.add(report(1, 1 / 1440.0));
        history.add(report(2, 1));
        assertThat(history.of(question("JP", 1))).isInstanceOf(Truth.Missing.class);
        assertThat(history.until(day(3)).orElseThrow().watched(1)).isFalse();
        assertThat(history.of(question("JP", 2))).isEqualTo(new Truth.Known(0, day(3)));
    }

    @Test
    void hoursAddUpToADayHoweverOftenTheyAreTold() {
        IntStream.range(0, 11).forEach(hour -> history.add(hour(1, hour)));
        IntStream.range(0, 11).forEach(hour -> history.add(hour(1, hour)));
        assertThat(history.until(day(2)).orElseThrow().watched(1)).isFalse();
        history.add(hour(1, 23));
        assertThat(history.until(day(2)).orElseThrow().watched(1)).isTrue();
        assertThat(history.of(question("JP", 1))).isEqualTo(new Truth.Known(0, day(2)));
    }

    @Test
    void twoNodesOfAThirdEachAreNotAWholeDay() {
        NodeId other = NodeId.of(0, new Random(2));
        history.add(report(other, Epoch.containing(FIRST, Duration.ofDays(1)), 1, "LT"));
        history.add(report(1, 0.3));
        history.add(report(other, Epoch.containing(day(1), Duration.ofDays(1)), 0.3));
        assertThat(history.until(day(2)).orElseThrow().watched(1)).isFalse();
    }

    @Test
    void aListThatWasReadTellsAllItsDayAsTheEvaluationCountsDays() {
        history.add(report(1, 0.01, "PL"));
        history.add(report(2, 1));
        AttackDays days = history.until(day(3)).orElseThrow();
        assertThat(days.hit("PL", 1)).isTrue();
        assertThat(history.of(question("PL", 1))).isEqualTo(new Truth.Known(1, day(2), Optional.of(day(1))));
        assertThat(history.of(question("JP", 1))).isEqualTo(new Truth.Known(0, day(2)));
    }

    private static EpochReport hour(int day, int hour) {
        return report(NODE, Epoch.containing(day(day).plus(Duration.ofHours(hour)), Duration.ofHours(1)), 1);
    }

    private static EpochReport report(int day, double share, String... countries) {
        return report(NODE, Epoch.containing(day(day), Duration.ofDays(1)), share, countries);
    }

    private static EpochReport report(NodeId node, Epoch epoch, double share, String... countries) {
        List<Statistic> cells = List.of(countries).stream()
                .map(country -> new Statistic(
                        new CellKey(
                                epoch,
                                "orders",
                                AttackType.ATTACK_ORDER,
                                Service.ANY,
                                Tool.NONE,
                                new Country(country),
                                Asn.UNKNOWN),
                        Map.of(Metric.ORDERS, new Measure.Count(5))))
                .toList();
        return new EpochReport(
                node,
                "abroad",
                new Country("DE"),
                1,
                epoch.startSecond(),
                epoch,
                0,
                false,
                "test",
                "00",
                "",
                "1",
                cells,
                List.of(new Uptime("orders", epoch, share, 0, share < 1 ? "silent" : "")),
                Suppressed.NOTHING);
    }

    private static Prediction.Question question(String region, int day) {
        return new Prediction.Question(
                new Region(region), AttackType.ATTACK_ORDER, Service.ANY, Metric.ORDERS, day(day), day(day + 1));
    }

    private static Instant day(int n) {
        return FIRST.plus(Duration.ofDays(n));
    }
}
