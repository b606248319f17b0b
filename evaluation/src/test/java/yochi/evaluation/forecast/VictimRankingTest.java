package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yochi.evaluation.Evaluation;

/** ranks of events among the rest, ties told fairly. */
class VictimRankingTest {
    @Test
    void theAreaIsTheShareOfPairsSetRightWithTiesByHalf() {
        VictimRanking ranking = new VictimRanking(1);
        add(ranking, .9, .5, true);
        add(ranking, .8, .5, false);
        add(ranking, .7, .5, true);
        add(ranking, .1, .5, false);
        Evaluation.Measured auc = measured(ranking, VictimRanking.Figure.AUC);
        assertThat(auc.value()).isCloseTo(3 / 4.0, within(1e-9));
        assertThat(auc.rivals().getFirst().value()).isCloseTo(.5, within(1e-9));
        Evaluation.Measured precision = measured(ranking, VictimRanking.Figure.AVERAGE_PRECISION);
        assertThat(precision.value()).isCloseTo((1 + 2 / 3.0) / 2, within(1e-9));
        assertThat(precision.rivals().getFirst().value()).as("one tie: the base rate").isCloseTo(.5, within(1e-9));
    }

    @Test
    void withoutAnEventThereIsNoFigure() {
        VictimRanking ranking = new VictimRanking(1);
        add(ranking, .9, .5, false);
        assertThat(ranking.measured(VictimRanking.Figure.AUC, "x", "", Optional.empty())).isEmpty();
    }

    @Test
    void aSteadyAdvantageIsShown() {
        VictimRanking ranking = new VictimRanking(1);
        for (int day = 0; day < 70; day++) {
            ranking.add(day, Map.of(Days.OURS, .8, "rival", day % 2 / 2.), true);
            ranking.add(day, Map.of(Days.OURS, .2, "rival", .25), false);
        }
        assertThat(measured(ranking, VictimRanking.Figure.AUC).verdict()).isEqualTo("better than rival");
    }

    private static void add(VictimRanking ranking, double ours, double rival, boolean came) {
        ranking.add(ranking.n(), Map.of(Days.OURS, ours, "rival", rival), came);
    }

    private static Evaluation.Measured measured(VictimRanking ranking, VictimRanking.Figure figure) {
        return ranking.measured(figure, "x", "", Optional.empty()).orElseThrow();
    }
}
