package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.analysis.propagation.ArrivalAnalysis;
import yochi.evaluation.world.RegionParameters;
import yochi.evaluation.world.WorldParameters;

/** Design section 3: the figures follow from the decisions that are dumped, by the formulas of docs/formats.md. */
class DecisionTest {
    @Test
    void theMeanDelayOfChangesFollowsFromTheLinesAndSoDoesEachRivals() {
        List<Decision> lines = new ArrayList<>();
        Evaluation evaluation = new TrendSuite(2, 20, lines::add).evaluate();
        List<Evaluation.Measured> delays = evaluation.measures().stream()
                .filter(m -> m.name().startsWith("delay of a change"))
                .toList();
        assertThat(delays).hasSize(2).allSatisfy(m -> {
            List<Decision> own =
                    lines.stream().filter(d -> d.key().startsWith(m.group())).toList();
            assertThat(own).hasSize(4);
            assertThat(own.stream().mapToDouble(Decision::value).average().orElseThrow())
                    .isCloseTo(m.value(), within(1e-9));
            for (Evaluation.Rival rival : m.rivals()) {
                assertThat(own.stream()
                                .mapToDouble(d -> d.rivals().get(rival.name()))
                                .average()
                                .orElseThrow())
                        .isCloseTo(rival.value(), within(1e-9));
            }
        });
    }

    @Test
    void theAreaUnderTheCurveFollowsFromThePairsOfRegions() {
        PropagationTrial trial = new PropagationTrial(
                WorldParameters.committed().cascades().withRegions(6, 2).withCascades(60, 10), 1);
        ArrivalAnalysis analysis = trial.analysis();
        List<Decision> pairs = trial.decisions(analysis);
        assertThat(pairs).hasSize(6 * 5);
        double won = 0;
        int compared = 0;
        for (Decision edge : pairs) {
            for (Decision other : pairs) {
                if (edge.outcome() == 1 && other.outcome() == 0) {
                    won += edge.value() > other.value() ? 1 : edge.value() == other.value() ? 0.5 : 0;
                    compared++;
                }
            }
        }
        assertThat(won / compared).isCloseTo(trial.area(analysis), within(1e-9));
    }

    @Test
    void everyPairOfEveryWeekEveryOutbreakAndEveryRiseIsTold() {
        List<Decision> onset = new ArrayList<>();
        new OnsetSuite(new OnsetSuite.Settings(71, 2, 1, 6, 0), onset::add).evaluate();
        assertThat(onset).filteredOn(d -> d.outcome() == 1).hasSize(6 * 4);
        assertThat(onset).filteredOn(d -> d.outcome() == 0).hasSize(144);
        List<Decision> locality = new ArrayList<>();
        RegionParameters regions = WorldParameters.committed().regions().withRegions(6);
        new LocalityRises(regions, 1, 1, 2, locality::add).measures();
        new LocalityVerdicts(regions, 1, 3, locality::add).measures();
        assertThat(locality).filteredOn(d -> d.measure().equals("subset F1")).hasSize(4);
        assertThat(locality)
                .filteredOn(d -> d.unit().equals("probability"))
                .isNotEmpty()
                .allSatisfy(d -> assertThat(d.value()).isBetween(0.0, 1.0));
    }
}
