package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.EventLog;
import yochi.link.wire.ConfigDigest;

/** K-15: a policy is swapped whole, a bad one leaves the old one running, and the history says so. */
class PolicySwitchTest {
    private static final Map<String, String> A = Map.of("policy.yaml", "name: a\n");
    private static final Map<String, String> B = Map.of("policy.yaml", "name: b\n");
    private static final Map<String, String> BAD = Map.of("policy.yaml", "name: bad\nkk: 3\n");

    @TempDir
    Path folder;

    private final List<String> marks = new ArrayList<>();
    private PolicySwitch policy;

    @BeforeEach
    void open() {
        EventLog events = (event, id, details) -> marks.add(event);
        policy = PolicySwitch.open(folder.resolve("policy.json"), NodePolicy::read, A, events);
    }

    private static OpampTranslator.Offer offer(Map<String, String> files) {
        return new OpampTranslator.Offer(ConfigDigest.of(files), files);
    }

    @Test
    void aGoodPolicyRunsAtOnceAndIsProvedByItsFirstObservation() {
        policy.take(offer(B));
        assertThat(policy.current().files()).isEqualTo(B);
        assertThat(policy.effective().get(PolicySwitch.PROOF)).doesNotContain("firstObservation");
        policy.judged(policy.current(), Instant.EPOCH);
        policy.judged(policy.current(), Instant.EPOCH.plusSeconds(9));
        assertThat(policy.effective().get(PolicySwitch.PROOF)).contains("1970-01-01T00:00:00Z");
        assertThat(marks).containsExactly("policy.applied", "policy.effective");
    }

    @Test
    void anObservationJudgedUnderTheOldPolicyProvesNothing() {
        NodePolicy old = policy.current();
        policy.take(offer(B));
        policy.judged(old, Instant.EPOCH);
        assertThat(policy.effective().get(PolicySwitch.PROOF)).doesNotContain("firstObservation");
    }

    @Test
    void aBadPolicyLeavesTheOldOneRunningAndIsRemembered() {
        policy.take(offer(BAD));
        assertThat(policy.current().files()).isEqualTo(A);
        assertThat(policy.offered().orElseThrow().outcome()).isEqualTo(NodeStatus.Outcome.FAILED);
        assertThat(policy.effective().get(PolicySwitch.PROOF)).contains("\"failed\"").contains("kk");
    }

    @Test
    void textsThatAreNotWhatTheFleetSignedForAreRefused() {
        policy.take(new OpampTranslator.Offer(ConfigDigest.of(A), B));
        assertThat(policy.current().files()).isEqualTo(A);
        assertThat(policy.offered().orElseThrow().outcome()).isEqualTo(NodeStatus.Outcome.FAILED);
    }

    @Test
    void policyAndHistoryOutliveTheProgram() {
        policy.take(offer(BAD));
        policy.take(offer(B));
        open();
        assertThat(policy.current().files()).isEqualTo(B);
        assertThat(policy.effective().get(PolicySwitch.PROOF)).contains("\"number\":1").contains("\"number\":2");
    }
}
