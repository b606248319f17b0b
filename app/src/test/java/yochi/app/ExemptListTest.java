package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** R-8: whom nodes mark as investigating, the centre exempts; neither module can see the other's list. */
class ExemptListTest {
    private static List<String> rows(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(ExemptListTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void theCentresListIsTheNodes() throws IOException {
        List<String> nodes = rows("/yochi/node/classify/investigative.csv");
        assertThat(nodes).hasSizeGreaterThan(10);
        assertThat(rows("/yochi/centre/response/exempt.csv")).isEqualTo(nodes);
    }
}
