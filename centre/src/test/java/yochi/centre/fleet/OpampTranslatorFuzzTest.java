package yochi.centre.fleet;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** A node's bytes are read or refused, never anything else. */
class OpampTranslatorFuzzTest {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            AgentMessage m = new OpampTranslator().read(OpampTranslator.unframe(bytes));
            m.effective().ifPresent(RunningProof::of);
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null) {
                throw new AssertionError("a refusal without a reason", e);
            }
        }
    }
}
