package yochi.link.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** K-10, issue 2 §7: kill -9 in the middle of commits and seals loses nothing acknowledged and halves nothing. */
class SuddenDeathTest {
    private static final int KILLS = 8;

    @TempDir
    Path directory;

    @Test
    void keepsEveryAcknowledgedBatchWholeAndOnceAcrossKills() throws Exception {
        Random random = new Random(9);
        TreeSet<Integer> acknowledged = new TreeSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int next = acknowledged.isEmpty() ? 0 : acknowledged.last();
            acknowledged.addAll(runAndKill(next, 1 + random.nextInt(12), random.nextInt(20)));
            verify(acknowledged);
        }
        assertThat(acknowledged.size()).isGreaterThan(KILLS);
    }

    /** Starts a writer, kills it some time after so many receipts, and tells which batches were acknowledged. */
    private List<Integer> runAndKill(int next, int receipts, int millis) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        directory.toString(),
                        String.valueOf(next))
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = child.inputReader()) {
            String line = reader.readLine();
            while (line != null) {
                lines.add(line);
                if (lines.size() == receipts + 1) {
                    Thread.sleep(millis);
                    kill(child);
                }
                line = reader.readLine();
            }
        } finally {
            kill(child);
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(String.join("\n", lines)).isEqualTo(137);
        return lines.stream()
                .filter(line -> line.endsWith(" STORED") || line.endsWith(" DUPLICATE"))
                .map(line -> Integer.parseInt(line.substring(0, line.indexOf(' '))))
                .toList();
    }

    /** SIGKILL, without closing the pipe on which the last receipts come. */
    private static void kill(Process child) {
        ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private void verify(NavigableSet<Integer> acknowledged) {
        try (TableStore store = Bench.open(directory)) {
            Map<String, Long> rows = new HashMap<>();
            store.read(
                    Lane.SLOW,
                    "SELECT place, count(*), count(DISTINCT count) FROM reading GROUP BY place",
                    List.of(),
                    found -> {
                        while (found.next()) {
                            rows.put(found.text(1), found.whole(2));
                            assertThat(found.whole(3)).isEqualTo(found.whole(2));
                        }
                        return true;
                    });
            assertThat(rows.values()).as("no batch is partial or doubled").containsOnly((long) KilledWriter.ROWS);
            assertThat(rows.keySet())
                    .containsAll(acknowledged.stream().map(n -> "batch" + n).toList());
            assertThat(Bench.count(store, "SELECT count(*) FROM store_ledger")).isEqualTo(rows.size());
            assertThat(Bench.count(store, "SELECT count(*) FROM sketch")).isEqualTo(rows.size());
            store.read(Lane.SLOW, "SELECT body FROM sketch", List.of(), found -> {
                while (found.next()) {
                    String body = new String(found.bytes(1), StandardCharsets.UTF_8);
                    String name = body.substring(0, body.indexOf("batch", 1));
                    assertThat(rows).containsKey(name);
                    String whole = name.repeat(KilledWriter.BODY / name.length() + 1);
                    assertThat(body.equals(whole.substring(0, KilledWriter.BODY)))
                            .as(name)
                            .isTrue();
                }
                return true;
            });
            assertThat(store.append(KilledWriter.batch(acknowledged.last()))).isEqualTo(Receipt.DUPLICATE);
        }
    }
}
