package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.analysis.propagation.ArrivalNetwork.Column;

class ArrivalFitTest {
    private static List<Arrivals> arrivals(Made made, int many) {
        return made.cascades(many, 500, 200).stream()
                .map(c -> new ArrivalDraws(c, 1).copy())
                .toList();
    }

    private static double[] ones(int n) {
        double[] out = new double[n];
        Arrays.fill(out, 1);
        return out;
    }

    @Test
    void everyUpdateRaisesThePenalisedLogLikelihood() {
        List<Arrivals> data = arrivals(Made.graph(8, 2, 10, 0, 3), 60);
        ArrivalFit fit = new ArrivalFit(2, 8, data, ones(data.size()), 0.5);
        fit.ready();
        Column now = Column.start(8, 0.05);
        double before = fit.objective(now);
        for (int step = 0; step < 200; step++) {
            now = fit.step(now);
            double after = fit.objective(now);
            assertThat(after).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
            before = after;
        }
    }

    /** Worked by hand: outside .1, arrow .2; arrivals at 0 and 3; not arrived by 5. */
    @Test
    void theLogLikelihoodIsTheFormulas() {
        ArrivalNetwork network = new ArrivalNetwork(new Column[] {
            new Column(0.1, 0, new double[3]),
            new Column(0.1, 0, new double[] {0.2, 0, 0}),
            new Column(0.1, 0.4, new double[3])
        });
        Arrivals a = new Arrivals(
                new double[] {0, 3, Double.NaN}, new double[] {Double.NaN, Double.NaN, 5});
        double second = Math.log(0.1 + 0.2) - 0.1 * 3 - 0.2 * 3;
        double third = -(0.1 * 5 + 0.2 * 5 + 0.2 * 2);
        assertThat(network.logLikelihood(a)).isCloseTo(second + third, within(1e-12));
    }

    @Test
    void theScoreIsTheSlopeOfTheLogLikelihood() {
        List<Arrivals> data = arrivals(Made.graph(6, 2, 10, 0, 4), 40);
        ArrivalFit fit = new ArrivalFit(1, 6, data, ones(data.size()), 0);
        Column at = new Column(0.01, 0.02, new double[] {0, 0, 0.03, 0.01, 0, 0.02});
        double step = 1e-7;
        for (int j : new int[] {0, 4}) {
            double[] up = at.from().clone();
            up[j] += step;
            double slope = (fit.objective(new Column(0.01, 0.02, up)) - fit.objective(at)) / step;
            assertThat(fit.score(at, j)).isCloseTo(slope, within(1e-3 * (1 + Math.abs(slope))));
        }
    }

    @Test
    void manyCascadesGiveBackTheRates() {
        Made made = Made.graph(6, 2, 10, 0, 5);
        List<Arrivals> data = arrivals(made, 2000);
        for (int i = 0; i < 6; i++) {
            ArrivalFit fit = new ArrivalFit(i, 6, data, ones(data.size()), 0.2);
            Column c = fit.fit(Column.start(6, 0.05));
            for (int j = 0; j < 6; j++) {
                double all = c.from()[j] + (j == i ? 0 : c.common() / 5);
                assertThat(all).isCloseTo(made.rates[j][i], within(0.025));
            }
        }
    }

    @Test
    void noDataGivesNoRateAndNoNaN() {
        ArrivalFit fit = new ArrivalFit(0, 3, List.of(), new double[0], 0.5);
        Column c = fit.fit(Column.start(3, 0.1));
        assertThat(c.from()).containsOnly(0);
        assertThat(c.outside()).isZero();
    }
}
