package yochi.centre.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.core.model.NodeId;

class RecentDigestsTest {
    private static final NodeId NODE = NodeId.of(1, new Random(1));

    @Test
    void keepsTheNewestOfEachNodeAndKnowsWhatItForgot() {
        RecentDigests recent = new RecentDigests(3);
        for (long n = 1; n <= 1000; n++) {
            recent.remember(NODE, n, "d" + n);
        }
        recent.remember(NodeId.of(2, new Random(2)), 1, "e1");
        assertThat(recent.size()).isEqualTo(4);
        assertThat(recent.find(NODE, 998)).contains("d998");
        assertThat(recent.find(NODE, 997)).isEmpty();
        assertThat(recent.mayHaveForgotten(NODE, 997)).isTrue();
        assertThat(recent.mayHaveForgotten(NODE, 1001)).isFalse();
        assertThat(recent.mayHaveForgotten(NodeId.of(2, new Random(2)), 0)).isFalse();
    }

    @Test
    void aLateOldNumberIsForgottenAtOnceRatherThanANewOne() {
        RecentDigests recent = new RecentDigests(2);
        recent.remember(NODE, 10, "d10");
        recent.remember(NODE, 11, "d11");
        recent.remember(NODE, 3, "d3");
        assertThat(recent.find(NODE, 11)).contains("d11");
        assertThat(recent.find(NODE, 3)).isEmpty();
        assertThat(recent.mayHaveForgotten(NODE, 3)).isTrue();
    }
}
