package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Country;
import yochi.core.model.Tool;
import yochi.node.SharedFolder;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Compares every label and figure of the synthetic captures with their truth (A-7, A-10, K-16). */
class SyntheticTruthTest {
    private static final TraceSettings SETTINGS =
            TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG"))));

    @ParameterizedTest
    @ValueSource(strings = {"dark-cut20m", "dark-day5m", "dark-mixed"})
    void everyLabelAndCountEqualsTheTruth(String name) throws IOException {
        Optional<Path> folder = SharedFolder.find("data/synthetic", "SyntheticTruthTest " + name);
        if (folder.isEmpty()) {
            return;
        }
        Path truth = folder.get().resolve(name + ".json.gz");
        check(
                folder.get().resolve(name + ".pcap.gz"),
                read(truth),
                read(folder.get().resolve(name + ".labels.gz")));
    }

    @Test
    void theSamePacketsInNanosecondsAndBigEndianGiveTheSameTruth(@TempDir Path scratch)
            throws IOException, InterruptedException {
        Optional<Path> source = SharedFolder.find("tools/darkgen.c", "SyntheticTruthTest -N -B");
        if (source.isEmpty()
                || !ran(scratch, "cc", "-O1", "-o", "darkgen", source.get().toString(), "-lm")) {
            System.out.println("NEEDS cc and ../shared: SyntheticTruthTest -N -B");
            return;
        }
        assertThat(ran(scratch, "./darkgen", "-p", "mixed", "-N", "-B", "-l", "-u", "nb"))
                .isTrue();
        check(
                scratch.resolve("nb.pcap"),
                Files.readAllBytes(scratch.resolve("nb.json")),
                Files.readAllBytes(scratch.resolve("nb.labels")));
    }

    private static boolean ran(Path folder, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] read(Path gz) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gz))) {
            return in.readAllBytes();
        }
    }

    private static void check(Path capture, byte[] json, byte[] labels) {
        JsonNode expected = JsonMapper.shared().readTree(json);
        Truth counted = new Truth();
        InputAccount account = new TraceReader(SETTINGS).read(capture, new ClassifyingSink(new Classifier(), counted));

        assertThat(account.rejected()).isEmpty();
        assertThat(account.noted()).isEmpty();
        assertThat(account.packets()).isEqualTo(expected.path("packets").asLong());
        assertThat(counted.times.getFirst())
                .isEqualTo(expected.path("first_ts_ns").asLong());
        assertThat(counted.times.getLast())
                .isEqualTo(expected.path("last_ts_ns").asLong());

        List<String> names = new ArrayList<>();
        expected.path("class_names").forEach(n -> names.add(n.asString()));
        List<String> wanted = new ArrayList<>();
        for (byte label : labels) {
            wanted.add(names.get(label));
        }
        assertThat(counted.labels).isEqualTo(wanted);

        for (String name : names) {
            Truth.Count count = counted.classes.getOrDefault(name, new Truth.Count());
            assertCount(name, count, expected.path("classes").path(name));
            assertThat(count.bytes)
                    .as(name)
                    .isEqualTo(expected.path("classes").path(name).path("bytes").asLong());
            assertThat(count.ipBytes)
                    .as(name)
                    .isEqualTo(
                            expected.path("classes").path(name).path("ip_bytes").asLong());
        }
        for (Tool tool : List.of(Tool.MIRAI, Tool.MASSCAN, Tool.ZMAP)) {
            Truth.Count count = counted.tools.getOrDefault(tool, new Truth.Count());
            assertCount(tool.toString(), count, expected.path("tools").path(tool.toString()));
        }
        JsonNode errors = expected.path("icmp_errors");
        assertThat(counted.icmpErrors).isEqualTo(errors.path("packets").asLong());
        assertThat(counted.icmpMismatches)
                .isEqualTo(errors.path("embedded_source_mismatch").asLong());
        assertThat(counted.icmpVictims).hasSize(errors.path("victims").asInt());
    }

    private static void assertCount(String name, Truth.Count count, JsonNode expected) {
        assertThat(count.packets)
                .as(name + " packets")
                .isEqualTo(expected.path("packets").asLong());
        assertThat(count.sources)
                .as(name + " sources")
                .hasSize(expected.path("sources").asInt());
    }
}
