package yochi.analysis.propagation;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.hipparchus.special.Gamma;
import yochi.analysis.number.Logs;

/**
 * The negative binomial likelihood of one region's counts, each taken so many times, and its likeliest size. The
 * likelihood is summed step by step, since a climb near its top compares values that differ in their last digits. Sizes
 * are compared farther apart: there steps with the same count that are taken as often are a group, whose sum of
 * logarithms is the logarithm of a product.
 */
final class CountLikelihood {
    private static final double LEAST_SIZE = 1e-2;
    /** Nearer to Poisson's than any data can tell. */
    private static final double MOST_SIZE = 1e5;
    /** How far the size may move at once, as a factor. */
    private static final double REACH = 4;
    /** Products stay below. */
    private static final double LARGE = 1e280;

    /** Steps by count, then by how often they are taken. */
    private final int[] order;
    /** Where in the order each group ends. */
    private final int[] end;
    /** Count of each group, ascending. */
    private final double[] count;
    /** How often each step of the group is taken. */
    private final double[] times;
    /** How often those of the group and all later ones are taken together. */
    private final double[] from;
    /** Logarithm of the factorial of each group's count. */
    private final double[] factorial;

    private final double[] y;
    private final double[] weight;
    private double keptSize = Double.NaN;
    private double kept;

    CountLikelihood(double[] y, double[] weight) {
        this.y = y;
        this.weight = weight;
        order = IntStream.range(0, y.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer s) -> y[s]).thenComparingDouble(s -> weight[s]))
                .mapToInt(Integer::intValue)
                .toArray();
        end = IntStream.rangeClosed(1, order.length)
                .filter(k -> k == order.length
                        || y[order[k]] != y[order[k - 1]]
                        || weight[order[k]] != weight[order[k - 1]])
                .toArray();
        count = new double[end.length];
        times = new double[end.length];
        from = new double[end.length];
        factorial = new double[end.length];
        for (int g = end.length - 1; g >= 0; g--) {
            int begin = g == 0 ? 0 : end[g - 1];
            count[g] = y[order[begin]];
            times[g] = weight[order[begin]];
            from[g] = (end[g] - begin) * times[g] + (g + 1 < end.length ? from[g + 1] : 0);
            factorial[g] = Gamma.logGamma(count[g] + 1);
        }
    }

    /** Of the negative binomial with mean mu and variance mu + mu²/size. */
    static double logProbability(double y, double mu, double size) {
        return Gamma.logGamma(y + size)
                - Gamma.logGamma(size)
                - Gamma.logGamma(y + 1)
                - size * Math.log1p(mu / size)
                + (y > 0 ? y * Math.log(mu / (mu + size)) : 0);
    }

    /** A likelier size near the last one, by golden section over its logarithm. */
    double bestSize(double[] mu, double last) {
        double low = Math.log(Math.max(LEAST_SIZE, last / REACH));
        double high = Math.log(Math.min(MOST_SIZE, last * REACH));
        double ratio = (Math.sqrt(5) - 1) / 2;
        double a = high - ratio * (high - low);
        double b = low + ratio * (high - low);
        double atA = bySize(mu, Math.exp(a));
        double atB = bySize(mu, Math.exp(b));
        for (int k = 0; k < 12; k++) {
            if (atA > atB) {
                high = b;
                b = a;
                atB = atA;
                a = high - ratio * (high - low);
                atA = bySize(mu, Math.exp(a));
            } else {
                low = a;
                a = b;
                atA = atB;
                b = low + ratio * (high - low);
                atB = bySize(mu, Math.exp(b));
            }
        }
        double best = Math.exp((low + high) / 2);
        return of(mu, best) > of(mu, last) ? best : last;
    }

    /** Log likelihood; what rests on the size alone is kept while it stays. */
    double of(double[] mu, double size) {
        if (size != keptSize) {
            kept = ofSizeAlone(size);
            keptSize = size;
        }
        double sum = kept;
        for (int s = 0; s < mu.length; s++) {
            sum += weight[s] * (y[s] * Math.log(mu[s] / (mu[s] + size)) - size * Math.log1p(mu[s] / size));
        }
        return sum;
    }

    private double ofSizeAlone(double size) {
        double ofSize = Gamma.logGamma(size);
        double[] each = new double[y.length];
        for (int g = 0, k = 0; g < end.length; g++) {
            double own = Gamma.logGamma(count[g] + size) - ofSize - factorial[g];
            for (; k < end[g]; k++) {
                each[order[k]] = own;
            }
        }
        double sum = 0;
        for (int s = 0; s < each.length; s++) {
            sum += weight[s] * each[s];
        }
        return sum;
    }

    /** Log likelihood less what is the same for all sizes. */
    private double bySize(double[] mu, double size) {
        double by = 1 / size;
        double sum = 0;
        double last = 0;
        for (int g = 0, k = 0; g < end.length; g++) {
            sum += from[g] * Logs.rising(size + last, count[g] - last, by);
            last = count[g];
            double log = 0;
            double product = 1;
            for (; k < end[g]; k++) {
                product *= 1 + by * mu[order[k]];
                if (product > LARGE) {
                    log += Math.log(product);
                    product = 1;
                }
            }
            sum -= times[g] * (count[g] + size) * (log + Math.log(product));
        }
        return sum;
    }
}
