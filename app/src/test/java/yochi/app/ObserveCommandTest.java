package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.EpochReport;
import yochi.link.wire.ReportCodec;

/** K-7, K-10, A-7, A-8, A-10: yochi observe, from captures to JSON and reports. */
class ObserveCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path ROOT = Path.of(System.getProperty("yochi.root", ".."));

    @TempDir
    private Path folder;

    private static Optional<Path> shared(String test) {
        for (Path at = ROOT.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data/synthetic"))) {
                return Optional.of(at.resolve("shared/data/synthetic"));
            }
        }
        System.err.println("NEEDS ../shared: " + test);
        return Optional.empty();
    }

    private JsonNode observe(int exit, String... arguments) {
        Stage stage = new Stage();
        List<String> all = new ArrayList<>(List.of("observe"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", "-"));
        assertThat(stage.run(all.toArray(String[]::new))).as(stage.err()).isEqualTo(exit);
        return JSON.readTree(stage.out());
    }

    /** Acceptance of issue 2: every count equals the truth file. */
    @ParameterizedTest
    @ValueSource(strings = {"dark-cut20m", "dark-day5m", "dark-mixed"})
    void everyCountEqualsTheTruth(String name) throws IOException {
        Optional<Path> data = shared("ObserveCommandTest.everyCountEqualsTheTruth " + name);
        if (data.isEmpty()) {
            return;
        }
        JsonNode truth;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(data.get().resolve(name + ".json.gz")))) {
            truth = JSON.readTree(in);
        }
        Path labels = folder.resolve("labels");
        JsonNode seen = observe(0, data.get().resolve(name + ".pcap.gz").toString(), "--sensor", "s1", "--country",
                "SG", "--top", "all", "--labels", labels.toString());
        assertThat(seen.get("packets").asLong()).isEqualTo(truth.get("packets").asLong());
        assertThat(seen.get("bytes").asLong()).isEqualTo(truth.get("wire_bytes").asLong());
        assertThat(seen.get("sources").asLong()).isEqualTo(truth.get("unique_sources").asLong());
        types(truth, seen);
        for (String tool : List.of("mirai", "masscan", "zmap")) {
            assertThat(seen.at("/tools/" + tool + "/relation/packets").asLong())
                    .isEqualTo(truth.at("/tools/" + tool + "/packets").asLong());
            assertThat(seen.at("/tools/" + tool + "/relation/sources").asLong())
                    .isEqualTo(truth.at("/tools/" + tool + "/sources").asLong());
            assertThat(seen.at("/tools/" + tool + "/declared/sources").asLong()).isPositive();
        }
        services(truth, seen);
        minutes(truth, seen);
        labels(truth, data.get().resolve(name + ".labels.gz"), labels);
    }

    private static void types(JsonNode truth, JsonNode seen) {
        Map<String, long[]> sums = new HashMap<>();
        Map<String, Integer> parts = new HashMap<>();
        truth.get("classes").properties().forEach(e -> {
            String rule = truth.get("class_rule").get(e.getKey()).asString();
            long[] sum = sums.computeIfAbsent(rule, r -> new long[3]);
            sum[0] += e.getValue().get("packets").asLong();
            sum[1] += e.getValue().get("bytes").asLong();
            sum[2] += e.getValue().get("sources").asLong();
            parts.merge(rule, e.getValue().get("packets").asLong() > 0 ? 1 : 0, Integer::sum);
        });
        sums.forEach((rule, sum) -> {
            String type = rule.isEmpty() ? "NOT_IP" : rule;
            JsonNode found = seen.get("attackTypes").path(type);
            assertThat(found.path("packets").asLong()).as(type).isEqualTo(sum[0]);
            assertThat(found.path("bytes").asLong()).as(type).isEqualTo(sum[1]);
            if (parts.getOrDefault(rule, 0) == 1 && !type.equals("NOT_IP")) {
                assertThat(found.path("sources").asLong()).as(type).isEqualTo(sum[2]);
            }
        });
    }

    private static void services(JsonNode truth, JsonNode seen) {
        Map<String, String> found = new HashMap<>();
        seen.get("services").forEach(s -> found.put(
                s.get("protocol").asString() + "/" + s.get("port").asString(""),
                s.get("packets").asLong() + " " + s.get("bytes").asLong() + " " + s.get("sources").asLong()));
        Map<String, String> expected = new HashMap<>();
        for (String protocol : List.of("tcp", "udp")) {
            truth.get("ports").path(protocol).properties().forEach(e -> expected.put(
                    protocol + "/" + e.getKey(),
                    e.getValue().get(0).asLong() + " " + e.getValue().get(1).asLong() + " "
                            + e.getValue().get(2).asLong()));
        }
        List<String> different = new ArrayList<>();
        expected.forEach((service, counts) -> {
            if (!counts.equals(found.get(service))) {
                different.add(service + " " + counts + ", found " + found.get(service));
            }
        });
        assertThat(different).isEmpty();
        assertThat(found.keySet().stream()
                        .filter(s -> s.matches("(tcp|udp)/[0-9]+"))
                        .count())
                .isEqualTo(expected.size());
        truth.get("icmp_types").properties().forEach(e -> assertThat(found.get("icmp/" + e.getKey()))
                .as("icmp type " + e.getKey())
                .startsWith(e.getValue().asLong() + " "));
    }

    private static void minutes(JsonNode truth, JsonNode seen) {
        Map<String, Long> found = new HashMap<>();
        seen.get("perMinute").forEach(m -> found.put(
                m.get("minute").asString(), m.get("packets").asLong()));
        java.time.Instant at = java.time.Instant.parse("2024-06-01T00:00:00Z");
        for (JsonNode count : truth.get("per_minute_packets")) {
            assertThat(found.getOrDefault(at.toString(), 0L)).as(at.toString()).isEqualTo(count.asLong());
            at = at.plusSeconds(60);
        }
    }

    private static void labels(JsonNode truth, Path expected, Path found) throws IOException {
        byte[] classes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(expected))) {
            classes = in.readAllBytes();
        }
        List<String> lines = Files.readAllLines(found, StandardCharsets.UTF_8);
        assertThat(lines).hasSize(classes.length);
        for (int i = 0; i < classes.length; i++) {
            String rule = truth.get("class_rule")
                    .get(truth.get("class_names").get(classes[i]).asString())
                    .asString();
            String type = rule.isEmpty() ? "NOT_IP" : rule;
            assertThat(lines.get(i)).startsWith(type + "\t");
        }
    }

    @Test
    void marxFindsItsSensorsAndPolicyByItselfAndWritesReportsThatRead() throws IOException {
        JsonNode seen = observe(0, ROOT.resolve("samples/marx").toString(), "--report",
                folder.resolve("r").toString(), "--compare-k", "2,5,10");
        assertThat(seen.get("version").asString()).isEqualTo("yochi.observe/1");
        assertThat(seen.at("/policy/name").asString()).isEqualTo("research-replay");
        assertThat(seen.get("packets").asLong()).isEqualTo(286_565);
        assertThat(seen.get("sources").asLong()).isEqualTo(49_002);
        assertThat(seen.get("bytes").isNull()).isTrue();
        assertThat(seen.get("unknown").toString()).contains("\"bytes\"").contains("marx rows hold no packet length");
        assertThat(seen.get("perSensor")).hasSize(9);
        List<Double> shares = new ArrayList<>();
        seen.get("suppressedByK").forEach(s -> shares.add(s.get("packetsShare").asDouble()));
        assertThat(shares).hasSize(3).isSorted();
        long packets = 0;
        long suppressed = seen.at("/suppressed/packets").asLong();
        try (var files = Files.list(folder.resolve("r"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yrep")).toList()) {
                EpochReport report = ReportCodec.decode(Files.readAllBytes(file));
                assertThat(report.policy()).isEqualTo("research-replay");
                packets += report.cells().stream()
                        .filter(c -> c.key().attackType().isTotal())
                        .mapToLong(c -> c.count(yochi.core.model.Metric.PACKETS))
                        .sum();
            }
        }
        assertThat(packets).isEqualTo(286_565 - seen.at("/suppressed/withheldPackets").asLong());
        assertThat(suppressed).isPositive();
    }

    @Test
    void ordersHaveVictimsAndNoPacketsNorSources() {
        JsonNode seen = observe(0, ROOT.resolve("samples/ddosia").toString());
        assertThat(seen.at("/inputs/0/noted/0/what").asString()).isEqualTo("impossiblePort");
        assertThat(seen.get("bytes").isNull()).isTrue();
        assertThat(seen.at("/policy/name").asString()).isEqualTo("own-country");
        assertThat(seen.get("packets").isNull()).isTrue();
        assertThat(seen.get("sources").isNull()).isTrue();
        assertThat(seen.at("/attackTypes/ATTACK_ORDER/party").asString()).isEqualTo("victim");
        assertThat(seen.at("/attackTypes/ATTACK_ORDER/victims").asLong()).isEqualTo(3248);
        assertThat(seen.at("/attackTypes/ATTACK_ORDER/records").asLong()).isEqualTo(35_164);
    }

    @Test
    void theTelescopesOwnAnswersAreNoObservations() {
        JsonNode seen = observe(0, ROOT.resolve("samples/telescope").toString());
        long rejected = 0;
        long records = 0;
        for (JsonNode input : seen.get("inputs")) {
            records += input.get("records").asLong();
            for (JsonNode r : input.get("rejected")) {
                assertThat(r.get("reason").asString()).isEqualTo("ownTraffic");
                rejected += r.get("count").asLong();
            }
        }
        assertThat(records).isEqualTo(10_368);
        assertThat(rejected).isPositive().isEqualTo(records - seen.get("packets").asLong());
        assertThat(seen.at("/attackTypes/SCAN_SYN/packets").asLong()).isEqualTo(129);
        assertThat(seen.at("/tools/masscan/relation/packets").asLong()).isEqualTo(9);
        assertThat(seen.at("/tools/zmap/relation/packets").asLong()).isEqualTo(27);
    }

    @Test
    void badInputIsCountedNamedAndGivesExitCodeThreeWhileTheGoodIsProcessed() throws IOException {
        Path bad = folder.resolve("marx-bad.csv");
        Files.writeString(bad, """
                datetime,host,src,proto,type,spt,dpt
                2013-03-03 21:53:59,s1,3221225985,TCP,,6000,1433
                yesterday,s1,3221225985,TCP,,6000,1433
                """);
        Path missing = folder.resolve("nowhere.pcap");
        JsonNode seen = observe(3, bad.toString(), missing.toString(), "--sensor", "s1", "--country", "SG");
        assertThat(seen.get("packets").asLong()).isEqualTo(1);
        assertThat(seen.at("/inputs/0/rejected/0/count").asLong()).isEqualTo(1);
        assertThat(seen.at("/inputs/0/rejected/0/firstPosition").asString()).contains("3");
        assertThat(seen.at("/inputs/1/rejected/0/reason").asString()).isEqualTo("unreadable");
        assertThat(new Stage().run("observe", bad.toString(), "--country", "SG")).isEqualTo(2);
        assertThat(new Stage().run("observe")).isEqualTo(2);
    }

    @Test
    void theSameInputAndKeyGiveTheSameReports() throws IOException {
        Path key = folder.resolve("key");
        Files.writeString(key, "00".repeat(32));
        String input = ROOT.resolve("samples/telescope").toString();
        String policy = ROOT.resolve("samples/policies/research-replay.yaml").toString();
        for (String run : List.of("a", "b")) {
            observe(0, input, "--policy", policy, "--sketch-key", key.toString(), "--report",
                    folder.resolve(run).toString());
        }
        try (var files = Files.list(folder.resolve("a"))) {
            for (Path file : files.toList()) {
                assertThat(folder.resolve("b").resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }
}
