package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yochi.evaluation.Evaluation;
import yochi.evaluation.Span;

/** G-12: forecasts of victims on the real attack orders that are shipped, fitted on the past only. */
class VictimPartTest {
    @Test
    void theHazardBeatsTheBestRivalOverAllCountriesAndTheFiguresFollowFromTheLines() {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> measures = new VictimPart(List.of(0), List.of(1)).measures(inputs(lines));
        Evaluation.Measured brier = find(measures, "victim.brier", "ccTLD, 1 day, shift +0 h, whole");
        assertThat(brier.verdict()).startsWith("better than");
        assertThat(find(measures, "victim.auc", "ccTLD, 1 day, shift +0 h, whole").verdict())
                .startsWith("better than");
        assertThat(find(measures, "victim.brier", "ccTLD, 1 day, shift +0 h, last third").value())
                .isLessThan(0.06);
        double loss = lines.stream()
                .filter(l -> l.unit().equals("ccTLD, 1 day, shift +0 h"))
                .mapToDouble(l -> Math.pow(l.probability().orElseThrow() - l.outcome(), 2))
                .average()
                .orElseThrow();
        assertThat(loss).isCloseTo(brier.value(), within(1e-12));
        assertThat(lines).allSatisfy(l -> {
            assertThat(l.informationUntil()).isBeforeOrEqualTo(l.from());
            assertThat(l.outcomeKnownAt()).isAfter(l.issued());
        });
    }

    @Test
    void ofOneCountryWithFewEventsNoSkillIsClaimed() {
        List<Evaluation.Measured> measures =
                new VictimPart(List.of(0), List.of(1)).measures(inputs(new ArrayList<>()));
        assertThat(find(measures, "victim.brier", "ccTLD, 1 day, home JP").verdict())
                .contains("events")
                .contains("too few");
    }

    @Test
    void withoutListsThereIsNothing() {
        assertThat(new VictimPart().measures(new Inputs(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        () -> {
                            throw new IllegalStateException("not asked for");
                        },
                        Span.ALL,
                        "JP",
                        line -> {},
                        1)))
                .isEmpty();
    }

    static Inputs inputs(List<Line> lines) {
        return new Inputs(
                Optional.empty(),
                Optional.of(samples()),
                Optional.empty(),
                () -> {
                    throw new IllegalStateException("not asked for");
                },
                Span.ALL,
                "JP",
                lines::add,
                1);
    }

    static Evaluation.Measured find(List<Evaluation.Measured> measures, String name, String group) {
        return measures.stream()
                .filter(m -> m.name().equals(name) && m.group().equals(group))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " of " + group + " among "
                        + measures.stream().map(m -> m.name() + " of " + m.group()).toList()));
    }

    private static Path samples() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("samples").resolve("ddosia");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        throw new IllegalStateException("samples/ddosia is not in the checkout");
    }
}
