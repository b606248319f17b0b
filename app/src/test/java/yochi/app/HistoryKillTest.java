package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.line.Centre;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Service;

/** K-7: a killed node still knows which sources came within seven days; one that lost that says so. */
class HistoryKillTest {
    private static final int NEW = 4;

    @TempDir
    Path folder;

    private Centre centre;
    private List<String> rows;

    @BeforeEach
    void start() throws Exception {
        centre = RealCentre.forNodes(folder, MadeTraffic.POLICY + "details: [new_sources]\n");
        rows = new ArrayList<>(Files.readAllLines(MadeTraffic.rows(folder.resolve("all.csv"), 12, "s1")));
        MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1");
        Files.createDirectories(folder.resolve("drop"));
        RealNode.invite(centre, folder, "n1");
    }

    @AfterEach
    void stop() {
        centre.close();
    }

    private void drop(String name, int fromHour, int untilHour, List<String> more) throws Exception {
        List<String> part = new ArrayList<>(List.of(rows.getFirst()));
        part.addAll(rows.subList(1 + 10 * fromHour, 1 + 10 * untilHour));
        part.addAll(part.size() - 20, more);
        Path written = Files.write(folder.resolve("drop/" + name + ".part"), part);
        Files.move(written, folder.resolve("drop/" + name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> newcomers() {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < NEW; i++) {
            out.add("2013-05-09 22:30:00,s1," + (0xC0000205L + i) + ",TCP,,4000,445");
        }
        return out;
    }

    private Child run(String out) throws Exception {
        return RealNode.run(folder, "n1", out, "watch: {folder: drop, settled: 0s, look: 100ms}\n");
    }

    /** What was told of that day of May. */
    private Measure told(int day) {
        Instant start = Instant.parse("2013-05-%02dT00:00:00Z".formatted(day));
        return RealNode.stored(centre).stream()
                .filter(r -> r.window().start().equals(start))
                .flatMap(r -> r.cells().stream())
                .filter(c -> c.key().service().equals(Service.tcp(445)))
                .flatMap(c -> Stream.ofNullable(c.measures().get(Metric.SOURCES_NEW)))
                .findFirst()
                .orElseThrow();
    }

    private Path history() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("n1/seen"))) {
            return files.filter(f -> f.toString().endsWith(".yseen")).findFirst().orElseThrow();
        }
    }

    @Test
    void aKilledNodeKnowsWhoCameBeforeAndOneWhoseHistoryIsSpoiledCallsNobodyNew() throws Exception {
        drop("a.csv", 0, 8 * 24 + 2, List.of());
        try (Child first = run("one.txt")) {
            first.await(() -> centre.collection().stored() == 8);
            first.kill();
        }
        drop("b.csv", 8 * 24 + 2, 9 * 24 + 2, newcomers());
        try (Child second = run("two.txt")) {
            second.await(() -> centre.collection().stored() == 9);
            second.kill();
        }
        assertThat(Files.readString(folder.resolve("two.txt"))).doesNotContain("event=history");
        assertThat(told(9)).isInstanceOfSatisfying(Measure.DistinctCount.class, n -> {
            assertThat(n.lower()).isEqualTo(NEW);
            assertThat(n.upper()).isEqualTo(NEW);
        });
        byte[] whole = Files.readAllBytes(history());
        whole[whole.length / 2] ^= 1;
        Files.write(history(), whole);
        drop("c.csv", 9 * 24 + 2, 10 * 24 + 2, List.of());
        try (Child third = run("three.txt")) {
            third.await(() -> centre.collection().stored() == 10);
            third.stop();
        }
        assertThat(Files.readString(folder.resolve("three.txt"))).contains("event=history.unreadable");
        assertThat(told(10)).isInstanceOfSatisfying(Measure.Missing.class, missing -> assertThat(missing.reason())
                .contains("fewer than 7 days of history, known since 2013-05-10T00"));
    }
}
