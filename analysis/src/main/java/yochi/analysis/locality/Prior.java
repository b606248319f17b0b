package yochi.analysis.locality;

import yochi.analysis.number.LogGamma;
/**
 * What is believed about quotients observed/expected before a count is seen: a mixture of two Gamma distributions
 * (DuMouchel 1999). {@link #SIMPLE} is Gamma(1/2, 1/2); {@link PriorFit} learns the five parameters from all cells.
 *
 * @param weight of the first, 0..1
 * @param shape1 of the first
 * @param rate1 of the first
 * @param shape2 of the second
 * @param rate2 of the second
 */
public record Prior(double weight, double shape1, double rate1, double shape2, double rate2) {
    /** Little belief, centred on 1: (c + 1/2) / (E + 1/2). */
    public static final Prior SIMPLE = new Prior(1, .5, .5, .5, .5);

    Quotient after(double count, double expected) {
        double first = Math.log(weight) + logProbability(count, expected, shape1, rate1);
        double second = Math.log1p(-weight) + logProbability(count, expected, shape2, rate2);
        double share = weight == 1 ? 1 : 1 / (1 + Math.exp(second - first));
        return new Quotient(share, shape1 + count, rate1 + expected, shape2 + count, rate2 + expected);
    }

    /** Log probability of the count, averaged over the prior: negative binomial in both parts. */
    double logProbability(double count, double expected) {
        double first = Math.log(weight) + logProbability(count, expected, shape1, rate1);
        double second = Math.log1p(-weight) + logProbability(count, expected, shape2, rate2);
        double most = Math.max(first, second);
        return most + Math.log(Math.exp(first - most) + Math.exp(second - most));
    }

    private static double logProbability(double n, double e, double shape, double rate) {
        double none = shape * Math.log(rate / (rate + e));
        return n == 0 ? none : none + n * Math.log(e / (rate + e)) + choose(shape, n);
    }

    /** log of Gamma(shape + n) / (Gamma(shape) n!). */
    private static double choose(double shape, double n) {
        return LogGamma.of(shape + n) - LogGamma.of(shape) - LogGamma.of(n + 1);
    }
}
