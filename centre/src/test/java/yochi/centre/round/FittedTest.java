package yochi.centre.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Forecast;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;

/** what cannot have changed is not reckoned again. */
class FittedTest {
    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private int fits;
    private final CubeBuilder builder = Cube.builder(Grouping.SENSOR);
    private final Fitted analysis = Fitted.byWeek(cube -> {
        fits++;
        return Part.Found.findings(List.of());
    });

    private void day(int day, boolean late) {
        Epoch window = new Epoch(MONDAY.plus(Duration.ofDays(day)).getEpochSecond(), Epoch.DAY);
        CellKey key = new CellKey(
                window, "s", AttackType.SCAN_SYN, Service.tcp(22), Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
        builder.add(new EpochReport(
                new NodeId(new UUID(0x7000L, 0x8000_0000_0000_0001L)),
                "n",
                new Country("SG"),
                1,
                late ? 1000 + day : day + 1,
                window,
                0,
                late,
                "p",
                "",
                "",
                "2",
                List.of(new Statistic(key, Map.of(Metric.SOURCES, Measure.DistinctCount.exactly(day + 1)))),
                List.of(),
                Suppressed.NOTHING));
    }

    private static Forecast forecast(Instant until) {
        return new Forecast(
                new Prediction.Question(
                        new Region("s"),
                        AttackType.SCAN_SYN,
                        Service.tcp(22),
                        Metric.SOURCES,
                        until,
                        until.plus(Duration.ofDays(1))),
                new Prediction.Probability(0.5),
                List.of(),
                until,
                until,
                "test/1",
                List.of());
    }

    private int fitsAfter(int days) {
        Instant until = MONDAY.plus(Duration.ofDays(days));
        analysis.apply(builder.build(until, until));
        return fits;
    }

    @Test
    void itIsFittedWhenAWeekHasPassedOrItsPastHasChanged() {
        for (int day = 0; day < 15; day++) {
            day(day, false);
        }
        assertThat(fitsAfter(7)).isEqualTo(1);
        assertThat(fitsAfter(8)).isEqualTo(1);
        assertThat(fitsAfter(13)).isEqualTo(1);
        assertThat(fitsAfter(14)).isEqualTo(2);
        assertThat(fitsAfter(15)).isEqualTo(2);
        day(14, true);
        assertThat(fitsAfter(15)).as("late, of the week that runs").isEqualTo(2);
        day(3, true);
        assertThat(fitsAfter(15)).as("late, of a week looked at").isEqualTo(3);
    }

    @Test
    void beforeTheFirstFullWeekEveryRoundLooks() {
        day(0, false);
        day(1, false);
        assertThat(fitsAfter(1)).isEqualTo(1);
        assertThat(fitsAfter(2)).isEqualTo(2);
    }

    @Test
    void whatLooksAtDaysIsFittedWithEveryDayAndItsForecastsAreIssuedOnce() {
        Fitted daily = Fitted.byDay(cube -> {
            fits++;
            return new Part.Found(List.of(), List.of(forecast(cube.until())));
        });
        for (int day = 0; day < 9; day++) {
            day(day, false);
        }
        Instant eight = MONDAY.plus(Duration.ofDays(8));
        assertThat(daily.apply(builder.build(eight, eight)).forecasts()).hasSize(1);
        Instant later = eight.plus(Duration.ofMinutes(10));
        assertThat(daily.apply(builder.build(later, later)).forecasts()).isEmpty();
        assertThat(fits).isEqualTo(1);
        Instant nine = MONDAY.plus(Duration.ofDays(9));
        assertThat(daily.apply(builder.build(nine, nine)).forecasts()).hasSize(1);
        assertThat(fits).isEqualTo(2);
    }

    @Test
    void whatWasTooLargeForTheMemoryTwiceIsTriedAgainWhenSomethingHasChanged() {
        day(0, false);
        day(1, false);
        Fitted large = Fitted.byDay(cube -> {
            fits++;
            throw new OutOfMemoryError("for the test");
        });
        Instant one = MONDAY.plus(Duration.ofDays(1));
        Cube cube = builder.build(one, one);
        assertThatThrownBy(() -> large.apply(cube)).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> large.apply(cube)).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> large.apply(cube)).hasMessageContaining("nothing has changed");
        assertThat(fits).isEqualTo(2);
        Instant two = MONDAY.plus(Duration.ofDays(2));
        Cube next = builder.build(two, two);
        assertThatThrownBy(() -> large.apply(next)).isInstanceOf(OutOfMemoryError.class);
        assertThat(fits).isEqualTo(3);
    }

    @Test
    void aFitThatStillRunsIsNotWaitedFor() throws Exception {
        day(0, false);
        Instant until = MONDAY.plus(Duration.ofDays(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Fitted slow = Fitted.byDay(cube -> {
            begun.countDown();
            try {
                enough.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Part.Found.findings(List.of());
        });
        Cube cube = builder.build(until, until);
        CompletableFuture<Part.Found> first = CompletableFuture.supplyAsync(() -> slow.apply(cube));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> slow.apply(cube)).hasMessage("the fit of an earlier round still runs");
        enough.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).findings()).isEmpty();
    }
}
