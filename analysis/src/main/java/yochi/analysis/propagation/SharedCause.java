package yochi.analysis.propagation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * Whether a cascade reached all that watched at once, as an Internet-wide scanner does, though small telescopes saw it
 * later than large ones. Two stories are weighed: delays of an hour or less on average, and longer ones; each delay is
 * followed by the telescope's own wait for a first packet. What reached all at once says nothing of who passes on to
 * whom and takes no part in a network.
 */
final class SharedCause {
    /** Mean delays of the one story, hours: reports are known to the hour, so less has no order. */
    private static final double[] AT_ONCE = {1 / 6.0, 0.5, 1};
    /** Of the other, up to weeks; each in equal parts. */
    private static final double[] SPREAD = {3, 8, 24, 72, 216, 648};

    private static final double SURE = 0.9;
    private static final int LEAST = 3;
    /** A cascade's strength, by which all telescopes wait shorter, as {@link ArrivalDraws} has it: gamma, mean 1. */
    private static final double[] STRENGTHS = strengths(6);
    /** Times are not known better than to a minute. */
    private static final double MINUTE = 1 / 60.0;

    private SharedCause() {}

    private static double[] strengths(int many) {
        GammaDistribution gamma = new GammaDistribution(ArrivalDraws.SURE, 1.0 / ArrivalDraws.SURE);
        return IntStream.range(0, many)
                .mapToDouble(k -> gamma.inverseCumulativeProbability((k + 0.5) / many))
                .toArray();
    }

    /** Three regions and half of those that watched saw it, and at once by nine to one. */
    static boolean sure(Cascade c) {
        int watching = 0;
        for (boolean w : c.watched()) {
            watching += w ? 1 : 0;
        }
        return c.spread() >= LEAST && 2 * c.spread() >= watching && probability(c, 0.5) >= SURE;
    }

    /** How many of them surely reached all at once. */
    static int count(List<Cascade> cascades) {
        return (int) cascades.stream().filter(SharedCause::sure).count();
    }

    /**
     * Probability that the cascade reaches all at once.
     *
     * @param before the same, before anything of this cascade is known
     */
    static double probability(Cascade c, double before) {
        List<Integer> order = IntStream.range(0, c.regions())
                .filter(c::seen)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> c.from()[i])
                        .thenComparingDouble(i -> c.to()[i])
                        .thenComparingDouble(i -> -c.rate()[i]))
                .toList();
        if (order.isEmpty()) {
            return before;
        }
        double out = probability(c, before, order.subList(0, 1));
        // One region alone, which may lie, does not make a scanner a cascade by having seen it long before.
        return order.size() > LEAST ? Math.max(out, probability(c, before, order.subList(0, 2))) : out;
    }

    /** Told by all but the first ones, the last of which began it. */
    private static double probability(Cascade c, double before, List<Integer> first) {
        double start = c.from()[first.getLast()];
        double atOnce = Math.log(before) + story(c, AT_ONCE, start, first);
        double spread = Math.log1p(-before) + story(c, SPREAD, start, first);
        return 1 / (1 + Math.exp(spread - atOnce));
    }

    private static double story(Cascade c, double[] delays, double start, List<Integer> without) {
        double[] logs = new double[delays.length * STRENGTHS.length];
        for (int k = 0; k < logs.length; k++) {
            double delay = delays[k % delays.length];
            double strength = STRENGTHS[k / delays.length];
            for (int i = 0; i < c.regions(); i++) {
                if (c.watched()[i] && !without.contains(i)) {
                    double rate = strength * c.rate()[i];
                    double left = c.seen(i)
                            ? seenBy(Math.max(c.to()[i], c.from()[i] + MINUTE) - start, delay, rate)
                                    - seenBy(c.from()[i] - start, delay, rate)
                            : 1 - seenBy(c.end() - start, delay, rate);
                    logs[k] += Math.log(Math.max(left, Double.MIN_NORMAL));
                }
            }
        }
        double most = Arrays.stream(logs).max().orElse(0);
        return most + Math.log(Arrays.stream(logs).map(l -> Math.exp(l - most)).average().orElse(1));
    }

    /** Probability that delay and wait, both exponential, are over by then. */
    private static double seenBy(double time, double delay, double rate) {
        if (!(time > 0)) {
            return 0;
        }
        double arrive = 1 / delay;
        if (Double.isInfinite(rate)) {
            return -Math.expm1(-arrive * time);
        }
        double sight = Math.abs(rate - arrive) < 1e-6 * arrive ? arrive * (1 + 1e-6) : rate;
        return 1 - (arrive * Math.exp(-sight * time) - sight * Math.exp(-arrive * time)) / (arrive - sight);
    }

    /** Probability that a telescope which has not seen it by its end sees it within some hours, if it is there. */
    static double sighting(Cascade c, int region, double hours) {
        double shape = ArrivalDraws.SURE;
        double waited = ArrivalDraws.SURE;
        for (int i = 0; i < c.regions(); i++) {
            if (c.watched()[i] && !Double.isInfinite(c.rate()[i])) {
                shape += c.seen(i) ? 1 : 0;
                waited += c.rate()[i] * Math.max(0, (c.seen(i) ? c.from()[i] : c.end()) - c.start());
            }
        }
        return Double.isInfinite(c.rate()[region])
                ? 1
                : 1 - Math.pow(waited / (waited + c.rate()[region] * hours), shape);
    }
}
