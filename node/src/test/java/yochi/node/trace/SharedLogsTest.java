package yochi.node.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.node.Collected;
import yochi.node.SharedFolder;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Real honeypots' logs hold the records and sources that their provenance counts (K-7, A-1). */
class SharedLogsTest {
    @ParameterizedTest
    @CsvSource({
        "tpot-gcp/dionaea.json.gz, dionaea, 20799, 20739, 20739, 1393",
        "tpot-gcp/heralding.jsonl.gz, heralding, 82393, 82393, 82393, 1101",
        "tpot-gcp/honeytrap.json.gz, honeytrap, 4999, 4314, 4314, 1436",
        "tpot-gcp/ciscoasa.json.gz, ciscoasa, 260505, 260505, 52263, 379",
        "docker-honeypot/docker-requests.jsonl.gz, docker-api, 80016, 80016, 30448, 7548"
    })
    void everyRecordIsTakenOrAccountedFor(
            String file, String format, long records, long taken, int sessions, int sources) {
        Optional<Path> path = SharedFolder.find("data/" + file, "SharedLogsTest");
        if (path.isEmpty()) {
            return;
        }
        Collected sink = new Collected();
        InputAccount account = new TraceReader(TraceSettings.of(SensorTable.single(Sensor.of("pot", new Country("US"))))
                        .withoutDigest()
                        .until(() -> Instant.parse("2026-01-01T00:00:00Z")))
                .read(path.get(), sink);
        assertThat(account.format().map(TraceFormat::id)).contains(format);
        assertThat(account.records()).isEqualTo(records);
        assertThat(account.packets()).isEqualTo(taken);
        Set<Object> different = new HashSet<>();
        sink.sessions.stream().map(HoneypotSession::source).forEach(different::add);
        assertThat(sink.sessions).hasSize(sessions);
        assertThat(different).hasSize(sources);
    }
}
