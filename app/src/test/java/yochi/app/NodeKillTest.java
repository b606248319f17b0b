package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.collection.Collection;
import yochi.centre.collection.Extractions;
import yochi.centre.line.Centre;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;

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
        RealNode.invite(centre, folder, "n1");
    }

    @AfterEach
    void stop() {
        centre.close();
    }

    private Child run(String more) throws Exception {
        String settings = "inputs: [" + folder.resolve("rows.csv") + "]\nevents: events.jsonl\n" + more;
        return RealNode.run(folder, "n1", "out.txt", settings);
    }

    private long spooled() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("n1/spool"))) {
            return files.filter(f -> f.toString().endsWith(".yrep")).count();
        }
    }

    private Collection.Account account() {
        return centre.collection().accounts().getFirst();
    }

    private ExtractionAnswer extracted() throws Exception {
        Instant from = MadeTraffic.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
        // Until the new process waits for requests, one may go to the wait that the killed one left: ask again.
        for (int attempt = 1; attempt <= 3; attempt++) {
            Extractions.Gathered all = asked(from);
            if (all.silent().isEmpty()) {
                return all.answers().values().iterator().next();
            }
        }
        throw new AssertionError("silent: " + Files.readString(folder.resolve("out.txt")));
    }

    private Extractions.Gathered asked(Instant from) throws Exception {
        ExtractionRequest request = new ExtractionRequest(
                UUID.randomUUID().toString(),
                from,
                from.plus(Duration.ofDays(3)),
                Optional.empty(),
                Optional.of(Service.tcp(445)),
                Set.of());
        NodeId node = centre.fleet().nodes().getFirst().id();
        return centre.extractions().extract(request, List.of(node), Extractions.DEADLINE);
    }

    private static long packets(ExtractionAnswer answer) {
        return answer.cells().stream().mapToLong(c -> c.count(Metric.PACKETS)).sum();
    }

    @Test
    void killedAndStartedAgainItStillAnswersForWindowsReleasedBefore() throws Exception {
        try (Child first = run("")) {
            first.await(() -> centre.collection().stored() == DAYS && spooled() == 0);
            assertThat(packets(extracted())).isEqualTo(3 * 24 * 5);
            first.kill();
        }
        Path kept = folder.resolve("n1/kept");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept))).isEqualTo("rwx------");
        Path cut = kept.resolve("0000000000000002.ywin");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cut))).isEqualTo("rw-------");
        byte[] whole = Files.readAllBytes(cut);
        try (Child second = run("")) {
            second.await(this::connected);
            ExtractionAnswer answer = extracted();
            assertThat(answer.outcome()).isEqualTo(ExtractionAnswer.Outcome.ANSWERED);
            assertThat(answer.reason()).isEmpty();
            assertThat(packets(answer)).isEqualTo(3 * 24 * 5);
            assertThat(answer.cells()).allSatisfy(c -> assertThat(c.count(Metric.SOURCES))
                    .isEqualTo(5));
            second.kill();
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        try (Child third = run("")) {
            third.await(this::connected);
            ExtractionAnswer answer = extracted();
            assertThat(answer.reason()).contains("1 of 3 windows are not kept");
            assertThat(packets(answer)).isEqualTo(2 * 24 * 5);
            assertThat(Files.readString(folder.resolve("out.txt"))).contains("kept.unreadable");
            third.stop();
        }
    }

    /** Whether the node that runs now has come: the fleet forgets a killed one's channel when the next opens. */
    private boolean connected() throws Exception {
        String log = Files.readString(folder.resolve("events.jsonl"));
        long starts = log.lines().filter(l -> l.contains("\"event\":\"node.started\"")).count();
        long opened = centre.fleet().history(centre.fleet().nodes().getFirst().id()).stream()
                .filter(h -> h.event().equals("connected"))
                .count();
        return starts == opened;
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
