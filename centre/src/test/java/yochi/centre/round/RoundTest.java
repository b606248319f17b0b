package yochi.centre.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.Grouping;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.centre.round.RoundRecord.PartRecord;
import yochi.centre.round.RoundRecord.State;
import yochi.centre.store.ControlStore;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EventLog;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Ticker;

/** A-20, G-11: a round is timed, and a late or failed analysis blocks no other. */
class RoundTest {
    private static final Instant UNTIL = Instant.parse("2013-06-01T00:00:00Z");
    private static final Epoch WEEK = Epoch.week(UNTIL.getEpochSecond());

    @TempDir
    Path folder;

    private ControlStore store;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("round.db"), RoundBook.MIGRATIONS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void findingsAreKeptWithTheTimeThatEachAnalysisTookAndReadBackEqual() {
        Round round = round(Duration.ofMinutes(1));
        RoundRecord record = round.run(
                        UNTIL,
                        RoundTest::cube,
                        List.of(
                                part("a", similarity()),
                                part("b", locality()),
                                part("c", trend()),
                                part("d", change()),
                                part("e", clusters()),
                                part("f", spread())))
                .record();
        assertThat(record.findings())
                .containsExactly(similarity(), locality(), trend(), change(), clusters(), spread());
        assertThat(record.whole()).isTrue();
        assertThat(record.parts()).extracting(PartRecord::results).containsOnly(1);
        assertThat(record.total()).isPositive();
        assertThat(new RoundBook(store).last(3)).containsExactly(record);
        assertThat(round.run(UNTIL, RoundTest::cube, List.of()).record().number())
                .isEqualTo(2);
    }

    @Test
    void roundsThatFoundTheSameShareItAndOldFindingsGoWhileTimesStay() {
        Round round = round(Duration.ofMinutes(1));
        Part same = part("a", similarity());
        for (int i = 0; i < 3; i++) {
            round.run(UNTIL, RoundTest::cube, List.of(same));
        }
        round.run(UNTIL, RoundTest::cube, List.of(same, part("b", trend())));
        assertThat(rows("found")).isEqualTo(2);
        assertThat(new RoundBook(store).last(4))
                .extracting(r -> r.findings().size())
                .containsExactly(2, 1, 1, 1);
        assertThat(round.times(4)).allSatisfy(r -> assertThat(r.findings()).isEmpty());
        assertThat(round.times(4)).extracting(RoundRecord::number).containsExactly(4L, 3L, 2L, 1L);
        for (int i = 0; i < 100; i++) {
            round.run(UNTIL, RoundTest::cube, List.of(same));
        }
        assertThat(rows("found")).as("those of round 4 are over a hundred rounds old").isEqualTo(1);
        assertThat(rows("round")).isEqualTo(104);
        assertThat(round.last(104).getLast().findings()).isEmpty();
    }

