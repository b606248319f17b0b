package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.border.KeyRing;
import yochi.node.border.NodePair;
import yochi.node.classify.Rule;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.WindowCodec;

/** two operators, each at his own process, compare a day's addresses of two nodes that share no key. */
class IntersectCommandTest {
    private static final LocalDate DAY = LocalDate.parse("2026-02-01");

    @TempDir
    private Path folder;

    private static Stage done(String... arguments) {
        Stage stage = new Stage(InstantSource.fixed(DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
        assertThat(stage.run(arguments)).as(stage.err()).isZero();
        return stage;
    }

    /** A node's folder as an operator has it: pair, settings, a kept window with so many sources. */
    private void node(String name, int from, int until) throws IOException {
        String open = done("sketch-key", "pair", "--private", folder.resolve(name + ".key").toString()).out().strip();
        Stage signed = done("sketch-key", "sign", "--operator", folder.resolve("op").toString(), "--node", name,
                "--country", "SG", "--key", open, "--until", "2099-01-01");
        Files.writeString(folder.resolve("roster"), signed.out(), java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("operators"), signed.err().lines()
                .filter(l -> l.startsWith("operator "))
                .findFirst()
                .orElseThrow()
                .substring("operator ".length()));
        Files.writeString(folder.resolve(name + ".invitation"), String.join("\n",
                "party: urn:yochi:node:01940000-0000-7000-8000-000000000001", "name: " + name,
                "centre: urn:yochi:centre:home", "home: JP", "partyListener: https://127.0.0.1:1",
                "openListener: https://127.0.0.1:1", "root: " + "0".repeat(64), "signingKey: x", "token: y", ""));
        Files.writeString(folder.resolve(name + ".policy"),
                "{name: p, intersections: {with: [SG], atLeast: 100}}\n");
        Files.writeString(folder.resolve(name + ".yaml"), String.join("\n",
                "invitation: " + name + ".invitation", "directory: " + name, "inputs: [nothing]", "country: SG",
                "policy: " + name + ".policy",
                "sketchKeys: {pair: " + name + ".key, operators: operators, folder: keys}", ""));
        Path kept = Files.createDirectories(folder.resolve(name).resolve("kept"));
        Files.write(kept.resolve("0000000000000001.ywin"), window(from, until));
    }

    private static byte[] window(int from, int until) {
        Sensor sensor = Sensor.of("s", new Country("SG"));
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO, false),
                List.of(sensor),
                Places.none());
        for (int i = from; i < until; i++) {
            Packet p = new Packet(new Origin(sensor, "test"));
            Verdict verdict = new Verdict();
            p.known = Field.bits(Field.LENGTH, Field.PORTS);
            p.timeNanos = DAY.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L + i;
            p.wireLength = 60;
            p.ipVersion = 4;
            p.sourceLow(0xC633_6400L + i);
            p.protocol = 6;
            p.destinationPort(23);
            verdict.rule = Rule.TCP_SYN;
            verdict.attributed = true;
            verdict.countedVersion = 4;
            verdict.countedLow = p.sourceLow();
            verdict.service = ServiceNumber.pack(Service.Protocol.TCP, 23);
            summariser.packet(p, verdict);
        }
        return WindowCodec.encode(new WindowCodec.Kept(summariser.close().getFirst(), "0".repeat(64)));
    }

    private String[] arguments(String node, String with, String how, int port) {
        return new String[] {
            "intersect", "--config", folder.resolve(node + ".yaml").toString(), "--roster",
            folder.resolve("roster").toString(), "--with", with, "--day", DAY.toString(), how, "127.0.0.1:" + port,
            "--json"
        };
    }

    @Test
    void twoProcessesLearnTheSizeOfWhatTheyHaveInCommon() throws Exception {
        node("n1", 0, 250);
        node("n2", 130, 400);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process other = new ProcessBuilder(java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "yochi.app.Yochi"),
                                java.util.Arrays.stream(arguments("n2", "n1", "--call", port)))
                        .toList())
                .redirectError(folder.resolve("n2.err").toFile())
                .redirectOutput(folder.resolve("n2.out").toFile())
                .start();
        JsonNode own = new JsonMapper().readTree(done(arguments("n1", "n2", "--listen", port)).out());
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).as(Files.readString(folder.resolve("n2.err"))).isZero();
        JsonNode told = new JsonMapper().readTree(Files.readString(folder.resolve("n2.out")));
        assertThat(own.path("own").asInt()).isEqualTo(250);
        assertThat(told.path("other").asInt()).isEqualTo(300);
        assertThat(told.path("own").asInt()).isEqualTo(270);
        for (JsonNode side : List.of(own, told)) {
            assertThat(side.path("common").asInt()).isEqualTo(120);
            assertThat(side.path("low").asInt()).isEqualTo(118);
            assertThat(side.path("high").asInt()).isEqualTo(122);
            assertThat(side.path("reveals").size()).isEqualTo(3);
        }
        aBundleOfSecretsOpensAtBothNodes();
    }

    private void aBundleOfSecretsOpensAtBothNodes() {
        done("sketch-key", "wrap", "--roster", folder.resolve("roster").toString(), "--operators",
                folder.resolve("operators").toString(), "--from", DAY.toString(), "--into",
                folder.resolve("keys").toString(), "--operator", folder.resolve("op").toString(), "--country", "SG");
        for (String node : List.of("n1", "n2")) {
            KeyRing ring = new KeyRing(node, NodePair.read(folder.resolve(node + ".key")),
                    KeyRing.operators(folder.resolve("operators")), folder.resolve("keys"));
            assertThat(ring.at(DAY)).as(ring.problem()).isPresent();
            assertThat(ring.at(DAY.minusDays(1))).isEmpty();
        }
    }
}
