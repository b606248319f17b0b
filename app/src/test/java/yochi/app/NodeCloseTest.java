package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import yochi.centre.collection.Collection;
import yochi.centre.line.Centre;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.Metric;
import yochi.core.model.Ticker;
import yochi.link.wire.EventFile;
import yochi.node.line.Node;

/** K-1: a node that is closed while it replays stops between two steps, not within one. */
class NodeCloseTest {
    private static final int DAYS = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Centre centre;

    @BeforeEach
    void start() throws Exception {
        log.start();
        ((Logger) LoggerFactory.getLogger("yochi")).addAppender(log);
        centre = RealCentre.forNodes(folder);
        MadeTraffic.rows(folder.resolve("rows.csv"), DAYS, "s1");
        MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1");
        RealNode.invite(centre, folder, "n1");
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger("yochi")).detachAppender(log);
        centre.close();
    }

    private Node node(EventLog events) {
        String settings = "inputs: [" + folder.resolve("rows.csv") + "]\nspool: {reports: 20}\n";
        return RealNode.open(folder, "n1", settings, events, Optional.empty());
    }

    @Test
    void closedInTheMiddleOfItsReplayItLogsNoErrorAndLosesAndDoublesNothing() throws Exception {
        List<String> phases = new ArrayList<>();
        long reached = 0;
        for (int round = 1; round <= 6; round++) {
            try (EventFile events = EventFile.open(
                    folder.resolve("events.jsonl"), "node", Ticker.system(), InstantSource.system())) {
                Node node = node(events);
                node.start();
                long until = reached + 7;
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (node.standing().sequence() < until) {
                    assertThat(System.nanoTime()).isLessThan(end);
                    Thread.onSpinWait();
                }
                node.close();
                phases.add(node.standing().phase());
                reached = node.standing().sequence();
                assertThat(node.standing().problem()).isEmpty();
            }
        }
        assertThat(phases).contains("stopped").doesNotContain("failed");
        try (EventFile events = EventFile.open(
                        folder.resolve("events.jsonl"), "node", Ticker.system(), InstantSource.system());
                Node last = node(events)) {
            last.start();
            assertThat(last.awaitDelivered(PATIENCE)).isTrue();
        }
        assertThat(log.list.stream()
                        .filter(e -> e.getLevel().isGreaterOrEqual(Level.ERROR))
                        .map(ILoggingEvent::getFormattedMessage))
                .isEmpty();
        Collection.Account account = centre.collection().accounts().getFirst();
        assertThat(account.received()).isEqualTo(DAYS);
        assertThat(account.missing()).isZero();
        List<EpochReport> stored = RealNode.stored(centre);
        assertThat(stored).extracting(EpochReport::window).doesNotHaveDuplicates().hasSize(DAYS);
        assertThat(stored).extracting(EpochReport::late).containsOnly(false);
        long packets = stored.stream()
                .flatMap(r -> r.cells().stream())
                .filter(c -> c.key().attackType() == yochi.core.model.AttackType.ALL_ORIGIN)
                .mapToLong(c -> c.count(Metric.PACKETS))
                .sum();
        assertThat(packets).isEqualTo(DAYS * 24L * 5 * 2);
    }
}
