package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events in the document of {@code yochi observe}: whom they concern is told at home only (A-7, K-10). */
class ObserveEventsTest {
    private static final Path ROOT = Path.of(System.getProperty("yochi.root", ".."));

    @TempDir
    private Path folder;

    private static JsonNode document(String... arguments) {
        Stage stage = new Stage();
        stage.run(arguments);
        return JsonMapper.shared().readTree(stage.out());
    }

    @Test
    void keysAreNumberedUnlessTheyAreAskedForAtHome() {
        String orders = ROOT.resolve("samples/ddosia").toString();
        JsonNode masked = document("observe", orders, "--json", "-").path("events");
        JsonNode clear = document("observe", orders, "--at-home", "--json", "-").path("events");
        assertThat(masked.size()).isEqualTo(clear.size()).isPositive();
        Set<String> targets = new HashSet<>();
        for (int i = 0; i < masked.size(); i++) {
            assertThat(masked.get(i).path("key").asString()).matches("key-[0-9]+");
            assertThat(masked.get(i).path("kind").asString()).isEqualTo("order");
            assertThat(clear.get(i).path("key").asString()).doesNotMatch("key-[0-9]+");
            assertThat(clear.get(i).path("rule").asString()).isEqualTo("o-order");
            targets.add(clear.get(i).path("key").asString());
        }
        assertThat(targets).hasSize(3_248);
    }

    @Test
    void aWrongTableOfFactsStopsTheCommandWithFileAndLine() throws IOException {
        Files.writeString(folder.resolve("tools.csv"), "# version: 1\ntool,relation,bits,use,source\nx,y\n");
        Stage stage = new Stage();
        int code = stage.run("observe", ROOT.resolve("samples/telescope").toString(), "--rules", folder.toString());
        assertThat(code).isEqualTo(2);
        assertThat(stage.err()).contains("tools.csv line 3").contains("2 columns instead of 5");
    }

    @Test
    void theRealTelescopeHoursHoldNoAttackButFingerprints() {
        JsonNode document = document("observe", ROOT.resolve("samples/telescope").toString(), "--json", "-");
        assertThat(document.path("events").size()).isZero();
        Set<String> tools = new HashSet<>();
        document.path("fingerprints").forEach(f -> tools.add(f.path("tool").asString()));
        assertThat(tools).contains("masscan", "zmap");
        assertThat(document.path("rules").asString()).contains("tools 20");
    }
}