    private long rows(String table) {
        return store.transaction(
                h -> h.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
    }

    @Test
    void findingsBeyondTheBoundAreCounted() {
        RoundRecord record = round(Duration.ofMinutes(1))
                .run(
                        UNTIL,
                        RoundTest::cube,
                        List.of(new Part("many", c -> Part.Found.first(List.of(trend(), trend(), change()), 2))))
                .record();
        assertThat(record.findings()).hasSize(2);
        assertThat(record.parts().getFirst().why()).isEqualTo("1 less sure findings left out");
        assertThat(record.whole()).isTrue();
    }

    @Test
    void aLateAndAFailedAnalysisBlockNoOther() {
        CountDownLatch never = new CountDownLatch(1);
        RoundRecord record = round(Duration.ofMillis(300))
                .run(
                        UNTIL,
                        RoundTest::cube,
                        List.of(
                                new Part("stuck", c -> stuck(never)),
                                new Part("broken", c -> {
                                    throw new IllegalStateException("no data");
                                }),
                                part("good", trend())))
                .record();
        assertThat(record.parts()).extracting(PartRecord::state).containsExactly(State.LATE, State.FAILED, State.DONE);
        assertThat(record.parts().get(1).why()).contains("no data");
        assertThat(record.findings()).containsExactly(trend());
        assertThat(record.whole()).isFalse();
    }

    @Test
    void evenWhereMoreAreStuckThanMayRunAtOnceAllOthersGetTheirTurn() {
        CountDownLatch never = new CountDownLatch(1);
        RoundRecord record = round(Duration.ofSeconds(2))
                .run(
                        UNTIL,
                        RoundTest::cube,
                        List.of(
                                new Part("stuck", c -> deaf(never)),
                                new Part("also stuck", c -> deaf(never)),
                                part("good", trend()),
                                part("good too", change())))
                .record();
        never.countDown();
        assertThat(record.parts())
                .extracting(PartRecord::state)
                .containsExactly(State.LATE, State.LATE, State.DONE, State.DONE);
        assertThat(record.findings()).containsExactly(trend(), change());
    }

    @Test
    void anAnalysisThatRunsOutOfMemoryOrFindsNothingWritableBlocksNoOther() {
        RoundRecord record = round(Duration.ofMinutes(1))
                .run(
                        UNTIL,
                        RoundTest::cube,
                        List.of(
                                new Part("large", c -> {
                                    throw new OutOfMemoryError("for the test");
                                }),
                                new Part("empty", RoundTest::nothing),
                                part("good", trend())))
                .record();
        assertThat(record.parts())
                .extracting(PartRecord::state)
                .containsExactly(State.FAILED, State.FAILED, State.DONE);
        assertThat(record.parts().getFirst().why()).contains("OutOfMemoryError: for the test");
    }

    @Test
    void whoRanOutOfMemoryHasASecondTurnAlone() {
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        RoundRecord record = round(Duration.ofMinutes(1))
                .run(
                        UNTIL,
                        RoundTest::cube,
                        List.of(
                                new Part("large", c -> {
                                    if (turns.incrementAndGet() == 1) {
                                        throw new OutOfMemoryError("for the test");
                                    }
                                    return Part.Found.findings(running.get() == 0 ? List.of(trend()) : List.of());
                                }),
                                new Part("other", c -> {
                                    running.incrementAndGet();
                                    sleep(Duration.ofMillis(150));
                                    running.decrementAndGet();
                                    return Part.Found.findings(List.of(change()));
                                })))
                .record();
        assertThat(record.whole()).isTrue();
        assertThat(turns).hasValue(2);
        assertThat(record.findings()).containsExactly(trend(), change());
    }

    @Test
    void whereMemoryIsShortAnalysesRunOneAfterTheOther() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Part> parts = IntStream.range(0, 4)
                .mapToObj(i -> new Part("part " + i, c -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    sleep(Duration.ofMillis(30));
                    running.decrementAndGet();
                    return Part.Found.findings(List.of());
                }))
                .toList();
        Round narrow = new Round(
                new Round.Settings(Duration.ofMinutes(1), Duration.ofMinutes(1), 4),
                new RoundBook(store),
                InstantSource.system(),
                Ticker.system(),
                EventLog.none(),
                () -> false);
        assertThat(narrow.run(UNTIL, RoundTest::cube, parts).record().whole()).isTrue();
        assertThat(most).hasValue(1);
    }

    /** In the week's last round the long one would else begin when all others are done, and run beside nobody. */
    @Test
    void whatOnceTookLongestBeginsFirstThoughItHadNothingToDoInTheRoundBefore() {
        List<String> begun = new CopyOnWriteArrayList<>();
        Round round = new Round(
                new Round.Settings(Duration.ofMinutes(1), Duration.ofMinutes(1), 1),
                new RoundBook(store),
                InstantSource.system(),
                Ticker.system(),
                EventLog.none());
        for (int number = 0; number < 3; number++) {
            boolean fits = number != 1;
            begun.clear();
            round.run(UNTIL, RoundTest::cube, List.of(
                    working("daily", begun, Duration.ofMillis(5)),
                    working("weekly", begun, fits ? Duration.ofMillis(60) : Duration.ZERO)));
        }
        assertThat(begun).containsExactly("weekly", "daily");
    }

    private static Part working(String name, List<String> begun, Duration time) {
        return new Part(name, c -> {
            begun.add(name);
            sleep(time);
            return Part.Found.findings(List.of());
        });
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRoundWithoutACubeIsOnRecordWithTheReason() {
        Round round = round(Duration.ofMinutes(1));
        RoundRecord record = round.run(
                        UNTIL,
                        () -> {
                            throw new IllegalStateException("the store is shut");
                        },
                        List.of(part("good", trend())))
                .record();
        assertThat(record.parts()).extracting(PartRecord::name).containsExactly("cube");
        assertThat(record.parts().getFirst().why()).contains("the store is shut");
        assertThat(record.whole()).isFalse();
        assertThat(round.last(1)).containsExactly(record);
    }

    @Test
    void noNewRoundBeginsBesideTooManyAnalysesOfPastOnes() {
        CountDownLatch never = new CountDownLatch(1);
        Round round = round(Duration.ofMillis(200));
        List<Part> stuck =
                IntStream.range(0, 9).mapToObj(i -> new Part("stuck " + i, c -> deaf(never))).toList();
        assertThatThrownBy(() -> IntStream.range(0, 10).forEach(i -> round.run(UNTIL, RoundTest::cube, stuck)))
                .hasMessageContaining("analyses of past rounds still run");
        never.countDown();
    }

    @Test
    void aRoundIsCancelledShowsItsProgressAndAdmitsNoSecondBesideIt() throws Exception {
        Round round = round(Duration.ofMinutes(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<RoundResult> running = CompletableFuture.supplyAsync(() ->
                round.run(UNTIL, RoundTest::cube, List.of(part("quick", trend()), new Part("stuck", c -> {
                    begun.countDown();
                    return stuck(never);
                }))));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(round.progress()).isPresent();
        assertThatThrownBy(() -> round.run(UNTIL, RoundTest::cube, List.of())).hasMessage("a round is running");
        round.cancel();
        RoundRecord record = running.get(10, TimeUnit.SECONDS).record();
        assertThat(record.parts().get(1).state()).isEqualTo(State.CANCELLED);
        assertThat(record.findings()).containsExactly(trend());
        assertThat(round.progress()).isEmpty();
    }

    @Test
    void theStandardAnalysesFindNothingWhereNothingWasReported() {
        RoundResult result = round(Duration.ofMinutes(1))
                .run(UNTIL, RoundTest::cube, StandardParts.of(new Country("JP"), ForecastAnalysis.Settings.DEFAULTS));
        assertThat(result.record().parts())
                .extracting(PartRecord::name)
                .containsExactly("similarity", "spread", "locality", "trend", "change", "propagation", "arrival",
                        "forecast");
        assertThat(result.record().whole()).isTrue();
        assertThat(result.record().findings()).isEmpty();
        assertThat(result.forecasts()).isEmpty();
    }

    private static Part.Found stuck(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Part.Found(List.of(), List.of());
    }

    /** Goes on although it is told to stop. */
    private static Part.Found deaf(CountDownLatch never) {
        while (never.getCount() > 0) {
            stuck(never);
            Thread.interrupted();
        }
        return new Part.Found(List.of(), List.of());
    }

    /** An analysis with a bug. */
    private static Part.Found nothing(Cube cube) {
        return Optional.<Part.Found>empty().get();
    }

    private Round round(Duration deadline) {
        return new Round(
                new Round.Settings(deadline, deadline.dividedBy(4), 2),
                new RoundBook(store),
                InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")),
                Ticker.system(),
                EventLog.none());
    }

    private static Part part(String name, Finding finding) {
        return new Part(name, cube -> Part.Found.findings(List.of(finding)));
    }

    private static Cube cube() {
        return Cube.builder(Grouping.SENSOR).build(UNTIL, UNTIL);
    }

    private static Finding similarity() {
        return new Finding.Similarity(
                new Region("a"),
                new Region("b"),
                WEEK,
                10,
                20,
                OptionalDouble.of(0.5),
                OptionalDouble.empty(),
                OptionalDouble.of(3),
                OptionalDouble.of(2),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(0.1),
                OptionalDouble.of(0.9),
                OptionalDouble.of(0.7),
                OptionalDouble.of(0.12),
                1,
                OptionalDouble.empty(),
                OptionalDouble.of(-0.01),
                OptionalDouble.of(1.25),
                new Finding.Similarity.Rivals(
                        OptionalDouble.of(0.8), OptionalDouble.empty(), OptionalDouble.of(0.2), OptionalDouble.of(0.4)),
                List.of(new Finding.Similarity.Kind(AttackType.SCAN_SYN, 30, 12, 2.5, 1.7, 3.5)),
                List.of("a: no report"));
    }

    private static Finding clusters() {
        Region a = new Region("a");
        Region b = new Region("b");
        Region c = new Region("c");
        return new Finding.Clusters(
                WEEK,
                List.of(a, b, c),
                List.of(
                        new Finding.Clusters.Merge(0, 1, 0.125, 2, 0.75),
                        new Finding.Clusters.Merge(2, 3, 0.5, 3, 1)),
                List.of(List.of(a, b), List.of(c)),
                0.777,
                OptionalDouble.of(0.9),
                OptionalDouble.empty(),
                List.of());
    }

    private static Finding spread() {
        return new Finding.Spread(
                AttackType.SCAN_SYN,
                Service.tcp(23),
                WEEK,
                List.of(new Region("b")),
                2,
                2,
                3,
                1.75,
                List.of(
                        new Finding.Spread.Arrival(
                                new Region("a"), WEEK.start(), WEEK.end(), true, OptionalDouble.of(0.25)),
                        new Finding.Spread.Arrival(
                                new Region("b"), WEEK.start(), WEEK.end(), false, OptionalDouble.empty())),
                List.of("spread: 1 regions could not see it, or watched less than half of the window"));
    }

    private static Finding locality() {
        return new Finding.Locality(
                new Region("a"),
                AttackType.SCAN_SYN,
                Service.tcp(23),
                WEEK,
                9,
                2,
                2.5,
                Finding.Verdict.NEW_HERE,
                List.of(
                        new Finding.Reading(Finding.Verdict.NEW_HERE, 0.75),
                        new Finding.Reading(Finding.Verdict.OMEN_OF_SPREAD, 0.25)),
                Optional.of(new Finding.Strength(
                        4.5,
                        2.17,
                        3,
                        OptionalDouble.of(12),
                        OptionalDouble.of(2.5),
                        OptionalDouble.of(2.2),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(5.5),
                        List.of(new Region("a"), new Region("b")),
                        OptionalDouble.of(0.01),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty())),
                "never seen elsewhere",
                List.of());
    }

    private static Finding change() {
        return new Finding.Change(
                new Region("a"),
                AttackType.SCAN_SYN,
                Service.ANY,
                WEEK,
                Instant.ofEpochSecond(3600),
                10.5,
                32,
                0.995,
                List.of());
    }

    private static Finding trend() {
        return new Finding.Trend(
                new Region("a"),
                AttackType.SCAN_SYN,
                Service.ANY,
                WEEK,
                0.25,
                0.125,
                0.5,
                0.01,
                Finding.Label.GROWING,
                List.of());
    }
}
