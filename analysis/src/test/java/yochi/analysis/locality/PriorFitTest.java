package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-13: Gamma-Poisson shrinkage against an independent reckoning by quadrature")
class PriorFitTest {
    private static final Prior PRIOR = new Prior(.3, .8, .6, 6, 5);

    private static final double OF_SIX = factorial(6);
    private static final double OF_EIGHT_TENTHS = factorial(.8);

    /** Density of the mixture at r, by the definition. */
    private static double density(double r) {
        return .3 * gamma(r, .8, .6) + .7 * gamma(r, 6, 5);
    }

    private static double gamma(double r, double shape, double rate) {
        double factorial = shape == 6 ? OF_SIX : OF_EIGHT_TENTHS;
        return Math.exp(shape * Math.log(rate) + (shape - 1) * Math.log(r) - rate * r) / factorial;
    }

    /** Euler's integral by Simpson's rule in u = ln t. */
    private static double factorial(double shape) {
        return simpson(u -> Math.exp(shape * u - Math.exp(u)), -60, 6);
    }

    private static double simpson(DoubleUnaryOperator f, double from, double to) {
        int n = 20_000;
        double h = (to - from) / n;
        double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
        for (int i = 1; i < n; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(from + i * h);
        }
        return sum * h / 3;
    }

    private static double poisson(int n, double mean) {
        double p = Math.exp(-mean);
        for (int k = 1; k <= n; k++) {
            p *= mean / k;
        }
        return p;
    }

    /** Integral over r of f(r) Poisson(n; r E) density(r). */
    private static double integral(int n, double e, DoubleUnaryOperator f) {
        return simpson(
                u -> {
                    double r = Math.exp(u);
                    return f.applyAsDouble(r) * poisson(n, r * e) * density(r) * r;
                },
                -40,
                4);
    }

    @Test
    void theLikelihoodIsTheIntegral() {
        for (int n : new int[] {0, 1, 5, 17}) {
            assertThat(Math.exp(PRIOR.logProbability(n, 2.5))).isCloseTo(integral(n, 2.5, r -> 1), within(1e-8));
        }
    }

    @Test
    void quotientsAreThoseOfTheIntegral() {
        double all = integral(9, 2.5, r -> 1);
        Quotient quotient = PRIOR.after(9, 2.5);
        assertThat(quotient.mean()).isCloseTo(integral(9, 2.5, r -> r) / all, within(1e-7));
        assertThat(quotient.geometricMean())
                .isCloseTo(Math.exp(integral(9, 2.5, Math::log) / all), within(1e-7));
        double q = quotient.quantile(.05);
        double below = simpson(
                u -> {
                    double r = Math.exp(u);
                    return poisson(9, r * 2.5) * density(r) * r;
                },
                -40,
                Math.log(q));
        assertThat(below / all).isCloseTo(.05, within(1e-6));
    }

    private static List<PriorFit.Observed> cells(int n) {
        SplittableRandom random = new SplittableRandom(6);
        List<PriorFit.Observed> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean first = random.nextDouble() < .3;
            double r = first
                    ? NegativeBinomial.drawGamma(.8, random) / .6
                    : NegativeBinomial.drawGamma(6, random) / 5;
            double e = .5 + 20 * random.nextDouble();
            out.add(new PriorFit.Observed(new NegativeBinomial(r * e, 1).draw(random), e));
        }
        return out;
    }

    @Test
    void bothStartsAgreeAndTheFitIsAtLeastAsLikelyAsTheTruth() {
        List<PriorFit.Observed> cells = cells(6000);
        PriorFit.Fitted fitted = PriorFit.fit(cells);
        assertThat(fitted.agreed()).isTrue();
        double ours = 0;
        double truth = 0;
        for (PriorFit.Observed c : cells) {
            ours += fitted.prior().logProbability(c.count(), c.expected());
            truth += PRIOR.logProbability(c.count(), c.expected());
        }
        assertThat(ours).isGreaterThan(truth - 0.5);
        assertThat(fitted.logLikelihood()).as("of cells taken together").isCloseTo(ours, within(0.002 * -ours));
        for (double p : new double[] {.05, .5, .95}) {
            assertThat(fitted.prior().after(12, 4).quantile(p))
                    .isCloseTo(PRIOR.after(12, 4).quantile(p), within(.1));
        }
    }

    @Test
    void theOrderOfTheCellsPlaysNoPart() {
        List<PriorFit.Observed> cells = cells(500);
        List<PriorFit.Observed> turned = new ArrayList<>(cells);
        Collections.shuffle(turned, new Random(3));
        assertThat(PriorFit.of(turned)).isEqualTo(PriorFit.of(cells));
    }
}
