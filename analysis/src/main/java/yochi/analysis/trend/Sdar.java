package yochi.analysis.trend;

/**
 * An autoregression of order 2 that forgets: mean, covariances and variance of the rest are discounted at every step
 * (sequentially discounting AR; Takeuchi and Yamanishi 2006). Its score is how unexpected a value was, in nats.
 */
final class Sdar {
    private static final int ORDER = 2;
    private static final double TOLERANCE = Math.sqrt(Math.ulp(1.0));
    /** Constant input would make the variance vanish and the score unbounded (algorithms §4.1). */
    private static final double LEAST_VARIANCE = 1e-8;

    private final double rate;
    private final double[] last = new double[ORDER];
    private final double[] covariance = new double[ORDER + 1];
    private double mean;
    private double variance;
    private int seen;

    /** Forgets with the rate, 0..1: a value of 1/rate steps ago weighs a third. */
    Sdar(double rate) {
        this.rate = rate;
    }

    /** Learns the value and says how unexpected it was; the first two only begin the series and score 0. */
    double add(double x) {
        double score = seen < ORDER ? 0 : score(x);
        last[1] = last[0];
        last[0] = x;
        seen++;
        return score;
    }

    private double score(double x) {
        mean = (1 - rate) * mean + rate * x;
        double now = x - mean;
        double one = last[0] - mean;
        double two = last[1] - mean;
        learn(0, now * now);
        learn(1, now * one);
        learn(2, now * two);
        // The Toeplitz matrix ((c0, c1), (c1, c0)) has the directions (1, 1) and (1, -1): its pseudo-inverse is a sum.
        double largest = Math.max(Math.abs(covariance[0] + covariance[1]), Math.abs(covariance[0] - covariance[1]));
        double along = part(covariance[1] + covariance[2], covariance[0] + covariance[1], largest);
        double across = part(covariance[1] - covariance[2], covariance[0] - covariance[1], largest);
        double rest = now - (along + across) * one - (along - across) * two;
        variance = (1 - rate) * variance + rate * rest * rest;
        double held = Math.max(variance, LEAST_VARIANCE * (1 + mean * mean));
        return (Math.log(2 * Math.PI * held) + rest * rest / held) / 2;
    }

    private void learn(int lag, double product) {
        covariance[lag] = (1 - rate) * covariance[lag] + rate * product;
    }

    private static double part(double projection, double eigenvalue, double largest) {
        return Math.abs(eigenvalue) <= TOLERANCE * largest ? 0 : projection / (2 * eigenvalue);
    }
}
