package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.fleet.FleetNode;
import yochi.centre.line.Centre;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.node.line.Node;

/** K-1: a node whose reading dies of an {@link Error} says so to its centre, and its program ends with a failure. */
class NodeErrorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<String> marks = new CopyOnWriteArrayList<>();
    private Centre centre;

    @BeforeEach
    void open() throws Exception {
        centre = RealCentre.forNodes(folder);
        MadeTraffic.rows(folder.resolve("rows.csv"), 2, "s1");
        MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1");
        RealNode.invite(centre, folder, "n1");
    }

    @AfterEach
    void close() {
        centre.close();
    }

    private Node dying() {
        return RealNode.open(
                folder,
                "n1",
                "inputs: [" + folder.resolve("rows.csv") + "]\n",
                (event, id, details) -> marks.add(event + " " + details),
                Optional.of(second -> {
                    throw new StackOverflowError("made up");
                }));
    }

    private FleetNode told(Node node, Predicate<FleetNode> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            FleetNode now = centre.fleet().node(node.node()).orElseThrow();
            if (wanted.test(now) || System.nanoTime() > end) {
                return now;
            }
            Thread.sleep(20);
        }
    }

    @Test
    void theCentreIsToldAndTheProgramEndsWithAFailure() throws Exception {
        try (Node node = dying()) {
            node.start();
            FleetNode told = told(node, n -> n.health().contains("failed"));
            assertThat(told.health()).contains("failed").contains("StackOverflowError");
            assertThat(told.healthy()).isFalse();
            assertThat(node.standing().phase()).isEqualTo("failed");
            assertThat(marks).contains("node.failed {why=StackOverflowError}");
        }
        NodeCommand command = new NodeCommand(new Stage(InstantSource.system()).surroundings());
        try (Node node = dying()) {
            assertThatThrownBy(() -> command.run(node)).isInstanceOfSatisfying(YochiException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL);
                assertThat(e).hasRootCauseInstanceOf(StackOverflowError.class);
            });
        }
    }
}
