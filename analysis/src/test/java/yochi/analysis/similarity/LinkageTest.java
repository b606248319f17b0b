package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A-11; merges and agreement worked out by hand. */
class LinkageTest {
    private static final double NONE = Double.NaN;

    @Test
    void theNearestBecomeOneAndAGroupsDistanceIsTheMean() {
        Linkage linkage = new Linkage(new double[][] {
            {NONE, .1, .5, .6}, {.1, NONE, .7, .8}, {.5, .7, NONE, .2}, {.6, .8, .2, NONE}
        });
        List<Linkage.Merge> merges = linkage.merges();
        assertThat(merges).hasSize(3);
        assertThat(merges.get(0).members()).hasToString("{0, 1}");
        assertThat(merges.get(1).members()).hasToString("{2, 3}");
        assertThat(merges.get(2).height()).isCloseTo(.65, within(1e-12));
        assertThat(linkage.groups(.3)).containsExactly(0, 0, 2, 2);
    }

    @Test
    void whatIsNotKnownJoinsNothing() {
        Linkage linkage = new Linkage(new double[][] {{NONE, .1, NONE}, {.1, NONE, NONE}, {NONE, NONE, NONE}});
        assertThat(linkage.merges()).hasSize(1);
        assertThat(linkage.groups(1)).containsExactly(0, 0, 2);
    }

    @Test
    void agreementIsOneForTheSameGroupsAndLessByWhatChanceGives() {
        int[] groups = {1, 1, 1, 2, 2, 2};
        assertThat(RandIndex.adjusted(groups, new int[] {5, 5, 5, 0, 0, 0})).isEqualTo(1);
        assertThat(RandIndex.adjusted(groups, new int[] {1, 1, 2, 2, 3, 3})).isCloseTo(.8 / 3.3, within(1e-12));
    }
}
