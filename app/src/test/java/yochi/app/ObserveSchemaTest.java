package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents of {@code yochi observe} follow the schema that docs/ publishes, and every text has both languages. */
class ObserveSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path ROOT = Path.of(System.getProperty("yochi.root", ".."));

    @TempDir
    private Path folder;

    private JsonNode document(String... arguments) {
        Stage stage = new Stage();
        String[] all = new String[arguments.length + 3];
        all[0] = "observe";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--json";
        all[all.length - 1] = "-";
        stage.run(all);
        return JSON.readTree(stage.out());
    }

    @Test
    void documentsFollowTheSchema() throws IOException {
        Path empty = folder.resolve("empty.pcap");
        Files.createFile(empty);
        String policy = ROOT.resolve("samples/policies/research-replay.yaml").toString();
        for (JsonNode document : new JsonNode[] {
            document(ROOT.resolve("samples/telescope").toString(), "--policy", policy, "--compare-k", "5"),
            document(ROOT.resolve("samples/ddosia").toString()),
            document(empty.toString(), folder.resolve("nowhere").toString(), "--sensor", "s1")
        }) {
            assertThat(PublishedSchema.faults("observe-1.json", document)).isEmpty();
        }
    }

    @Test
    void theSchemaRefusesAnotherVersionAndANegativeCount() throws IOException {
        String good = document(ROOT.resolve("samples/telescope").toString()).toString();
        for (String bad : new String[] {
            good.replace("yochi.observe/1", "yochi.observe/2"), good.replace("\"epochs\":", "\"epochs\":-")
        }) {
            assertThat(PublishedSchema.faults("observe-1.json", JSON.readTree(bad))).isNotEmpty();
        }
    }

    @Test
    void everyTextHasBothLanguages() {
        assertThat(keys(Locale.JAPANESE)).isEqualTo(keys(Locale.ROOT)).isNotEmpty();
    }

    private static Set<String> keys(Locale locale) {
        var properties = new java.util.Properties();
        String suffix = locale.equals(Locale.ROOT) ? "" : "_" + locale.getLanguage();
        String name = "/yochi/app/observe" + suffix + ".properties";
        try (var in = ObserveSchemaTest.class.getResourceAsStream(name)) {
            properties.load(new java.io.InputStreamReader(
                    java.util.Objects.requireNonNull(in), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }
}
