package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import yochi.analysis.propagation.CountFit.Model;

class CountFitTest {
    private static CountFit fit(Panel panel, int region, double strictness) {
        CountDesign design = new CountDesign(panel);
        double[] all = new double[panel.steps()];
        Arrays.fill(all, 1);
        return new CountFit(design, region, CountFit.columns(design, region), all, strictness);
    }

    /** Oracle: NB(mean 10, size 2) at 25 has log score 4.8834613203 (algorithms §9). */
    @Test
    void theProbabilityOfACountIsTheOracles() {
        assertThat(CountLikelihood.logProbability(25, 10, 2)).isCloseTo(-4.8834613203, within(1e-9));
        double sum = 0;
        for (int y = 0; y < 400; y++) {
            sum += Math.exp(CountLikelihood.logProbability(y, 10, 2));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void theLogLikelihoodIsTheSumOfTheCountsLogProbabilities() {
        Panel panel = Made.panel(5, 10, 20, 0.5, 0.2, 1);
        CountFit fit = fit(panel, 1, 1);
        Model model = fit.nothing();
        assertThat(fit.logLikelihood(model))
                .isCloseTo(Arrays.stream(fit.logScores(model)).sum(), within(1e-6));
    }

    @Test
    void theScoreIsTheSlopeOfTheLogLikelihood() {
        Panel panel = Made.panel(5, 10, 20, 0.5, 0.2, 2);
        CountFit fit = fit(panel, 1, 1);
        Model model = fit.nothing();
        double[] slopes = fit.free().slope(fit.means(model), model.size());
        for (int k : new int[] {0, 1, 3, CountDesign.column(0, 1), CountDesign.column(3, 2)}) {
            double step = 1e-6 * Math.max(1e-2, model.weights()[k]);
            double[] up = model.weights().clone();
            up[k] += step;
            double slope = (fit.logLikelihood(new Model(up, model.size(), model.noise())) - fit.logLikelihood(model))
                    / step;
            assertThat(fit.free().score(k, slopes)).isCloseTo(slope, within(1e-2 * (1 + Math.abs(slope))));
        }
    }

    @Test
    void everyUpdateRaisesThePenalisedLogLikelihood() {
        Panel panel = Made.panel(5, 15, 20, 0.6, 0.2, 3);
        CountFit fit = fit(panel, 1, 1);
        Model nothing = fit.nothing();
        double[] w = nothing.weights().clone();
        Arrays.fill(w, CountDesign.SHARED, w.length, 0.02);
        Model now = new Model(w, nothing.size(), nothing.noise());
        CountClimb climb = fit.bound();
        double before = climb.objective(now, fit.means(now));
        for (int step = 0; step < 60; step++) {
            now = climb.update(now, fit.means(now));
            now = step % 10 == 0 ? climb.sized(now, fit.means(now)) : now;
            double after = climb.objective(now, fit.means(now));
            assertThat(after).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
            before = after;
        }
    }

    @Test
    void noWeightIsNegativeAndAnAllZeroSeriesHasNone() {
        Panel panel = Made.panel(5, 15, 20, 0.6, 0.2, 4);
        CountFit fit = fit(panel, 1, 1);
        assertThat(Arrays.stream(fit.fit(fit.nothing()).weights()).min().orElse(-1)).isNotNegative();
        double[][] counts = new double[5][panel.steps()];
        double[][] exposure = new double[5][panel.steps()];
        for (int i = 0; i < 5; i++) {
            for (int t = 0; t < panel.steps(); t++) {
                counts[i][t] = i == 2 ? 0 : panel.count(i, t);
                exposure[i][t] = 1;
            }
        }
        CountFit zero = fit(Panel.of(Made.names(5), counts, exposure, 24), 2, 1);
        Model model = zero.fit(zero.nothing());
        assertThat(Arrays.stream(model.weights()).sum()).isLessThan(1e-6);
        assertThat(Arrays.stream(model.weights()).anyMatch(Double::isNaN)).isFalse();
    }
}
