package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A capture and a honeypot's log of the same host: each attempt once per kind, and linked. */
class LinkedAttemptsTest {
    @TempDir
    private Path folder;

    private static String connect(String session, String second) {
        return "{\"eventid\":\"cowrie.session.connect\",\"session\":\"" + session
                + "\",\"src_ip\":\"6.0.2.10\",\"dst_port\":22,\"timestamp\":\"2025-02-18T05:25:" + second + "Z\"}\n"
                + "{\"eventid\":\"cowrie.session.closed\",\"session\":\"" + session
                + "\",\"src_ip\":\"6.0.2.10\",\"timestamp\":\"2025-02-18T05:25:" + second + "Z\"}\n";
    }

    @Test
    void anAttemptCountsOncePerKindAndTheLinkIsTold() throws IOException {
        MadeCapture host = new MadeCapture()
                .tcp(1_739_856_300, 0x0600_020A, 40_000, 0xC633_6409, 22, MadeCapture.SYN)
                .tcp(1_739_856_301, 0x0600_020A, 40_000, 0xC633_6409, 22, MadeCapture.SYN);
        Files.write(folder.resolve("host.pcap"), host.bytes());
        Files.writeString(folder.resolve("cowrie.json"), connect("a", "02.5") + connect("b", "40"));
        Stage stage = new Stage();
        int exit = stage.run("observe", folder.toString(), "--sensor", "pot", "--country", "SG", "--json", "-");
        assertThat(exit).as(stage.err()).isZero();
        JsonNode seen = JsonMapper.shared().readTree(stage.out());
        assertThat(seen.at("/attackTypes/SCAN_SYN/packets").asLong()).isEqualTo(2);
        assertThat(seen.at("/attackTypes/SERVICE_PROBE/records").asLong()).isEqualTo(2);
        assertThat(seen.at("/sources").asLong()).isEqualTo(1);
        assertThat(seen.at("/linked/sessions").asLong()).isEqualTo(1);
        assertThat(seen.at("/linked/ofSessions").asLong()).isEqualTo(2);
        assertThat(seen.at("/sessions/sessions").asLong()).isEqualTo(2);
    }
}
