package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.collection.Collection;
import yochi.centre.line.Centre;
import yochi.centre.line.CentreSettings;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.link.config.SettingsFile;

/** K-1: a node that is killed between acknowledgement and clearing of its spool loses nothing and doubles nothing. */
class NodeKillTest {
    private static final int DAYS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Centre centre;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("policy.yaml"), MadeTraffic.POLICY);
        CentreSettings settings = SettingsFile.parse(
                "home: JP\ndirectory: centre\nparty: {port: 0}\nopen: {port: 0}\npolicies: {other: policy.yaml}\n",
                "test",
                folder,
                CentreSettings.class);
        centre = Centre.open(
                settings,
                new yochi.centre.line.Surroundings(
                        InstantSource.system(), Ticker.system(), new SecureRandom(), EventLog.none()));
        centre.start(List.of(), List.of());
        MadeTraffic.rows(folder.resolve("rows.csv"), DAYS, "s1");
        MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1");
        Files.writeString(
                folder.resolve("n1.yaml"),
                centre.inviteNode("n1", new Country("SG"), "lab").text());
    }

    @AfterEach
    void stop() {
        centre.close();
    }

    private Process run(String more) throws Exception {
        Path config = folder.resolve("node.yaml");
        Files.writeString(
                config,
                "invitation: n1.yaml\ndirectory: n1\ninputs: [" + folder.resolve("rows.csv")
                        + "]\nsensorsFile: sensors.yaml\ncountry: SG\nevents: events.jsonl\n" + more);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        Yochi.class.getName(),
                        "node",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(Condition condition, Process child) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(Files.readString(folder.resolve("out.txt"))).isLessThan(end);
            assertThat(child.isAlive()).as(Files.readString(folder.resolve("out.txt"))).isTrue();
            Thread.sleep(20);
        }
    }

    private long spooled() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("n1/spool"))) {
            return files.filter(f -> f.toString().endsWith(".yrep")).count();
        }
    }

    private Collection.Account account() {
        return centre.collection().accounts().getFirst();
    }

    @Test
    void killedBetweenAcknowledgementAndClearingItSendsAgainAndTheCentreSaysDuplicate() throws Exception {
        Process first = run("rehearsal: {holdAt: 3, hold: 10m}\n");
        try {
            await(
                    () -> Files.exists(folder.resolve("events.jsonl"))
                            && Files.readString(folder.resolve("events.jsonl"))
                                    .contains("\"event\":\"report.acknowledged\",\"id\":\"3\""),
                    first);
        } finally {
            assertThat(first.toHandle().destroyForcibly()).isTrue();
        }
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(centre.store().ledger()).hasSize(3);
        assertThat(folder.resolve("n1/spool/0000000000000003.yrep")).exists();
        Process second = run("");
        try {
            await(() -> centre.collection().stored() == DAYS && spooled() == 0, second);
        } finally {
            second.destroy();
        }
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(account().duplicates()).isEqualTo(1);
        assertThat(account().missing()).isZero();
        assertThat(account().received()).isEqualTo(DAYS);
        assertThat(account().copied()).isFalse();
        assertThat(centre.store().ledger())
                .extracting(e -> e.window().startSecond())
                .doesNotHaveDuplicates()
                .hasSize(DAYS);
    }
}
