package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.YochiException;

/** Worlds are made of one committed file, read strictly (issue 4 §3). */
class WorldParametersTest {
    private static String text() throws IOException {
        try (InputStream in = WorldParameters.class.getResourceAsStream("worlds.yaml")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCommittedFileHoldsWhatTheIssueAsks() {
        WorldParameters p = WorldParameters.committed();
        assertThat(p.regions().regions()).isEqualTo(20);
        assertThat(p.regions().mostAddresses()).isEqualTo(100 * p.regions().leastAddresses());
        assertThat(p.regions().bases()).isEqualTo(List.of(2.0, 5.0, 20.0, 100.0));
        assertThat(p.telescope().activeSources()).isEqualTo(1000);
        assertThat(p.cascades().cascades()).isEqualTo(100);
        assertThat(p.injection().burstPackets()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regions: 20 | regions: 0 | regions must lie between 1 and 64, not 0",
                "leastAddresses: 256 | leastAddresses: 99999 | leastAddresses (99999) must not exceed mostAddresses",
                "bases: [2, 5, 20, 100] | bases: [2, -5] | bases must lie between 0.01",
                "wideShare: 0.03 | wideShare: 1.5 | wideShare must lie between 0 and 1",
                "zipf: 1.1 | zipf: x | zipf",
                "cronShare: 0.02 | cronShared: 0.02 | did you mean cronShare?",
                "branching: 0.6 | branching: 1.2 | branching must lie between 0 and 0.95",
                "gapShare: 0.02 | gapShare: NaN | gapShare",
                "yochi.worlds/1 | yochi.worlds/2 | version must be yochi.worlds/1",
            })
    void whatCannotBeIsRefusedWithItsPlaceAndWhatToWrite(String given, String instead, String told)
            throws IOException {
        String yaml = text().replaceFirst(java.util.regex.Pattern.quote(given), instead);
        assertThat(yaml).isNotEqualTo(text());
        assertThatThrownBy(() -> WorldParameters.parse(yaml, "test.yaml"))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("test.yaml")
                .hasMessageContaining(told);
    }
}
