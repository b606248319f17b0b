package yochi.link.identity;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

class CanonicalJsonFuzzTest {
    /** The canonical form of a canonical form is itself. */
    @FuzzTest
    void isStable(FuzzedDataProvider data) {
        String once;
        try {
            once = CanonicalJson.text(StrictJson.read(data.consumeRemainingAsBytes()));
        } catch (JacksonException | IllegalArgumentException e) {
            return;
        }
        String twice = CanonicalJson.text(StrictJson.read(once.getBytes(StandardCharsets.UTF_8)));
        if (!once.equals(twice)) {
            throw new AssertionError(once + " became " + twice);
        }
    }
}
