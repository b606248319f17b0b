package yochi.analysis.propagation;

import org.hipparchus.special.Gamma;

/** The negative binomial likelihood of one region's counts, each taken so many times, and its likeliest size. */
final class CountLikelihood {
    private static final double LEAST_SIZE = 1e-2;
    /** Nearer to Poisson's than any data can tell. */
    private static final double MOST_SIZE = 1e5;
    /** How far the size may move at once, as a factor. */
    private static final double REACH = 4;

    private final double[] y;
    private final double[] weight;
    private double keptSize = Double.NaN;
    private double kept;

    CountLikelihood(double[] y, double[] weight) {
        this.y = y;
        this.weight = weight;
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
        double atA = of(mu, Math.exp(a));
        double atB = of(mu, Math.exp(b));
        for (int k = 0; k < 12; k++) {
            if (atA > atB) {
                high = b;
                b = a;
                atB = atA;
                a = high - ratio * (high - low);
                atA = of(mu, Math.exp(a));
            } else {
                low = a;
                a = b;
                atA = atB;
                b = low + ratio * (high - low);
                atB = of(mu, Math.exp(b));
            }
        }
        double best = Math.exp((low + high) / 2);
        return of(mu, best) > of(mu, last) ? best : last;
    }

    /** Log likelihood; what rests on the size alone is kept while it stays. */
    double of(double[] mu, double size) {
        if (size != keptSize) {
            double ofSize = Gamma.logGamma(size);
            kept = 0;
            for (int s = 0; s < y.length; s++) {
                kept += weight[s] * (Gamma.logGamma(y[s] + size) - ofSize - Gamma.logGamma(y[s] + 1));
            }
            keptSize = size;
        }
        double sum = kept;
        for (int s = 0; s < mu.length; s++) {
            sum += weight[s] * (y[s] * Math.log(mu[s] / (mu[s] + size)) - size * Math.log1p(mu[s] / size));
        }
        return sum;
    }
}
