package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.line.Centre;
import yochi.core.model.EventLog;
import yochi.node.line.Node;

/** K-1: reports of every kind that the centre will never take are counted, and the node's health says how many. */
class SetAsideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Centre centre;

    @BeforeEach
    void open() throws Exception {
        centre = RealCentre.forNodes(folder);
        MadeTraffic.rows(folder.resolve("rows.csv"), 1, "s1");
        MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1");
        RealNode.invite(centre, folder, "n1");
    }

    @AfterEach
    void close() {
        centre.close();
    }

    /** A spool with one committed report that is none. */
    private Path broken(String spool) throws IOException {
        Path to = Files.createDirectories(folder.resolve("n1").resolve(spool));
        Files.writeString(to.resolve("committed"), "1 " + Long.MIN_VALUE);
        return Files.writeString(to.resolve("0000000000000001.yrep"), "no report");
    }

    private String health(Node node) {
        return centre.fleet().node(node.node()).orElseThrow().health();
    }

    @Test
    void reportsOfEveryKindThatAreSetAsideAreCountedAndWhatCannotBeReadNowIsTriedAgain() throws Exception {
        broken("victims");
        broken("offenders");
        Path unreadable = broken("seen-victims");
        Files.delete(unreadable);
        Files.createDirectory(unreadable);
        try (Node node = RealNode.open(folder, "n1", "inputs: [rows.csv]\n", EventLog.none(), Optional.empty())) {
            node.start();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!health(node).contains(", 2 reports set aside") && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            assertThat(health(node)).contains(", 2 reports set aside").contains("spool: see the node's own log");
            Files.delete(unreadable);
            Files.writeString(unreadable, "no report");
            assertThat(node.awaitDelivered(PATIENCE)).isTrue();
            assertThat(node.standing().setAside()).isEqualTo(3);
            assertThat(folder.resolve("n1/refused-offenders")).isNotEmptyDirectory();
        }
    }
}
