package yochi.node.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.ByteSize;
import yochi.link.table.Batch;
import yochi.link.table.LedgerKey;
import yochi.link.table.TableSettings;
import yochi.link.table.TableShape;
import yochi.link.table.TableStore;
import yochi.node.observation.Sensor;
import yochi.node.summary.CellCode;
import yochi.node.summary.CellCounts;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;

@DisplayName("K-10: detail stays at home, within the policy's retention, and comes back whole")
class ArchiveTest {
    private static final List<Sensor> SENSORS = Traffic.sensors(3);
    private static final Instant START = Instant.ofEpochSecond(Traffic.START_SECOND);
    private static final InstantSource CLOCK = InstantSource.fixed(START);

    private static final String POLICY = "0123";

    @TempDir
    Path directory;

    @Test
    void windowsComeBackAsTheyWentAlsoAfterAnotherStart() {
        List<ClosedWindow> windows = windows(5, 4000, 3);
        try (Archive archive = Archive.open(directory.resolve("a"), Retention.usual(), CLOCK)) {
            windows.forEach(w -> archive.keep("sg", w, POLICY));
            assertThat(archive.standing().kept()).isEqualTo(windows.size());
            assertThat(picture(all(archive, List.of()))).isEqualTo(picture(windows));
        }
        try (Archive archive = Archive.open(directory.resolve("a"), Retention.usual(), CLOCK)) {
            assertThat(picture(all(archive, List.of()))).isEqualTo(picture(windows));
            List<ClosedWindow> mixed = all(archive, List.of(windows.getLast()));
            assertThat(picture(mixed)).as("part from memory, part from disk").isEqualTo(picture(windows));
        }
    }

    @Test
    void theSameWindowIsKeptOnceAndAnotherOneOfItsNameIsCounted() {
        ClosedWindow window = windows(5, 500, 1).getFirst();
        ClosedWindow other = windows(6, 500, 1).getFirst();
        try (Archive archive = Archive.open(directory.resolve("a"), Retention.usual(), CLOCK)) {
            archive.keep("sg", window, POLICY);
            archive.keep("sg", window, POLICY);
            archive.keep("jp", window, POLICY);
            archive.keep("sg", other, POLICY);
            assertThat(archive.standing().kept()).isEqualTo(2);
            assertThat(archive.standing().conflicts()).isEqualTo(1);
        }
    }

    @Test
    void theOldestAddressesGoFirstAndTheCountsStay() {
        int days = 24;
        Retention tight = new Retention(ByteSize.parse("7MiB"), Duration.ofDays(300), Duration.ofDays(300));
        try (Archive archive = Archive.open(directory.resolve("a"), tight, CLOCK)) {
            for (int day = 0; day < days; day++) {
                shifted(day, 50_000).forEach(w -> archive.keep("sg", w, POLICY));
            }
            Archive.Standing standing = archive.standing();
            assertThat(standing.kept()).isEqualTo(days);
            assertThat(standing.lost()).isZero();
            assertThat(standing.thinned()).isBetween(1L, days - 1L);
            assertThat(standing.withinBudget()).isTrue();
            assertThat(standing.bytes()).isLessThanOrEqualTo(tight.budget().bytes());
            assertThat(standing.addressesFrom()).isPresent();
            List<ClosedWindow> left = all(archive, List.of());
            assertThat(left).hasSize(days - (int) standing.thinned());
            assertThat(left.getFirst().window().start().toString())
                    .startsWith(standing.addressesFrom().orElseThrow().toString());
        }
        assertThat(rows("archive_window")).as("every window's counts are still there").isEqualTo(days);
    }

    @Test
    void addressesOlderThanThePolicyLetsThemBeAreForgotten() {
        Retention week = new Retention(ByteSize.parse("1GiB"), Duration.ofDays(2), Duration.ofDays(4));
        try (Archive archive = Archive.open(directory.resolve("a"), week, CLOCK)) {
            for (int day = 0; day < 8; day++) {
                shifted(day, 300).forEach(w -> archive.keep("sg", w, POLICY));
            }
            assertThat(all(archive, List.of())).hasSize(3);
        }
        assertThat(rows("archive_window")).isEqualTo(5);
    }

