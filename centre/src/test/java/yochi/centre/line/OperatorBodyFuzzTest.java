package yochi.centre.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import yochi.centre.gate.Problem;

/** M-2: whatever an operator sends is read, or refused with a status of the 400s and a reason. */
class OperatorBodyFuzzTest {
    @FuzzTest
    void anyBodyIsReadOrRefusedWithAReason(byte[] bytes) {
        OperatorBody body;
        try {
            body = OperatorBody.of(bytes);
        } catch (Problem refused) {
            reasoned(refused);
            return;
        }
        tried(() -> assertThat(body.invited().name()).isNotBlank().hasSizeLessThanOrEqualTo(200));
        tried(() -> assertThat(body.why()).isNotBlank());
        tried(() -> assertThat(body.policy().digest()).hasSize(64));
        tried(() -> assertThat(body.patience()).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
        tried(() -> assertThat(body.extraction().id()).isNotEmpty());
        tried(() -> body.nodes().ifPresent(n -> assertThat(n).doesNotContain("")));
    }

    private static void tried(Runnable read) {
        try {
            read.run();
        } catch (Problem refused) {
            reasoned(refused);
        }
    }

    private static void reasoned(Problem refused) {
        assertThat(refused.status()).isBetween(400, 499);
        assertThat(refused).hasMessageMatching("(?s).{3,}");
    }
}
