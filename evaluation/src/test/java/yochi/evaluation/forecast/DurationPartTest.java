package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import yochi.evaluation.Evaluation;

/** nowcasts of how long listed targets stay listed, on the real orders that are shipped. */
class DurationPartTest {
    @Test
    void theModelBeatsBothCurvesAndTheFiguresFollowFromTheLines() {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> measures = new DurationPart().measures(VictimPartTest.inputs(lines));
        Evaluation.Measured order = VictimPartTest.find(measures, "residualDuration.cIndex", "nowcast, whole");
        assertThat(order.verdict()).startsWith("better than");
        for (int hours : List.of(6, 24)) {
            String name = "residualDuration.brier" + hours;
            Evaluation.Measured brier = VictimPartTest.find(measures, name, "nowcast, whole");
            assertThat(brier.verdict()).startsWith("better than");
            assertThat(lines.stream()
                            .filter(l -> l.measure().equals(name))
                            .mapToDouble(l -> Math.pow(l.probability().orElseThrow() - l.outcome(), 2))
                            .average()
                            .orElseThrow())
                    .isCloseTo(brier.value(), within(1e-12));
        }
        assertThat(concordance(lines)).isCloseTo(order.value(), within(1e-12));
    }

    /** Over pairs of one UTC day: the one seen to leave first should be expected to. */
    private static double concordance(List<Line> lines) {
        Map<Long, List<Line>> byDay = lines.stream()
                .filter(l -> l.measure().equals("residualDuration.cIndex"))
                .collect(Collectors.groupingBy(l -> l.issued().getEpochSecond() / 86_400));
        double right = 0;
        double pairs = 0;
        for (List<Line> day : byDay.values()) {
            for (Line one : day) {
                for (Line other : day) {
                    if (one.missing().isEmpty() && one.outcome() < other.outcome()) {
                        int order = Double.compare(
                                other.value().orElseThrow(), one.value().orElseThrow());
                        right += order > 0 ? 1 : order == 0 ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
        }
        return right / pairs;
    }
}
