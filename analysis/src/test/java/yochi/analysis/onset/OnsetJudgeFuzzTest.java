package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Scores of an earlier run are a file: whatever is in it is taken whole or refused. */
class OnsetJudgeFuzzTest {
    @FuzzTest
    void anyBytesAreRefusedOrWrittenAgainAsTheyWere(byte[] bytes) {
        OnsetJudge judge = new OnsetJudge(OnsetJudge.Settings.USUAL, () -> (count, exposure) -> 1, 1);
        try {
            judge.continues(bytes);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(judge.toBytes().length).isLessThanOrEqualTo(bytes.length);
    }
}
