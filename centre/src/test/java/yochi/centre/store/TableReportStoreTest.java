package yochi.centre.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Statistic;
import yochi.core.sketch.ItemCounts;
import yochi.link.table.TableSettings;
import yochi.link.table.TableStore;

/** K-7: what was stored comes back equal, once, after a restart too. */
class TableReportStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private TableReportStore store;

    @BeforeEach
    void open() {
        store = TableReportStore.open(folder.resolve("store"), TableSettings.usual(), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<EpochReport> all() {
        List<EpochReport> out = new ArrayList<>();
        store.read(Instant.EPOCH, NOW, out::add);
        return out;
    }

    private ReportStore.Outcome put(EpochReport report, String digest) {
        return store.put(report, digest, NOW);
    }

    @Test
    void reportsComeBackEqualInTheOrderOfCommitAndAfterARestart() {
        List<EpochReport> reports = List.of(MadeReports.of(2), MadeReports.of(1), MadeReports.of(3));
        reports.forEach(r -> assertThat(put(r, "d" + r.sequence())).isEqualTo(ReportStore.Outcome.STORED));
        assertThat(all()).isEqualTo(reports);
        store.close();
        open();
        assertThat(all()).isEqualTo(reports);
        assertThat(store.ledger()).extracting(ReportStore.Entry::sequence).containsExactly(2L, 1L, 3L);
        assertThat(put(MadeReports.of(4), "d4")).isEqualTo(ReportStore.Outcome.STORED);
    }

    @Test
    void aStoreFromBeforeOperatorsIsBroughtUpToDate() {
        Path old = folder.resolve("old");
        try (TableStore before = TableStore.open(
                old,
                ReportTables.SHAPES.stream()
                        .filter(s -> !s.name().equals(ReportTables.OPERATOR))
                        .toList(),
                List.of(),
                TableSettings.usual(),
                InstantSource.fixed(NOW))) {
            before.append(ReportRows.batch(1, MadeReports.of(2), "d2", NOW));
        }
        store.close();
        store = TableReportStore.open(old, TableSettings.usual(), InstantSource.fixed(NOW));
        put(MadeReports.of(3), "d3");
        assertThat(all()).containsExactly(MadeReports.of(2), MadeReports.of(3));
        assertThat(all().getLast().operators()).containsEntry("s1", "lab");
    }

    @Test
    void theSameReportIsStoredOnceEvenAcrossARestart() {
        assertThat(put(MadeReports.of(1), "d")).isEqualTo(ReportStore.Outcome.STORED);
        assertThat(put(MadeReports.of(1), "d")).isEqualTo(ReportStore.Outcome.DUPLICATE);
        store.close();
        open();
        assertThat(put(MadeReports.of(1), "d")).isEqualTo(ReportStore.Outcome.DUPLICATE);
        assertThat(all()).hasSize(1);
    }

    @Test
    void ofReportsBelowTheRecentOnesDuplicatesAndConflictsAreStillFound() {
        store.close();
        for (int start = 0; start < 2; start++) {
            store = TableReportStore.open(
                    folder.resolve("few"), TableSettings.usual(), InstantSource.fixed(NOW), 2);
            for (int n = 1; n <= 6; n++) {
                assertThat(put(MadeReports.of(n), "d" + n))
                        .isEqualTo(start == 0 ? ReportStore.Outcome.STORED : ReportStore.Outcome.DUPLICATE);
            }
            assertThat(put(MadeReports.of(MadeReports.NODE, 1, MadeReports.day(19), 0, false, 1), "other"))
                    .isEqualTo(ReportStore.Outcome.CONFLICT);
            assertThat(all()).hasSize(6);
            store.close();
        }
    }

    /** Nodes share commits, and two copies of one node do not get past the check of its numbers at the same time. */
    @Test
    void reportsOfManyNodesAtOnceAreEachStoredOnce() throws Exception {
        int nodes = 6;
        List<NodeId> ids = new ArrayList<>();
        List<Future<ReportStore.Outcome>> told = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < nodes; n++) {
                ids.add(NodeId.of(1 + n, new Random(n)));
            }
            for (NodeId id : ids) {
                for (long copy = 0; copy < 2; copy++) {
                    EpochReport report = MadeReports.of(id, 1, MadeReports.day(1 + copy), 0, false, 3);
                    told.add(senders.submit(() -> put(report, "d" + report.window())));
                }
            }
        }
        int stored = 0;
        for (Future<ReportStore.Outcome> one : told) {
            assertThat(one.get()).isIn(ReportStore.Outcome.STORED, ReportStore.Outcome.CONFLICT);
            stored += one.get() == ReportStore.Outcome.STORED ? 1 : 0;
        }
        assertThat(stored).isEqualTo(nodes);
        List<EpochReport> all = all();
        assertThat(all).extracting(EpochReport::node).containsExactlyInAnyOrderElementsOf(ids);
        store.close();
        open();
        assertThat(all()).isEqualTo(all);
        assertThat(put(MadeReports.of(1), "d")).isEqualTo(ReportStore.Outcome.STORED);
    }

    @Test
    void aNumberOrAWindowWithOtherContentIsAConflict() {
        put(MadeReports.of(1), "d");
        assertThat(put(MadeReports.of(MadeReports.NODE, 1, MadeReports.day(9), 0, false, 1), "e"))
                .isEqualTo(ReportStore.Outcome.CONFLICT);
        assertThat(put(MadeReports.of(MadeReports.NODE, 8, MadeReports.day(1), 0, false, 1), "f"))
                .isEqualTo(ReportStore.Outcome.CONFLICT);
        assertThat(all()).hasSize(1);
    }

    @Test
    void lateDataStandBesideTheReleaseAndACorrectionReplacesIt() {
        EpochReport release = MadeReports.of(1);
        EpochReport late = MadeReports.of(MadeReports.NODE, 2, MadeReports.day(1), 0, true, 1);
        EpochReport later = MadeReports.of(MadeReports.NODE, 3, MadeReports.day(1), 0, true, 2);
        EpochReport corrected = MadeReports.of(MadeReports.NODE, 4, MadeReports.day(1), 1, false, 2);
        for (EpochReport r : List.of(release, late, later)) {
            assertThat(put(r, "d" + r.sequence())).isEqualTo(ReportStore.Outcome.STORED);
        }
        assertThat(all()).containsExactly(release, late, later);
        put(corrected, "d4");
        assertThat(all()).containsExactly(late, later, corrected);
    }

    @Test
    void onlyWindowsOfTheSpanAreRead() {
        for (long n = 1; n <= 5; n++) {
            put(MadeReports.of(n), "d" + n);
        }
        List<Long> read = new ArrayList<>();
        store.read(MadeReports.day(2).start(), MadeReports.day(4).start(), r -> read.add(r.sequence()));
        assertThat(read).containsExactly(2L, 3L);
    }

    private long sketches() {
        return all().stream()
                .flatMap(r -> r.cells().stream())
                .flatMap(c -> c.measures().values().stream())
                .filter(Measure.DistinctSet.class::isInstance)
                .count();
    }

    /** K-10, algorithms §6.3: sketches are deleted a day after they came, sealed ones too; their numbers stay. */
    @Test
    void sketchesOlderThanADayAreDeletedAndTheirNumbersStay() {
        store.put(MadeReports.of(1), "d1", NOW.minus(Duration.ofHours(26)));
        store.put(MadeReports.of(2), "d2", NOW.minus(Duration.ofHours(25)));
        store.table().sealBefore(LocalDate.ofInstant(NOW, ZoneOffset.UTC).plusDays(1));
        store.put(MadeReports.of(3), "d3", NOW.minus(Duration.ofHours(25)));
        store.put(MadeReports.of(4), "d4", NOW.minus(Duration.ofHours(2)));
        List<EpochReport> before = all();
        long all = sketches();
        assertThat(all).isPositive().isEqualTo(4 * (all / 4));
        assertThat(store.forgetSketches(NOW.minus(Duration.ofHours(24)))).isEqualTo(all / 4 * 3);
        assertThat(sketches()).isEqualTo(all / 4);
        store.close();
        open();
        assertThat(all().getLast()).isEqualTo(before.getLast());
        for (int i = 0; i < before.size(); i++) {
            for (int cell = 0; cell < before.get(i).cells().size(); cell++) {
                for (Metric metric : before.get(i).cells().get(cell).measures().keySet()) {
                    assertThat(all().get(i).cells().get(cell).count(metric))
                            .isEqualTo(before.get(i).cells().get(cell).count(metric));
                }
            }
        }
        assertThat(store.forgetSketches(NOW.minus(Duration.ofHours(24)))).isZero();
        assertThat(put(MadeReports.of(1), "d1")).isEqualTo(ReportStore.Outcome.DUPLICATE);
    }

    /** The tokens of victims are as good as raw data to who holds the key: they go with the sketches. */
    @Test
    void victimsTokensOlderThanADayAreDeletedAndThenMissing() {
        ItemCounts items = ItemCounts.empty();
        items.add(77, 3);
        EpochReport day = MadeReports.of(1);
        Statistic cell = day.cells().getLast();
        store.put(
                day.with(
                        List.of(new Statistic(
                                cell.key(), Map.of(Metric.VICTIMS, new Measure.FrequentItems(items)))),
                        day.uptime(),
                        day.operators()),
                "d1",
                NOW.minus(Duration.ofHours(26)));
        assertThat(all().getFirst().cells().getFirst().measures().get(Metric.VICTIMS))
                .isEqualTo(new Measure.FrequentItems(items));
        assertThat(store.forgetSketches(NOW.minus(Duration.ofHours(24)))).isEqualTo(1);
        assertThat(all().getFirst().cells().getFirst().measures().get(Metric.VICTIMS))
                .isInstanceOf(Measure.Missing.class);
    }
}
