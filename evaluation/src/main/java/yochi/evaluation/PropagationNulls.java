package yochi.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import yochi.analysis.propagation.Cascade;
import yochi.analysis.propagation.FirstArrivals;
import yochi.analysis.propagation.Granger;
import yochi.analysis.propagation.LeadLag;
import yochi.analysis.propagation.Panel;
import yochi.analysis.propagation.TransferEntropy;
import yochi.evaluation.world.CascadeParameters;

/** Whether the tests of propagation reject as often as they say where one region does not pass on to the other. */
final class PropagationNulls {
    private static final int DAYS = 28;
    private static final int SIX = 6;
    private static final int FOUR = 4;
    private static final int CASCADES = 60;
    private static final String BOUND = "a bound by Markov's inequality, not a quantile: may only err low";

    private final CascadeParameters parameters;

    PropagationNulls(CascadeParameters parameters) {
        this.parameters = parameters;
    }

    /** One line a test. */
    List<NullCheck> checks() {
        String apart = "pairs of six regions' hourly counts with rhythm and swell, 28 days, no coupling";
        List<NullCheck> out = new ArrayList<>();
        out.add(NullCheck.of("prewhitened correlation", apart, r -> LeadLag.pair(apart(r), 0, 1).pValue(), ""));
        out.add(NullCheck.of("transfer entropy", apart, r -> TransferEntropy.best(apart(r), 0, 1).pValue(), ""));
        out.add(new NullCheck(
                "Granger's F",
                "pairs of independent hourly counts, 28 days",
                r -> List.of(
                        Granger.of(independent(r), 0, 1).pValue(),
                        Granger.of(apart(r), 0, 1).pValue()),
                List.of("with rhythm and swell, which it does not know"),
                "a baseline"));
        out.add(NullCheck.of(
                "who came first, sign test",
                "two telescopes of one size, " + CASCADES + " cascades",
                PropagationNulls.this::first,
                "discrete; randomised here, not in the product"));
        out.add(NullCheck.of(
                "gain of an arrow of first arrivals",
                FOUR + " regions, " + CASCADES + " cascades, a pair without an edge",
                this::arrivalGain,
                BOUND));
        out.add(NullCheck.of(
                "gain of an arrow of counts",
                apart,
                r -> new CoupledTrial(few(SIX, true), r.nextLong(), DAYS, false).analysis().noGain(1)[0],
                BOUND));
        return out;
    }

    private Panel apart(SplittableRandom random) {
        return new CoupledTrial(few(SIX, true), random.nextLong(), DAYS, false).panel();
    }

    private Panel independent(SplittableRandom random) {
        return new CoupledTrial(few(SIX, false), random.nextLong(), DAYS, false).panel();
    }

    private double first(SplittableRandom random) {
        CascadeParameters p = parameters;
        CascadeParameters two = few(2, p.mostAddresses(), 0, true).withCascades(0, CASCADES);
        List<Cascade> seen = new PropagationTrial(two, random.nextLong()).cascades();
        FirstArrivals order = FirstArrivals.of(seen, 2);
        int won = order.first(0, 1);
        int of = won + order.first(1, 0);
        double beyond = FirstArrivals.atLeast(won + 1, of);
        return NullCheck.randomised(beyond, FirstArrivals.atLeast(won, of) - beyond, random);
    }

    private double arrivalGain(SplittableRandom random) {
        PropagationTrial trial = new PropagationTrial(
                few(FOUR, parameters.leastAddresses(), 1, true).withCascades(CASCADES, 0), random.nextLong());
        for (int k = 1; k < FOUR * FOUR; k++) {
            if (k / FOUR != k % FOUR && !trial.edge(k / FOUR, k % FOUR)) {
                return trial.analysis().noGain()[k / FOUR][k % FOUR];
            }
        }
        return 1;
    }

    private CascadeParameters few(int regions, boolean shared) {
        return few(regions, parameters.leastAddresses(), Math.min(parameters.edgesPerRegion(), regions / 2.0), shared);
    }

    private CascadeParameters few(int regions, int leastAddresses, double edges, boolean shared) {
        CascadeParameters p = parameters;
        return new CascadeParameters(
                regions,
                leastAddresses,
                p.mostAddresses(),
                0,
                edges,
                p.delayHours(),
                p.delaySigma(),
                p.outsideHours(),
                p.horizonHours(),
                p.sightHours(),
                p.volumeSigma(),
                p.reportMinutes(),
                0,
                p.commonMinutes(),
                p.seriesBase(),
                p.branching(),
                p.seriesScatter(),
                shared ? p.commonSigma() : 0,
                shared ? p.dayAmplitude() : 0);
    }
}
