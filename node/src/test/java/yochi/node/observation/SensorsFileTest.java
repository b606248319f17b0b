package yochi.node.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.YochiException;

/** K-1: who watches what, where, since when. */
class SensorsFileTest {
    @TempDir
    private Path folder;

    private SensorsFile read(String yaml) throws IOException {
        Path file = folder.resolve("sensors.yaml");
        Files.writeString(file, yaml);
        return SensorsFile.read(file);
    }

    @Test
    void whatIsLeftOutIsNotKnown() throws IOException {
        SensorsFile file = read("{version: yochi.sensors/1, sensors: [{name: s1, country: unknown}]}");
        assertThat(file.policy()).isEmpty();
        assertThat(file.longestSilence()).isEqualTo(Duration.ofHours(4));
        assertThat(file.named()).containsExactly(Sensor.of("s1", Country.UNKNOWN));
    }

    @Test
    void everyKeyReads() throws IOException {
        SensorsFile file = read("""
                version: yochi.sensors/1
                policy: p.yaml
                longestSilence: 30m
                sensors:
                  - name: s1
                    country: SG
                    operator: someone
                    monitored: [192.0.2.0/24, 198.51.100.0/25]
                    observable:
                      - {services: [tcp/445, udp/*], from: 2024-01-01T00:00:00Z, until: 2024-02-01T00:00:00Z}
                  - {name: s2, country: JP, addresses: 7}
                """);
        assertThat(file.policy()).contains(folder.resolve("p.yaml"));
        assertThat(file.longestSilence()).isEqualTo(Duration.ofMinutes(30));
        List<Sensor> sensors = file.named();
        assertThat(sensors.get(0).monitoredAddresses()).isEqualTo(256 + 128);
        assertThat(sensors.get(0).operator()).isEqualTo("someone");
        assertThat(sensors.get(0).observes(Service.tcp(445), Instant.parse("2024-01-15T00:00:00Z"))).isTrue();
        assertThat(sensors.get(0).observes(Service.tcp(445), Instant.parse("2024-03-15T00:00:00Z"))).isFalse();
        assertThat(sensors.get(1).monitoredAddresses()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{version: yochi.sensors/2, sensors: []}; version",
        "{version: yochi.sensors/1, sensors: [{name: s1}]}; country",
        "{version: yochi.sensors/1, sensors: [{name: s1, country: SG, opperator: x}]}; opperator",
        "{version: yochi.sensors/1, sensors: [{name: s1, country: SG, monitored: [192.0.2.1/24]}]}; 192.0.2.1"
    })
    void mistakesAreNamed(String yaml, String why) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(YochiException.class).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"marx,9", "telescope,1", "ddosia,1"})
    void theShippedFilesRead(String sample, int sensors) {
        Path file = Path.of(System.getProperty("yochi.root", ".."), "samples", sample, "sensors.yaml");
        SensorsFile read = SensorsFile.read(file);
        assertThat(read.named()).hasSize(sensors);
        read.policy().ifPresent(policy -> assertThat(policy).exists());
    }
}
