package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("G-10, A-1, A-7: yochi observe on every set of the development data")
class SharedSetsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path ROOT = Path.of(System.getProperty("yochi.root", ".."));

    private static Optional<Path> shared(String test) {
        for (Path at = ROOT.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data/synthetic"))) {
                return Optional.of(at.resolve("shared/data"));
            }
        }
        System.out.println("NEEDS ../shared: SharedSetsTest " + test);
        return Optional.empty();
    }

    /** What was read, and what was said of it. */
    private record Told(JsonNode document, String text) {}

    private static Told observe(int exit, Path set, String... more) {
        Stage stage = new Stage();
        List<String> arguments = new ArrayList<>(List.of("observe", set.toString()));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--json", "-"));
        assertThat(stage.run(arguments.toArray(String[]::new))).as(stage.err()).isEqualTo(exit);
        return new Told(JSON.readTree(stage.out()), stage.err());
    }

    /** The table of docs/formats.md: each set finishes, and says how much of what was not taken, and why. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    marx            | 0 | 286565 | 286565 | ''                                        | 2
                    ddosia          | 0 |  35164 |  35164 | ''                                        | 3
                    telescope       | 0 |  10368 |    277 | 'ownTraffic=10091'                        | 7
                    tpot-gcp        | 3 | 368696 | 367951 | 'malformed=685, noObservation=60'         | 3
                    docker-honeypot | 0 |  80016 |  80016 | ''                                        | 1
                    lan-mordor      | 0 |   2140 |    728 | 'noObservation=1412'                      | 37
                    ddos-pcaps      | 0 |  52979 |  52979 | ''                                        | 1
                    knowledge       | 3 |      0 |      0 | ''                                        | 46
                    geo             | 3 |      0 |      0 | ''                                        | 4
                    analysis        | 3 |      0 |      0 | ''                                        | 6
                    """)
    void everySetFinishesAndSaysWhatWasNotTakenAndWhy(
            String set, int exit, long records, long taken, String rejected, int skipped) {
        Optional<Path> data = shared(set);
        if (data.isEmpty()) {
            return;
        }
        Path sensors = ROOT.resolve("samples").resolve(set).resolve("sensors.yaml");
        Told told = Files.exists(sensors)
                ? observe(exit, data.get().resolve(set), "--sensors", sensors.toString())
                : observe(exit, data.get().resolve(set), "--sensor", "s1", "--country", "SG");
        assertThat(PublishedSchema.faults("observe-1.json", told.document())).isEmpty();
        long recordsHere = 0;
        long takenHere = 0;
        Map<String, Long> reasons = new TreeMap<>();
        for (JsonNode input : told.document().get("inputs")) {
            long sum = input.get("taken").asLong();
            takenHere += sum;
            for (JsonNode r : input.get("rejected")) {
                sum += r.get("count").asLong();
                reasons.merge(r.get("reason").asString(), r.get("count").asLong(), Long::sum);
                assertThat(r.get("firstPosition").asString()).isNotBlank();
                assertThat(told.text())
                        .contains(r.get("reason").asString(), r.get("remedy").asString());
            }
            assertThat(sum).isEqualTo(input.get("records").asLong());
            recordsHere += sum;
        }
        assertThat(recordsHere).isEqualTo(records);
        assertThat(takenHere).isEqualTo(taken);
        assertThat(reasons).hasToString("{" + rejected + "}");
        assertThat(told.document().get("skipped")).hasSize(skipped);
    }

    /** A table that no reader knows is read through the shipped mapping, and its broken rows are told. */
    @Test
    void theTableOfCowriesSessionsReadsThroughTheShippedMapping() {
        Optional<Path> data = shared("theTableOfCowriesSessionsReadsThroughTheShippedMapping");
        if (data.isEmpty()) {
            return;
        }
        String mapping = ROOT.resolve("samples/mappings/cowrie-sessions.yaml").toString();
        Told told = observe(3, data.get().resolve("tpot-gcp/cowrie-sessions.csv.gz"), "--sensor", "pot", "--country",
                "US", "--mapping", mapping);
        assertThat(PublishedSchema.faults("observe-1.json", told.document())).isEmpty();
        JsonNode input = told.document().at("/inputs/0");
        assertThat(input.get("taken").asLong()).isEqualTo(19_997);
        assertThat(input.at("/rejected/0/reason").asString()).isEqualTo("malformed");
        assertThat(input.at("/rejected/0/count").asLong()).isEqualTo(3);
        assertThat(told.document().at("/attackTypes/LOGIN_BRUTE_FORCE/records").asLong())
                .isEqualTo(4315);
    }

    /** the file's name is the label; what is benign in a file is counted to no attack. */
    @Test
    void everyAttackFileIsOneFloodOfItsVectorAndNothingElse() {
        Optional<Path> data = shared("everyAttackFileIsOneFloodOfItsVectorAndNothingElse");
        if (data.isEmpty()) {
            return;
        }
        JsonNode seen = observe(0, data.get().resolve("ddos-pcaps"), "--sensor", "d1", "--country", "US")
                .document();
        List<String> events = new ArrayList<>();
        seen.get("events").forEach(e -> events.add(e.get("kind").asString() + " " + e.get("vector").asString() + " "
                + e.get("attackPackets").asLong() + " of " + e.get("packets").asLong()));
        assertThat(events)
                .containsExactlyInAnyOrder(
                        "flood tcp/80,443 syn-ack reflection 7669 of 7996",
                        "flood udp/161 snmp reflection 4079 of 4373",
                        "flood udp/53 dns reflection in fragments 1234 of 4373",
                        "flood tcp/30120 syn+ece+cwr 9639 of 9821",
                        "flood tcp/* syn 18778 of 18778");
        assertThat(seen.get("missing").toString()).contains("no sensor of the country was heard");
    }
}
