package yochi.centre.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.EpochReport;
import yochi.link.table.TableSettings;

/** Issue 2 §7: a kill -9 in the middle of a commit leaves every acknowledged report whole and no part of another. */
class StoreKillTest {
    private static final int KILLS = 3;
    private static final int MOST_KILLS = 8;
    private static final int CELLS = 24 * StoreWriter.SERVICES + 1;

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private int hit;

    @Test
    void aProcessKilledInTheMiddleOfACommitLosesNothingThatItHadSaid() throws Exception {
        Path place = folder.resolve("store");
        long acknowledged = 0;
        for (int kill = 0; kill < MOST_KILLS && (kill < KILLS || hit == 0); kill++) {
            acknowledged = Math.max(acknowledged, runAndKill(place));
            List<EpochReport> found = new ArrayList<>();
            try (TableReportStore store = TableReportStore.open(
                    place, TableSettings.usual(), InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")))) {
                store.read(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z"), found::add);
                assertThat(store.ledger()).hasSameSizeAs(found);
            }
            assertThat(found.size()).isBetween((int) acknowledged, (int) acknowledged + 1);
            assertThat(found).allSatisfy(r -> assertThat(r.cells()).hasSize(CELLS));
            assertThat(found.getLast())
                    .isEqualTo(MadeReports.of(
                            MadeReports.NODE,
                            found.size(),
                            MadeReports.day(found.size()),
                            0,
                            false,
                            StoreWriter.SERVICES));
        }
        assertThat(acknowledged).isPositive();
        assertThat(hit).as("kills that fell between begin and stored").isPositive();
    }

    /** Runs a writer, kills it inside a transaction, and returns the last report that it had acknowledged. */
    private long runAndKill(Path place) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        StoreWriter.class.getName(),
                        place.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long stored = 0;
        long begun = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int wanted = 2 + random.nextInt(3);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("stored")) {
                    stored = Long.parseLong(words[1]);
                    wanted--;
                }
                if (words[0].equals("begin")) {
                    begun = Long.parseLong(words[1]);
                }
                if (words[0].equals("begin") && wanted <= 0) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
                    assertThat(child.toHandle().destroyForcibly()).isTrue();
                    wanted = Integer.MAX_VALUE;
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        hit += begun > stored ? 1 : 0;
        return stored;
    }
}
