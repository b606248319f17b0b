package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.evaluation.Evaluation;

/** lists of networks at equal length, every country as home in turn. */
class VictimNetworkPartTest {
    @Test
    void listsAreAsLongAsYesterdaysAndTheFiguresFollowFromTheLines() {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> measures = new VictimNetworkPart().measures(VictimPartTest.inputs(lines));
        for (String name : List.of("victim.asHitRate", "victim.newAsHitRate")) {
            Evaluation.Measured all =
                    VictimPartTest.find(measures, name, "ccTLD, all networks, shift +0 h, whole");
            assertThat(lines.stream()
                            .filter(l -> l.measure().equals(name)
                                    && l.unit().equals("ccTLD, all networks, shift +0 h"))
                            .mapToDouble(l -> l.value().orElseThrow())
                            .average()
                            .orElseThrow())
                    .isCloseTo(all.value(), within(1e-12));
            assertThat(VictimPartTest.find(measures, name, "ccTLD, all networks, home JP").verdict())
                    .contains("lists, too few to tell");
            assertThat(VictimPartTest.find(measures, name, "ccTLD, content networks, shift +0 h, whole").n())
                    .isLessThan(all.n());
        }
        assertThat(lines).allSatisfy(l -> assertThat(l.value().orElseThrow()).isBetween(0., 1.));
        assertThat(lines)
                .filteredOn(l -> l.measure().equals("victim.newAsHitRate"))
                .allSatisfy(l -> assertThat(l.rivals()).containsEntry("yesterday's list", 0.));
    }

    @Test
    void theListOfContentNetworksIsDataWithASourceARow() {
        ContentNetworks content = ContentNetworks.shipped();
        assertThat(content.size()).isGreaterThan(20);
        assertThat(content.holds("AS64496")).isFalse();
    }
}
