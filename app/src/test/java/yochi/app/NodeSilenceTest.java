package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.line.Centre;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.Uptime;
import yochi.node.line.Node;

/** a folder that has fallen silent releases what is over by the wall clock, and invents no uptime. */
class NodeSilenceTest {
    private static final DateTimeFormatter ROW =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void whatNobodyHeardIsMissingAndNotZero() throws Exception {
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
        StringBuilder rows = new StringBuilder("datetime,host,src,proto,type,spt,dpt\n");
        for (int minute = 0; minute < 30; minute++) {
            rows.append(ROW.format(first.plus(Duration.ofMinutes(minute))))
                    .append(",s1,3325256704,TCP,,4000,22\n");
        }
        Path drop = Files.createDirectories(folder.resolve("drop"));
        Path part = Files.writeString(folder.resolve("a.csv"), rows);
        Files.setLastModifiedTime(part, FileTime.from(first.plus(Duration.ofMinutes(40))));
        Files.move(part, drop.resolve("a.csv"));
        MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1");
        try (Centre centre = RealCentre.forNodes(
                folder,
                "name: silent\nepoch: 10m\nrelease: 1h\nlateness: 1s\nsensors: 1\ndimensions: [sensor, service]\n")) {
            RealNode.invite(centre, folder, "n1");
            String more = "watch: {folder: drop, settled: 0s, look: 100ms}\n";
            try (Node node = RealNode.open(folder, "n1", more, EventLog.none(), Optional.empty())) {
                node.start();
                long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (RealNode.stored(centre).size() < 4) {
                    assertThat(System.nanoTime()).isLessThan(end);
                    Thread.sleep(50);
                }
            }
            List<EpochReport> told = RealNode.stored(centre).stream()
                    .sorted(Comparator.comparing(r -> r.window().start()))
                    .limit(4)
                    .toList();
            assertThat(told).extracting(r -> r.window().start()).containsExactly(
                    first,
                    first.plus(Duration.ofHours(1)),
                    first.plus(Duration.ofHours(2)),
                    first.plus(Duration.ofHours(3)));
            assertThat(told.getFirst().uptime()).extracting(Uptime::share).startsWith(1.0, 1.0).endsWith(0.0, 0.0, 0.0);
            assertThat(told.subList(1, 4)).allSatisfy(report -> assertThat(report.uptime()).isNotEmpty()
                    .allSatisfy(u -> {
                        assertThat(u.share()).isZero();
                        assertThat(u.reason()).isNotBlank();
                    }));
        }
    }
}
