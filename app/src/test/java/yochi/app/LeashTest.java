package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.app.demo.ParentOfNode;
import yochi.centre.line.Centre;

@DisplayName("K-1, K-10: the demonstration's node in a process of its own ends with whoever started it")
class LeashTest {
    private static final int DAYS = 3;

    @TempDir
    private Path folder;

    private static void signal(long process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void awaitEnd(ProcessHandle process) throws Exception {
        process.onExit().get(20, TimeUnit.SECONDS);
        assertThat(process.isAlive()).isFalse();
    }

    /** A shell that runs the tests in the background has its children ignore Ctrl-C, but never an end. */
    private static void end(ProcessHandle process, String signal) throws Exception {
        boolean deaf = signal.equals("INT") && LiveObserveTest.ignoresInterrupts(process.pid());
        signal(process.pid(), deaf ? "TERM" : signal);
        awaitEnd(process);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void aNodeThatRunsEndsWithItsParentHoweverThatEnds(String signal) throws Exception {
        try (Centre centre = RealCentre.forNodes(folder)) {
            MadeTraffic.rows(folder.resolve("rows.csv"), DAYS, "s1");
            MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1");
            RealNode.invite(centre, folder, "n1");
            String settings = "invitation: " + folder.resolve("n1.yaml") + "\ndirectory: " + folder.resolve("n1")
                    + "\ncountry: SG\nsensorsFile: " + folder.resolve("sensors.yaml") + "\ninputs: ["
                    + folder.resolve("rows.csv") + "]\n";
            Path own = Files.createDirectory(folder.resolve("apart"));
            try (Child parent = Child.start(ParentOfNode.class, folder.resolve("out"), own.toString(), settings)) {
                parent.await(() -> centre.collection().stored() == DAYS);
                ProcessHandle node = ProcessHandle.of(Long.parseLong(Files.readString(own.resolve("pid"))))
                        .orElseThrow();
                end(parent.handle(), signal);
                awaitEnd(node);
            }
        }
    }

    @Test
    void theDemonstrationThatIsToldToEndTakesItsNodeAndItsFolderAlong() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path events = folder.resolve("events.jsonl");
        Process demo = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dyochi.home=" + System.getProperty("yochi.root", ".."),
                        Yochi.class.getName(),
                        "demo",
                        "--no-browser",
                        "--events",
                        events.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (!Files.exists(events) || !Files.readString(events).contains("\"event\":\"report.acknowledged\"")) {
                assertThat(demo.isAlive()).as(Files.readString(folder.resolve("out"))).isTrue();
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(50);
            }
            List<ProcessHandle> children = demo.children().toList();
            assertThat(children).hasSize(1);
            demo.destroy();
            assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
            awaitEnd(children.getFirst());
            assertThat(demo.exitValue()).isEqualTo(130);
            assertThat(Files.readString(folder.resolve("out"))).contains("ended as asked, before the play was over");
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left).filteredOn(p -> p.getFileName().toString().startsWith("yochi-demo-"))
                        .isEmpty();
            }
        } finally {
            demo.children().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }
}
