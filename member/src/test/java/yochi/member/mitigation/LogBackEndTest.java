package yochi.member.mitigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Mitigation;
import yochi.core.model.Prefix;
import yochi.core.model.YochiException;
import yochi.link.config.ByteSize;

@DisplayName("R-6, K-1: the log of rules has a bound, and neither a full file nor a full disk loses a rule in force")
class LogBackEndTest {
    private static final LogBackEnd.Bound SMALL = new LogBackEnd.Bound(new ByteSize(2048), 3);

    @TempDir
    private Path dir;

    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");

    private static Mitigation rule(String id, Duration lease) {
        Mitigation.Match match = new Mitigation.Match(
                Prefix.parse("192.0.2.80/32"), List.of(), Optional.of(6), List.of(443), List.of(), Optional.empty());
        return new Mitigation(id, match, new Mitigation.Action.Discard(), lease, "ordered");
    }

    private LogBackEnd log(Path folder) {
        return new LogBackEnd(folder.resolve("rules.log"), SMALL, () -> wall);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void aFullFileIsTurnedSoManyAreKeptAndWhatIsInForceStandsInTheNewest() throws Exception {
        LogBackEnd log = log(dir);
        Mitigation lasting = rule("lasting", Duration.ofHours(1));
        log.activate(lasting);
        for (int i = 0; i < 200; i++) {
            wall = wall.plusSeconds(1);
            log.activate(rule("m" + i, Duration.ofMinutes(30)));
            log.withdraw("m" + i);
        }
        assertThat(files(dir))
                .extracting(f -> f.getFileName().toString())
                .containsExactly("rules.log", "rules.log.1", "rules.log.2");
        assertThat(files(dir)).allSatisfy(f -> assertThat(Files.size(f)).isLessThan(2048 + 256));
        assertThat(Files.readString(dir.resolve("rules.log.1"))).contains("withdraw id=m");
        assertThat(log(dir).readBack()).containsExactly(lasting);

        wall = wall.plus(Duration.ofHours(1));
        assertThat(log(dir).readBack()).as("the lease goes on from when it began").isEmpty();
    }

    @Test
    void aLineThatWasCutOffWhileItWasWrittenWasNeverAcknowledgedAndDoesNotSpoilTheNext() throws Exception {
        Mitigation whole = rule("whole", Duration.ofHours(1));
        log(dir).activate(whole);
        Files.writeString(
                dir.resolve("rules.log"), wall + " activate id=half lease=PT1H dest", StandardOpenOption.APPEND);
        LogBackEnd again = log(dir);
        assertThat(again.readBack()).containsExactly(whole);
        Mitigation next = rule("next", Duration.ofHours(1));
        again.activate(next);
        assertThat(log(dir).readBack()).containsExactly(whole, next);
    }

    @Test
    void whatStandsThereAndIsNoChangeIsToldWithItsFile() throws Exception {
        Files.writeString(dir.resolve("rules.log"), "2026-01-01T00:00:00Z activate nothing\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> log(dir).readBack())
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("rules.log holds a line that is no change");
    }

    @Test
    void aFullDiskRefusesTheNextRuleByNameAndKeepsThoseBefore() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=16k,mode=700", "tmpfs", disk.toString())) {
            System.out.println("NEEDS root and tmpfs: LogBackEndTest.aFullDisk");
            return;
        }
        try {
            Files.write(disk.resolve("other"), new byte[12 << 10]);
            LogBackEnd log = new LogBackEnd(
                    disk.resolve("rules.log"), new LogBackEnd.Bound(new ByteSize(1 << 20), 2), () -> wall);
            int taken = fill(log);
            assertThat(taken).isPositive();
            assertThat(log.readBack()).as("each that was taken, and no half one").hasSize(taken);
            Files.delete(disk.resolve("other"));
            log.activate(rule("after", Duration.ofHours(1)));
            assertThat(log.readBack()).hasSize(taken + 1);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static int fill(LogBackEnd log) {
        for (int i = 0; true; i++) {
            try {
                log.activate(rule("m" + i, Duration.ofHours(1)));
            } catch (YochiException e) {
                assertThat(e.code().kind().exitCode()).isEqualTo(4);
                assertThat(e).hasMessageContaining("rules.log").hasMessageContaining("what stands in it holds");
                return i;
            }
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