    @Test
    void whatWasAskedBeforeThisStartOrReleasedUnderAnotherPolicyIsNotBroughtBack() {
        List<ClosedWindow> windows = windows(5, 900, 3);
        try (Archive archive = Archive.open(directory.resolve("a"), Retention.usual(), CLOCK)) {
            archive.keep("sg", windows.get(0), POLICY);
            archive.keep("sg", windows.get(1), POLICY);
            archive.keep("sg", windows.get(2), "another policy");
            assertThat(all(archive, List.of())).hasSize(2);
            archive.asked(windows.subList(0, 1));
            assertThat(all(archive, List.of())).as("within this run the border remembers").hasSize(2);
        }
        InstantSource later = InstantSource.fixed(START.plusSeconds(100));
        try (Archive archive = Archive.open(directory.resolve("a"), Retention.usual(), later)) {
            assertThat(picture(all(archive, List.of()))).isEqualTo(picture(windows.subList(1, 2)));
        }
    }

    @Test
    void aDirectoryLostWhileRunningIsToldAndBegunAnew() throws IOException {
        List<ClosedWindow> windows = windows(5, 1500, 3);
        Path home = directory.resolve("a");
        try (Archive archive = Archive.open(home, Retention.usual(), CLOCK)) {
            archive.keep("sg", windows.get(0), POLICY);
            remove(home);
            archive.keep("sg", windows.get(1), POLICY);
            archive.keep("sg", windows.get(2), POLICY);
            assertThat(archive.standing().kept()).isEqualTo(3);
            assertThat(archive.standing().problem()).contains("is gone").contains(home.toString());
            assertThat(picture(all(archive, List.of()))).isEqualTo(picture(windows.subList(1, 3)));
        }
    }

