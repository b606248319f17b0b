package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import yochi.centre.line.Centre;
import yochi.centre.line.HomeCentre;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Telling;

/**
 * What running nodes find, from their files through the border and the wire to the centre's pages (M-2, K-7): two
 * processes read the same capture and log, and the country of the second lets no findings out.
 */
class NodeFindsTest {
    private static final String POLICY =
            """
            name: findings
            epoch: PT1M
            release: PT1H
            k: 3
            networks: 1
            sensors: 1
            dominance: 1.01
            rounding: 1
            dimensions: [service]
            probes: told
            findings: [events, onset, links]
            """;

    /** 05:20:00 UTC, the start of ten minutes. */
    private static final int START = 1_739_856_000;

    private static final int POT = 0xC633_6409;
    private static final int GUESSERS = 6;
    private static final int VICTIMS = 4;
    private static final int CROWD = 80;
    /** What others scan all the time. */
    private static final int[] PORTS = {23, 80, 443, 8080};

    @TempDir
    Path folder;

    private HomeCentre home;
    private Centre centre;

    @BeforeEach
    void start() throws Exception {
        home = RealCentre.wholeForNodes(folder, POLICY);
        centre = home.centre();
        Files.writeString(folder.resolve("quiet-policy.yaml"), POLICY.replace("[events, onset, links]", "[]"));
        Files.createDirectory(folder.resolve("seen"));
        Files.write(folder.resolve("seen/host.pcap"), capture().bytes());
        Files.writeString(folder.resolve("seen/cowrie.json"), log());
        RealNode.invite(centre, folder, "open");
        RealNode.invite(centre, folder, "quiet");
    }

    @AfterEach
    void stop() {
        home.close();
    }

    private static MadeCapture capture() {
        MadeCapture out = new MadeCapture();
        for (int i = 0; i < GUESSERS; i++) {
            out.tcp(guess(i), 0x0600_020A + i, 40_000, POT, 22, MadeCapture.SYN);
        }
        for (int i = 0; i < 45 * VICTIMS; i++) {
            int victim = 0x0602_0001 + i % VICTIMS;
            out.tcp(START + 120 + 2 * (i / VICTIMS), victim, 80, POT + i, 1024 + i, MadeCapture.SYN_ACK);
        }
        for (int i = 0; i < CROWD; i++) {
            out.tcp(START + 302 + i % 40, 0x0600_1401 + (i % 8 << 8) + i, 40_000, POT + i, 5555, MadeCapture.SYN);
        }
        for (int i = 0; i < 360; i++) {
            int slot = (i % 120 / 4 * 7 + i / 120 * 4) % 12;
            int source = 0x0601_0000 + i % 120;
            out.tcp(START + slot * 50 + i % 50, source, 40_000, POT + i, PORTS[i % 4], MadeCapture.SYN);
        }
        return out;
    }

    private static int guess(int i) {
        return START + 60 + 30 * i;
    }

    private static String log() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < GUESSERS; i++) {
            Instant at = Instant.ofEpochSecond(guess(i) + 1);
            String who = "\"session\":\"s" + i + "\",\"src_ip\":\"6.0.2." + (10 + i)
                    + "\",\"dst_port\":22,\"timestamp\":\"";
            out.append("{\"eventid\":\"cowrie.session.connect\",").append(who).append(at).append("\"}\n");
            for (int n = 1; n <= 5; n++) {
                out.append("{\"eventid\":\"cowrie.login.failed\",\"username\":\"root\",\"password\":\"p")
                        .append(n)
                        .append("\",")
                        .append(who)
                        .append(at.plusSeconds(n))
                        .append("\"}\n");
            }
            out.append("{\"eventid\":\"cowrie.session.closed\",").append(who).append(at.plusSeconds(6)).append("\"}\n");
        }
        return out.toString();
    }

    private Child run(String name, String more) throws Exception {
        return RealNode.run(folder, name, name + ".txt", "inputs: [" + folder.resolve("seen") + "]\n" + more);
    }

    private static List<JsonNode> of(JsonNode list, String node) {
        return list.valueStream().filter(row -> row.path("node").asString().equals(node)).toList();
    }

    @Test
    void whatANodeFindsArrivesAndWhatAPolicyKeepsDoesNot() throws Exception {
        try (Child open = run("open", "");
                Child quiet = run("quiet", "countryPolicy: quiet-policy.yaml\n")) {
            open.await(() -> centre.collection().stored() == 2);
            quiet.stop();
            open.stop();
        }
        JsonNode attacks = RealCentre.page(centre, "/api/attacks");
        assertThat(of(attacks.path("told"), "open"))
                .as(attacks.toPrettyString())
                .anySatisfy(row -> {
                    assertThat(row.path("kind").asString()).isEqualTo("bruteForce");
                    assertThat(row.path("service").asString()).isEqualTo("tcp/22");
                    assertThat(row.path("most").asLong()).isEqualTo(GUESSERS);
                })
                .anySatisfy(row -> {
                    assertThat(row.path("kind").asString()).isEqualTo("dosBackscatter");
                    assertThat(row.path("most").asLong()).isEqualTo(VICTIMS);
                });
        assertThat(of(attacks.path("together"), "open")).singleElement().satisfies(row -> {
            assertThat(row.path("service").asString()).isEqualTo("tcp/5555");
            assertThat(row.path("sources").asLong()).isEqualTo(CROWD);
        });
        assertThat(of(attacks.path("linked"), "open")).singleElement().satisfies(row -> {
            assertThat(row.path("sessions").asLong()).isEqualTo(GUESSERS);
            assertThat(row.path("ofSessions").asLong()).isEqualTo(GUESSERS);
        });
        for (String list : List.of("told", "together", "linked", "pooled")) {
            assertThat(of(attacks.path(list), "quiet")).as(list).isEmpty();
        }
        EpochReport quiet = report("quiet");
        assertThat(quiet.cells()).isNotEmpty().allSatisfy(cell -> assertThat(cell.measures())
                .allSatisfy((metric, measure) -> assertThat(metric.isFinding() && measure instanceof Measure.Count)
                        .as(metric.id())
                        .isFalse()));
        assertThat(Telling.of(quiet))
                .hasValue(new Telling(Telling.State.POLICY, Telling.State.POLICY, Telling.State.POLICY));
        assertThat(Telling.of(report("open"))).hasValueSatisfying(telling -> assertThat(telling.whole())
                .isTrue());
        assertThat(packets("quiet")).as("its statistics are let out").isEqualTo(packets("open"));
    }

    private EpochReport report(String node) {
        return RealNode.stored(centre).stream()
                .filter(r -> r.nodeName().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private long packets(String node) {
        return report(node).cells().stream().mapToLong(c -> c.count(Metric.PACKETS)).sum();
    }
}
