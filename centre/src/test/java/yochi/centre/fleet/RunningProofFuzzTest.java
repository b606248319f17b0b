package yochi.centre.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Whatever a node says of the policy that it runs: the centre reads of it what is there, within its bounds. */
class RunningProofFuzzTest {
    @FuzzTest
    void anyTextProvesSomethingOrNothing(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        RunningProof proof = RunningProof.of(Map.of(RunningProof.FILE, text, "policy.yaml", text));
        assertThat(proof.digest()).hasSize(64);
        assertThat(proof.history()).hasSizeLessThanOrEqualTo(100).allMatch(t -> t.detail().length() <= 500);
    }
}
