package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.YochiException;

@DisplayName("A-14 worlds of attacks on victims are made of one committed file, read strictly")
final class VictimParametersTest {
    private static String text() throws IOException {
        try (InputStream in = VictimParameters.class.getResourceAsStream("victims.yaml")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCommittedFileIsRead() {
        VictimParameters p = VictimParameters.committed();
        assertThat(p.ground().honeypots().stream().mapToInt(Integer::intValue).sum()).isEqualTo(21);
        assertThat(p.attacks().all()).hasSize(8);
        assertThat(p.attacks().shares().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(p.judgingSeeds()).doesNotContainAnyElementsOf(p.tuningSeeds());
    }

    @Test
    void everyValueSaysWhereItComesFromOrThatItIsOurs() throws IOException {
        assertThat(text().lines().filter(line -> line.contains("own choice")).count()).isGreaterThan(20);
        assertThat(text()).contains("Krämer 2015", "Thomas", "Wang", "Cloudflare", "NETSCOUT", "Antonakakis", "Rossow");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listed: 0.035 | listed: 1.5 | listed must lie between 0 and 1",
                "menu: 3 | menu: 9 | menu must lie between 1 and 8",
                "kinds: [reflected | kinds: [mirrored | kinds are reflected, spoofed, botnet, not mirrored",
                "warmUp: 0.3 | warmup: 0.3 | did you mean warmUp?",
                "tuningSeeds: [1, 2 | tuningSeeds: [1, 101 | must not be judged on",
                "yochi.victims/1 | yochi.victims/2 | version must be yochi.victims/1",
            })
    void whatCannotBeIsRefusedWithItsPlace(String given, String instead, String told) throws IOException {
        String yaml = text().replaceFirst(Pattern.quote(given), instead);
        assertThat(yaml).isNotEqualTo(text());
        assertThatThrownBy(() -> VictimParameters.parse(yaml, "test.yaml"))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("test.yaml")
                .hasMessageContaining(told);
    }
}
