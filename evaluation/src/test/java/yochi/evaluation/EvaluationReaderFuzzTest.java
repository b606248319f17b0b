package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import yochi.core.model.YochiException;

/** Any text is a document that the page can be written from, or is refused with its place. */
class EvaluationReaderFuzzTest {
    @FuzzTest
    void anyTextIsReadOrRefused(byte[] bytes) {
        try {
            Evaluation read = EvaluationPage.read(new String(bytes, StandardCharsets.UTF_8), "fuzzed.json");
            assertThat(new EvaluationPage().of(List.of(read))).startsWith("# Evaluation");
        } catch (YochiException refused) {
            assertThat(refused.getMessage()).contains("fuzzed.json");
        }
    }
}