    @Test
    void aFullDiskCostsDetailAndNeverStopsTheNode() {
        List<ClosedWindow> windows = windows(5, 1500, 3);
        AtomicInteger opened = new AtomicInteger();
        long[] now = {0};
        InstantSource clock = () -> START.plusSeconds(now[0]);
        try (Archive archive = new Archive(directory.resolve("a"), Retention.usual(), clock, path -> {
            if (opened.incrementAndGet() == 1) {
                throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "the disk under " + path + " is full");
            }
            return TableStore.open(path, ArchiveTables.SHAPES, ArchiveTables.STEPS, TableSettings.usual(), clock);
        })) {
            assertThat(archive.standing().problem()).contains("is full");
            archive.keep("sg", windows.get(0), POLICY);
            archive.keep("sg", windows.get(1), POLICY);
            assertThat(archive.standing().lost()).isEqualTo(2);
            assertThat(opened.get()).as("not tried again at every window").isEqualTo(1);
            now[0] = 60;
            archive.keep("sg", windows.get(2), POLICY);
            assertThat(archive.standing().kept()).isEqualTo(1);
            assertThat(archive.standing().lost()).isEqualTo(2);
            assertThat(archive.standing().problem()).isEmpty();
        }
    }

    @Test
    void windowsOfAnArchiveFromBeforeBlocksAreStillThere() {
        List<ClosedWindow> windows = windows(9, 3000, 2);
        List<TableShape> old = ArchiveTables.SHAPES.stream()
                .filter(shape -> !List.of(ArchiveTables.BLOCK, ArchiveTables.ADDRESSES).contains(shape.name()))
                .toList();
        try (TableStore store =
                TableStore.open(directory.resolve("a"), old, List.of(), TableSettings.usual(), CLOCK)) {
            long number = 1;
            for (ClosedWindow window : windows) {
                store.append(OldPages.of(window, number++, POLICY, START));
            }
        }
        try (Archive archive = Archive.open(directory.resolve("a"), Retention.usual(), CLOCK)) {
            assertThat(picture(all(archive, List.of()))).isEqualTo(picture(windows));
            ClosedWindow next = shifted(1, 300).getFirst();
            archive.keep("sg", next, POLICY);
            assertThat(archive.standing().kept()).isEqualTo(1);
            assertThat(all(archive, List.of())).hasSize(windows.size() + 1);
        }
    }

    @Test
    void aDamagedBlockIsToldAndNotGuessed() {
        ClosedWindow window = windows(5, 500, 1).getFirst();
        try (Archive archive = Archive.open(directory.resolve("a"), Retention.usual(), CLOCK)) {
            archive.keep("sg", window, POLICY);
        }
        try (TableStore store = TableStore.open(
                directory.resolve("a"), ArchiveTables.SHAPES, ArchiveTables.STEPS, TableSettings.usual(), CLOCK)) {
            store.erase(ArchiveTables.BLOCK, "true", List.of());
            store.append(Batch.under(new LedgerKey("damage", START, 0, ""))
                    .row(ArchiveTables.BLOCK, 1L, window.window().start(), 0L, 0L, new byte[] {2, 1, 1})
                    .build());
        }
        try (Archive archive = Archive.open(directory.resolve("a"), Retention.usual(), CLOCK)) {
            assertThat(all(archive, List.of())).isEmpty();
            assertThat(archive.standing().problem()).contains("cannot be read");
        }
    }

    private long rows(String table) {
        try (TableStore store = TableStore.open(
                directory.resolve("a"), ArchiveTables.SHAPES, ArchiveTables.STEPS, TableSettings.usual(), CLOCK)) {
            return store.read(
                    yochi.link.table.Lane.QUICK,
                    "SELECT count(*) FROM " + table,
                    List.of(),
                    rows -> rows.next() ? rows.whole(1) : 0);
        }
    }

    private static List<ClosedWindow> all(Archive archive, List<ClosedWindow> memory) {
        List<ClosedWindow> out = new ArrayList<>(
                archive.recall(START.minusSeconds(86_400), START.plusSeconds(400 * 86_400L), POLICY, memory));
        out.addAll(memory);
        return out;
    }

    static List<ClosedWindow> windows(long seed, int packets, int hours) {
        return closed(Traffic.packets(seed, packets, 3, hours), Duration.ofHours(1));
    }

    private static List<ClosedWindow> closed(List<Traffic.Sent> packets, Duration release) {
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofMinutes(10), release, Duration.ZERO, true), SENSORS, Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        return summariser.close();
    }

    private static List<ClosedWindow> shifted(int day, int packets) {
        List<Traffic.Sent> moved = new ArrayList<>();
        for (Traffic.Sent s : Traffic.packets(day, packets, 3, 1)) {
            long nanos = s.nanos() + day * 86_400_000_000_000L;
            long source = 0x0100_0000L + Math.floorMod(s.nanos() * 31, 1L << 30);
            moved.add(new Traffic.Sent(s.sensor(), nanos, s.rule(), s.port(), source, s.length()));
        }
        return closed(moved, Duration.ofDays(1));
    }

    /** Everything about windows that the border asks for. */
    static String picture(List<ClosedWindow> windows) {
        TreeSet<String> lines = new TreeSet<>();
        for (ClosedWindow window : windows) {
            lines.add(window.window() + " " + window.late() + " " + window.uptime());
            for (EpochSummary epoch : window.epochs()) {
                CellCounts counts = epoch.counted();
                List<String> names = new ArrayList<>();
                for (int slot = 0; slot < counts.cells(); slot++) {
                    long code = counts.code(slot);
                    names.add(epoch.epoch() + " "
                            + epoch.dictionary().sensorOf(CellCode.sensor(code)).name() + " " + CellCode.type(code)
                            + " " + CellCode.service(code) + " " + CellCode.tool(code) + " "
                            + epoch.dictionary().placeOf(CellCode.place(code)));
                    lines.add(names.getLast() + " " + counts.records(slot) + " " + counts.amount(slot) + " "
                            + counts.unmeasured(slot) + " " + counts.unkept(slot));
                }
                counts.forEachPair((slot, address, n) -> lines.add(names.get(slot) + " "
                        + HexFormat.of().formatHex(epoch.dictionary().addresses().bytes(address)) + " " + n));
            }
        }
        return String.join("\n", lines);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
