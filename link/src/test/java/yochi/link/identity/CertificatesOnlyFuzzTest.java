package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Whatever an enrolling server answers in the place of certificates is refused as what it is. */
class CertificatesOnlyFuzzTest {
    @FuzzTest
    void anyAnswerIsReadOrRefused(byte[] bytes) {
        for (String text : new String[] {
            new String(bytes, StandardCharsets.ISO_8859_1), Base64.getMimeEncoder().encodeToString(bytes)
        }) {
            try {
                assertThat(CertificatesOnly.decode(text)).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }
}
