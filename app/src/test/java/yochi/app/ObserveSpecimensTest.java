package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code specimens[]}: hash, size and places of what attackers dropped, never its bytes (M-2). */
class ObserveSpecimensTest {
    private static final String SHA = "ab".repeat(32);
    private static final String EVE = """
            {"timestamp":"2025-02-18T05:25:4%d.000000+0000","flow_id":%d,"event_type":"fileinfo","src_ip":"192.0.2.7",\
            "src_port":40000,"dest_ip":"198.51.100.1","dest_port":80,"proto":"TCP",\
            "fileinfo":{"filename":"/x","stored":true,"sha256":"%s","size":4711}}
            """;
    private static final String COWRIE = """
            {"eventid":"cowrie.session.connect","session":"a","src_ip":"192.0.2.7","dst_port":22,\
            "timestamp":"2025-02-18T05:25:41.000000Z"}
            {"eventid":"cowrie.session.file_download","session":"a","src_ip":"192.0.2.7",\
            "url":"http://192.0.2.9/x.sh","shasum":"HASH","timestamp":"2025-02-18T05:25:43.000000Z"}
            {"eventid":"cowrie.session.closed","session":"a","src_ip":"192.0.2.7",\
            "timestamp":"2025-02-18T05:25:44.000000Z"}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void logs() throws IOException {
        Files.writeString(folder.resolve("a-eve.json"), EVE.formatted(1, 1, SHA) + EVE.formatted(2, 2, SHA));
        Files.writeString(folder.resolve("b-cowrie.json"), COWRIE.replace("HASH", SHA));
    }

    private JsonNode observe(String... more) {
        Stage stage = new Stage();
        String[] all = new String[6 + more.length];
        System.arraycopy(
                new String[] {"observe", folder.toString(), "--sensor", "pot", "--json", "-"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        stage.run(all);
        return new JsonMapper().readTree(stage.out());
    }

    @Test
    void oneFileSeenBySeveralSensorsIsOneSpecimenWithItsSizeAndPlaces() {
        JsonNode document = observe("--at-home");
        assertThat(PublishedSchema.faults("observe-1.json", document)).isEmpty();
        assertThat(document.path("specimens").size()).isEqualTo(1);
        JsonNode one = document.path("specimens").get(0);
        assertThat(one.path("hash").asString()).isEqualTo(SHA);
        assertThat(one.path("size").asLong()).isEqualTo(4711);
        assertThat(one.path("sightings").asLong()).isEqualTo(3);
        assertThat(one.path("urls").toString()).isEqualTo("[\"hxxp://192[.]0[.]2[.]9/x[.]sh\"]");
        assertThat(one.path("where").toString()).isEqualTo("[\"pot tcp/22\",\"pot tcp/80\"]");
        assertThat(one.path("first").asString()).isEqualTo("2025-02-18T05:25:41Z");
        assertThat(document.path("specimensInAll").asLong()).isEqualTo(1);
    }

    @Test
    void awayFromHomeALinkNamesNoAddress() {
        JsonNode one = observe().path("specimens").get(0);
        assertThat(one.path("urls").toString()).isEqualTo("[\"hxxp://address/x[.]sh\"]");
        assertThat(observe("--top", "0").path("specimens").size()).isZero();
    }
}
