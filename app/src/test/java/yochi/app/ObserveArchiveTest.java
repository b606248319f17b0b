package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("K-7, K-9, K-10: yochi observe keeps detail at home and tells further metrics and what sensors can see")
class ObserveArchiveTest {
    private static final Path ROOT = Path.of(System.getProperty("yochi.root", ".."));

    @TempDir
    private Path directory;

    @Test
    void theArchiveFillsAndTheDocumentTellsRetentionMetricsAndReach() throws IOException {
        Path policy = directory.resolve("policy.yaml");
        Files.writeString(policy, """
                name: test
                epoch: PT1M
                release: PT1H
                k: 2
                networks: 1
                sensors: 1
                dominance: 1.1
                dimensions: [sensor, service]
                details: [targets, sizes, ttl, entropy, new_sources, gaps, source_ports]
                archive: {budget: 64MiB, addresses: P7D, counts: P30D}
                """);
        Path json = directory.resolve("o.json");
        Path archive = directory.resolve("archive");
        Stage stage = new Stage();
        int exit = stage.run(
                "observe",
                ROOT.resolve("samples/telescope").toString(),
                "--policy",
                policy.toString(),
                "--archive",
                archive.toString(),
                "--json",
                json.toString());
        assertThat(exit).as(stage.err()).isZero();
        assertThat(stage.out()).contains("64MiB");
        JsonNode document = new JsonMapper().readTree(Files.readString(json));
        assertThat(document.at("/archive/lost").asInt()).isZero();
        assertThat(document.at("/archive/windows").asInt()).isPositive();
        assertThat(document.at("/archive/addresses").asString()).isEqualTo("PT168H");
        assertThat(document.at("/distinctError").asDouble()).isZero();
        JsonNode syn = document.at("/measures/SCAN_SYN");
        assertThat(syn.at("/entropy.sources/upper").asDouble())
                .isGreaterThanOrEqualTo(syn.at("/entropy.sources/lower").asDouble())
                .isPositive();
        assertThat(syn.at("/ttl/bins").size()).isBetween(1, 4);
        assertThat(syn.at("/targets/estimate").asLong()).isPositive();
        assertThat(syn.at("/sources.new/missing").asString()).contains("7 days");
        assertThat(document.at("/observable").size()).isPositive();
        assertThat(Files.isRegularFile(archive.resolve("live.duckdb"))).isTrue();
    }
}
