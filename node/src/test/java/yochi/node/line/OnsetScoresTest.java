package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.classify.Rule;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** P5: what a sensor's scores usually are survives a restart. */
class OnsetScoresTest {
    private static final long TEN_MINUTES = 600;

    @TempDir
    private Path folder;

    private OnsetScores open() {
        return OnsetScores.open(folder.resolve("onset.scores"), 1);
    }

    private static void watch(OnsetScores scores, int from, int until) {
        Packet packet = new Packet(new Origin(Sensor.of("s1", new Country("SG")), "-"));
        Verdict verdict = new Verdict();
        verdict.rule = Rule.TCP_SYN;
        verdict.attributed = true;
        verdict.countedVersion = 4;
        verdict.service = ServiceNumber.pack(Service.tcp(23));
        for (int window = from; window < until; window++) {
            for (int i = 0; i < 30; i++) {
                packet.timeNanos = (window * TEN_MINUTES + 7L * i % TEN_MINUTES) * 1_000_000_000L;
                verdict.countedLow = i * 37L % 19;
                scores.watch().packet(packet, verdict);
            }
        }
        assertThat(scores.watch().take(Instant.ofEpochSecond(until * TEN_MINUTES))).hasSize(until - from);
    }

    @Test
    void aRestartedNodeGoesOnWhereItWasAndNobodyElseReadsIt() throws IOException {
        OnsetScores first = open();
        watch(first, 0, 250);
        first.keep();
        OnsetScores second = open();
        assertThat(second.watch().scores()).isEqualTo(first.watch().scores());
        watch(second, 250, 260);
        second.keep();
        assertThat(open().watch().scores()).isEqualTo(second.watch().scores()).isNotEqualTo(first.watch().scores());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("onset.scores"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSpoiledFileMeansThatLearningBeginsAnew() throws IOException {
        OnsetScores first = open();
        byte[] nothing = first.watch().scores();
        watch(first, 0, 10);
        first.keep();
        byte[] kept = Files.readAllBytes(folder.resolve("onset.scores"));
        kept[kept.length / 2] ^= 1;
        Files.write(folder.resolve("onset.scores"), kept);
        assertThat(open().watch().scores()).isEqualTo(nothing);
        Files.write(folder.resolve("onset.scores"), new byte[5_000_000]);
        assertThat(open().watch().scores()).isEqualTo(nothing);
    }
}
