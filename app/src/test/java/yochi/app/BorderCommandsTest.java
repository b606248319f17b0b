package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** K-4, K-10: the commands about policies, pseudonyms, sketch secrets and public days, as people type them. */
class BorderCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("yochi.root", ".."));

    @TempDir
    private Path folder;

    private static String policy(String name) {
        return ROOT.resolve("samples/policies/" + name + ".yaml").toString();
    }

    private static Stage done(String... arguments) {
        Stage stage = new Stage();
        assertThat(stage.run(arguments)).as(stage.err()).isZero();
        return stage;
    }

    @Test
    void layersAreExplainedAndCombined() {
        String told = done("policy", "explain", policy("research-replay"), policy("strict"))
                .out();
        assertThat(told).contains("research-replay and strict").containsPattern("k +10 +strict");
        String json = done("policy", "explain", policy("strict"), "--json", "-").out();
        assertThat(new JsonMapper().readTree(json).path("rules").size()).isGreaterThan(10);
        String yaml = done("policy", "combine", policy("research-replay"), policy("strict")).out();
        assertThat(yaml).contains("k: 10", "rounding: 5", "networks: 2");
        assertThat(new Stage().run("policy")).isEqualTo(2);
    }

    @Test
    void aSketchSecretTravelsClosedFromRosterToNode() throws IOException {
        String key = folder.resolve("n1.key").toString();
        String open = done("sketch-key", "pair", "--private", key).out().strip();
        Stage signed = done(
                "sketch-key", "sign", "--operator", folder.resolve("op").toString(), "--node", "n1", "--country", "SG",
                "--key", open, "--until", "2027-01-01");
        Path roster = folder.resolve("roster");
        Files.writeString(roster, signed.out());
        Path operators = folder.resolve("operators");
        Files.writeString(operators, signed.err().lines().filter(l -> l.startsWith("operator ")).findFirst()
                .orElseThrow().substring("operator ".length()));
        String keys = folder.resolve("keys").toString();
        done("sketch-key", "wrap", "--roster", roster.toString(), "--operators", operators.toString(), "--from",
                "2026-02-01", "--into", keys);
        String secret = done("sketch-key", "unwrap", "--private", key, "--node", "n1", "--from", "2026-02-01", "--in",
                keys + "/n1.wrapped").out();
        assertThat(secret.strip()).matches("[0-9a-f]{64}");
        assertThat(new Stage().run("sketch-key", "unwrap", "--private", key, "--node", "n2", "--from", "2026-02-01",
                "--in", keys + "/n1.wrapped")).isEqualTo(4);
    }

    @Test
    void aLogIsRewrittenWholeOrNotAtAll() throws IOException {
        Path key = folder.resolve("key");
        Files.write(key, new byte[32]);
        Path log = folder.resolve("log");
        Files.writeString(log, "login from 203.0.113.9\n");
        Path out = folder.resolve("out");
        done("anonymise", log.toString(), out.toString(), "--key", key.toString());
        assertThat(Files.readString(out, StandardCharsets.US_ASCII))
                .startsWith("login from ")
                .doesNotContain("203.0.113.9");
        String no = folder.resolve("no").toString();
        assertThat(new Stage().run("anonymise", no, no + ".out", "--key", key.toString())).isEqualTo(3);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> String.valueOf(f.getFileName())).sorted()).containsExactly("key", "log", "out");
        }
    }

    @Test
    void aPublicDayIsWrittenOnceAndOnlyWhereThePolicyHasOne() throws IOException {
        Path open = folder.resolve("open.yaml");
        Files.writeString(open, "{name: open, sensors: 1, epoch: 1h, release: 1d, publicView: {epsilon: 1}}");
        Path days = folder.resolve("days");
        String data = ROOT.resolve("samples/telescope").toString();
        for (int i = 0; i < 2; i++) {
            Stage stage = new Stage();
            stage.run("observe", data, "--policy", open.toString(), "--public", days.toString());
            List<String> now;
            try (var files = Files.list(days)) {
                now = files.map(f -> read(f)).toList();
            }
            assertThat(now).singleElement().asString().contains("yochi.public/1", "\"scale\":5.0");
            if (i == 0) {
                Files.writeString(folder.resolve("first"), now.getFirst());
            }
            assertThat(now.getFirst()).isEqualTo(Files.readString(folder.resolve("first")));
        }
        assertThat(new Stage().run("observe", data, "--policy", policy("strict"), "--public", days.toString()))
                .isEqualTo(2);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
