package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import yochi.analysis.propagation.ArrivalNetwork.Column;

/**
 * By how much each arrow makes what was seen likelier in cascades that it was not fitted to: the cascades are cut into
 * blocks of time, and each block is foretold by the network of all others, with and without the arrow. Where a
 * cascade's arrivals are known by guesses only, its gain is that of what was seen (the mean of the guesses' ratios).
 */
final class ArrivalGain {
    private static final int BLOCKS = 5;
    private static final int WARM_UP = 10;
    private static final int GUESSES = 15;
    /** Updates of the other rates once an arrow is taken out, from where they were. */
    private static final int UPDATES = 100;

    private final ArrivalAnalysis.Settings settings;
    private final int regions;
    private final List<Cascade> cascades;
    private final double[][] nats;

    ArrivalGain(ArrivalAnalysis.Settings settings, int regions, List<Cascade> cascades) {
        this.settings = settings;
        this.regions = regions;
        this.cascades = cascades;
        this.nats = new double[regions][regions];
        int n = cascades.size();
        for (int b = 0; b < BLOCKS && n >= BLOCKS && !Thread.currentThread().isInterrupted(); b++) {
            block(n * b / BLOCKS, n * (b + 1) / BLOCKS);
        }
    }

    /** Of the arrow from the first to the second region. */
    Gain of(int from, int to) {
        return Gain.of(nats[from][to], cascades.size());
    }

    private void block(int begin, int end) {
        List<Cascade> learnt = new ArrayList<>(cascades.subList(0, begin));
        learnt.addAll(cascades.subList(end, cascades.size()));
        FittedArrivals fitted = FittedArrivals.of(settings, regions, learnt);
        List<List<Arrivals>> told = new ArrayList<>();
        for (Cascade c : cascades.subList(begin, end)) {
            ArrivalDraws draws = new ArrivalDraws(c, settings.seed());
            draws.take(fitted.network(), WARM_UP, 1);
            told.add(draws.take(fitted.network(), GUESSES, 1));
        }
        for (int to = 0; to < regions; to++) {
            Column column = fitted.network().columns()[to];
            int i = to;
            int[] arrows = IntStream.range(0, regions)
                    .filter(j -> column.from()[j] > 0)
                    .toArray();
            ArrivalFit fit = fitted.fit(i, 0);
            for (int from : arrows) {
                ArrivalNetwork without = fitted.with(i, fit.some(column.without(from), UPDATES));
                for (List<Arrivals> one : told) {
                    nats[from][i] += Math.min(Gain.MOST, gain(i, fitted.network(), without, one));
                }
            }
        }
    }

    /** What was seen has the likelihood ratio without : with that the guesses, drawn with it, have in the mean. */
    private static double gain(int region, ArrivalNetwork with, ArrivalNetwork without, List<Arrivals> guesses) {
        double[] loss = guesses.stream()
                .mapToDouble(a -> without.logLikelihood(region, a, a.origin())
                        - with.logLikelihood(region, a, a.origin()))
                .toArray();
        double most = Arrays.stream(loss).max().orElse(0);
        return -most - Math.log(Arrays.stream(loss).map(l -> Math.exp(l - most)).average().orElse(1));
    }
}
