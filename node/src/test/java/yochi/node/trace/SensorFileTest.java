package yochi.node.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.YochiException;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** The sensors file. */
class SensorFileTest {
    @TempDir
    Path folder;

    private SensorFile read(String yaml) throws IOException {
        return SensorFile.read(Files.writeString(folder.resolve("sensors.yaml"), yaml));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        SensorFile file = read("""
                version: yochi.sensors/1
                policy: ../policies/research-replay.yaml
                longestSilence: PT6H
                sensors:
                  - name: a
                    country: NO
                    operator: somebody
                    monitored: [198.51.100.0/24, 203.0.113.7/32]
                    observable:
                      - {services: [tcp/*, udp/53], from: 2021-10-13T21:00:00Z, until: 2021-10-13T23:00:00Z}
                  - {name: b, country: unknown, addresses: 1}
                """);
        assertThat(file.policy()).contains(folder.resolveSibling("policies/research-replay.yaml"));
        assertThat(file.longestSilence()).hasHours(6);
        SensorTable table = file.table();
        Sensor a = table.named("a").orElseThrow();
        assertThat(a.country()).isEqualTo(new Country("NO"));
        assertThat(a.operator()).isEqualTo("somebody");
        assertThat(a.monitoredAddresses()).isEqualTo(257);
        Instant inside = Instant.parse("2021-10-13T22:00:00Z");
        assertThat(a.observes(Service.tcp(445), inside)).isTrue();
        assertThat(a.observes(Service.udp(53), inside)).isTrue();
        assertThat(a.observes(Service.udp(54), inside)).isFalse();
        assertThat(a.observes(Service.tcp(445), Instant.parse("2021-10-13T23:00:00Z")))
                .isFalse();
        Sensor b = table.named("b").orElseThrow();
        assertThat(b.country().known()).isFalse();
        assertThat(b.monitoredAddresses()).isEqualTo(1);
        assertThat(b.observes(Service.udp(1), inside)).isTrue();
    }

    @Test
    void everyMistakeIsToldAtOnceWithItsPlace() {
        assertThatThrownBy(() -> read("""
                        version: yochi.sensors/1
                        sensors:
                          - {name: a, country: Norway}
                          - {name: b, country: JP, monitored: [192.0.2.1/24]}
                          - {name: c, country: JP, operater: x}
                        """))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("3 problems")
                .hasMessageContaining("line 3")
                .hasMessageContaining("Norway")
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("did you mean operator?");
    }

    @Test
    void aNewerVersionAndContradictingNumbersAreRefused() {
        assertThatThrownBy(() -> read("version: yochi.sensors/2\nsensors: [{name: a, country: JP}]\n"))
                .hasMessageContaining("this program reads yochi.sensors/1");
        assertThatThrownBy(() -> read("""
                        version: yochi.sensors/1
                        sensors: [{name: a, country: JP, addresses: 5, monitored: [192.0.2.0/24]}]
                        """)).hasMessageContaining("256 addresses, not 5");
        assertThatThrownBy(() -> read("version: yochi.sensors/1\nsensors: []\n"))
                .hasMessageContaining("needs a sensor");
    }

    @Test
    void itIsFoundBesideTheInput() throws IOException {
        assertThat(SensorFile.beside(folder)).isEmpty();
        read("version: yochi.sensors/1\nsensors: [{name: a, country: JP}]\n");
        assertThat(SensorFile.beside(folder)).contains(folder.resolve("sensors.yaml"));
        assertThat(SensorFile.beside(folder.resolve("x.pcap"))).contains(folder.resolve("sensors.yaml"));
    }

    @Test
    void whatIsLeftOutIsNotKnown() throws IOException {
        SensorFile file = read("{version: yochi.sensors/1, sensors: [{name: s1, country: unknown}]}");
        assertThat(file.policy()).isEmpty();
        assertThat(file.longestSilence()).hasHours(4);
        assertThat(file.table().sensors()).containsExactly(Sensor.of("s1", Country.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"marx,9", "telescope,1", "ddosia,1"})
    void theShippedFilesRead(String sample, int sensors) {
        Path shipped = Path.of(System.getProperty("yochi.root", ".."), "samples", sample, SensorFile.NAME);
        SensorFile read = SensorFile.read(shipped);
        assertThat(read.table().sensors()).hasSize(sensors);
        read.policy().ifPresent(policy -> assertThat(policy).exists());
    }
}
