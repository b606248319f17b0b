package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.collection.Collection;
import yochi.centre.line.Centre;
import yochi.core.model.Country;

/** K-1: a node that is killed between acknowledgement and clearing of its spool loses nothing and doubles nothing. */
class NodeKillTest {
    private static final int DAYS = 6;

    @TempDir
    Path folder;

    private Centre centre;

    @BeforeEach
    void start() throws Exception {
        centre = RealCentre.forNodes(folder);
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

    private Child run(String more) throws Exception {
        Path config = folder.resolve("node.yaml");
        Files.writeString(
                config,
                "invitation: n1.yaml\ndirectory: n1\ninputs: [" + folder.resolve("rows.csv")
                        + "]\nsensorsFile: sensors.yaml\ncountry: SG\nevents: events.jsonl\n" + more);
        return Child.start(Yochi.class, folder.resolve("out.txt"), "node", "--config", config.toString());
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
        try (Child first = run("rehearsal: {holdAt: 3, hold: 10m}\n")) {
            first.await(() -> Files.exists(folder.resolve("events.jsonl"))
                    && Files.readString(folder.resolve("events.jsonl"))
                            .contains("\"event\":\"report.acknowledged\",\"id\":\"3\""));
            first.kill();
        }
        assertThat(centre.store().ledger()).hasSize(3);
        assertThat(folder.resolve("n1/spool/0000000000000003.yrep")).exists();
        try (Child second = run("")) {
            second.await(() -> centre.collection().stored() == DAYS && spooled() == 0);
            second.stop();
        }
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
