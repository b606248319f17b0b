package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.line.Centre;
import yochi.core.model.Metric;
import yochi.core.model.Service;

/** a node that watches a folder, killed and started again, loses no file and doubles none. */
class WatchKillTest {
    private static final int A_DAY = 24 * 5;

    @TempDir
    Path folder;

    private Centre centre;
    private List<String> rows;

    @BeforeEach
    void start() throws Exception {
        centre = RealCentre.forNodes(folder);
        rows = new ArrayList<>(Files.readAllLines(MadeTraffic.rows(folder.resolve("all.csv"), 7, "s1")));
        MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1");
        Files.createDirectories(folder.resolve("drop"));
        RealNode.invite(centre, folder, "n1");
    }

    @AfterEach
    void stop() {
        centre.close();
    }

    /** A sensor writes under another name and renames what is finished. */
    private void drop(String name, int fromHour, int untilHour) throws Exception {
        List<String> part = new ArrayList<>(List.of(rows.getFirst()));
        part.addAll(rows.subList(1 + 10 * fromHour, 1 + 10 * untilHour));
        Path written = Files.write(folder.resolve("drop/" + name + ".part"), part);
        Files.move(written, folder.resolve("drop/" + name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Child run(String out) throws Exception {
        return RealNode.run(folder, "n1", out, "watch: {folder: drop, settled: 1s, look: 100ms}\n");
    }

    /** Files read, however the looks at the folder fell. */
    private long read(String out) throws Exception {
        return Pattern.compile("event=watch.read files=(\\d+)")
                .matcher(Files.readString(folder.resolve(out)))
                .results()
                .mapToLong(r -> Long.parseLong(r.group(1)))
                .sum();
    }

    private List<String> remembered() throws Exception {
        Path memory = folder.resolve("n1/taken-files");
        return Files.exists(memory)
                ? Files.readAllLines(memory).stream()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList()
                : List.of();
    }

    @Test
    void killedAndStartedAgainItCountsEveryFileOnce() throws Exception {
        drop("a.csv", 0, 60);
        try (Child first = run("one.txt")) {
            first.await(() -> centre.collection().stored() == 2);
            first.kill();
        }
        drop("b.csv", 60, 108);
        try (Child second = run("two.txt")) {
            second.await(() -> centre.collection().stored() == 4);
            second.await(() -> remembered().equals(List.of("a.csv")));
            second.kill();
        }
        drop("c.csv", 108, 168);
        try (Child third = run("three.txt")) {
            third.await(() -> centre.collection().stored() == 6);
            third.stop();
        }
        assertThat(read("two.txt")).as("what the first had read held data not yet released").isEqualTo(2);
        assertThat(read("three.txt")).as("the first file was remembered, the second not").isEqualTo(2);
        Map<Instant, Long> packets = new TreeMap<>();
        RealNode.stored(centre).forEach(report -> report.cells().stream()
                .filter(c -> c.key().service().equals(Service.tcp(445)))
                .forEach(c -> packets.merge(report.window().start(), c.count(Metric.PACKETS), Long::sum)));
        assertThat(packets).hasSize(6);
        assertThat(packets.values()).containsOnly((long) A_DAY);
        assertThat(centre.collection().accounts().getFirst().missing()).isZero();
    }
}
