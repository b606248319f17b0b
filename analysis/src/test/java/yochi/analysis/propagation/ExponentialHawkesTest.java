package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialHawkesTest {
    /** Oracle: mu .4, n .5, beta 1.5, events .5 1.2 1.3 4, T 6 (algorithms §9). */
    @Test
    void theLogLikelihoodIsTheOracles() {
        double[] events = {0.5, 1.2, 1.3, 4.0};
        assertThat(new ExponentialHawkes(0.4, 0.5, 1.5).logLikelihood(events, 6))
                .isCloseTo(-6.3101753955, within(1e-9));
    }

    @Test
    void rescaledWaitsSumUpToTheExpectedNumber() {
        double[] events = {0.5, 1.2, 1.3, 4.0};
        ExponentialHawkes model = new ExponentialHawkes(0.4, 0.5, 1.5);
        double compensator = 0.4 * 4.0;
        for (double e : events) {
            compensator += 0.5 * -Math.expm1(-1.5 * (4.0 - e));
        }
        double sum = 0;
        for (double w : model.rescaled(events)) {
            sum += w;
        }
        assertThat(sum).isCloseTo(compensator, within(1e-12));
    }

    @Test
    void theFitFindsWhatDrewTheEventsAndOnlyItPassesTheTimeRescalingCheck() {
        double[] events = events(0.5, 0.6, 2, 3000, 3);
        ExponentialHawkes fit = ExponentialHawkes.fit(events, 3000);
        assertThat(fit.mu()).isCloseTo(0.5, within(0.1));
        assertThat(fit.n()).isCloseTo(0.6, within(0.08));
        assertThat(fit.beta()).isCloseTo(2, within(0.5));
        assertThat(ExponentialHawkes.exponential(fit.rescaled(events))).isGreaterThan(0.05);
        ExponentialHawkes even = new ExponentialHawkes(events.length / 3000.0, 0, 1);
        assertThat(ExponentialHawkes.exponential(even.rescaled(events))).isLessThan(1e-4);
    }

    @Test
    void aModelThatWouldExplodeOrNoEventsAreRefused() {
        assertThatThrownBy(() -> new ExponentialHawkes(0.1, 1, 1)).hasMessageContaining("n 1.0");
        assertThatThrownBy(() -> ExponentialHawkes.fit(new double[2], 5)).hasMessageContaining("2 events");
    }

    /** By generations: immigrants, then the children of each. */
    private static double[] events(double mu, double n, double beta, double end, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> all = new ArrayList<>();
        for (double t = wait(random, mu); t < end; t += wait(random, mu)) {
            all.add(t);
        }
        for (int k = 0; k < all.size(); k++) {
            for (int c = Made.poisson(random, n); c > 0; c--) {
                double at = all.get(k) + wait(random, beta);
                if (at < end) {
                    all.add(at);
                }
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double wait(SplittableRandom random, double rate) {
        return -Math.log1p(-random.nextDouble()) / rate;
    }
}
