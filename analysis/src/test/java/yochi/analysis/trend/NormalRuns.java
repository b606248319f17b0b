package yochi.analysis.trend;

import org.hipparchus.special.Gamma;

/**
 * Values whose mean and variance are normal-inverse-gamma distributed, so that the predictive distribution is Student's
 * t (Adams and MacKay 2007). For series that are no counts; exposure is not used.
 */
final class NormalRuns implements RunModel {
    private final double[] mean;
    private final double[] weight;
    private final double[] shape;
    private final double[] scale;

    /** Hypotheses up to the bound, each starting from mean 0, one observation's weight, shape 1 and scale 1. */
    NormalRuns(int bound) {
        mean = new double[bound];
        weight = new double[bound];
        shape = new double[bound];
        scale = new double[bound];
        weight[0] = 1;
        shape[0] = 1;
        scale[0] = 1;
    }

    @Override
    public double logPredictive(int run, double x, double exposure) {
        double freedom = 2 * shape[run];
        double spread = scale[run] * (weight[run] + 1) / (shape[run] * weight[run]);
        double z2 = (x - mean[run]) * (x - mean[run]) / spread;
        return Gamma.logGamma((freedom + 1) / 2)
                - Gamma.logGamma(freedom / 2)
                - Math.log(freedom * Math.PI * spread) / 2
                - (freedom + 1) / 2 * Math.log1p(z2 / freedom);
    }

    @Override
    public void learn(double x, double exposure) {
        for (int run = mean.length - 1; run > 0; run--) {
            double m = mean[run - 1];
            double k = weight[run - 1];
            scale[run] = scale[run - 1] + k * (x - m) * (x - m) / (2 * (k + 1));
            mean[run] = (k * m + x) / (k + 1);
            weight[run] = k + 1;
            shape[run] = shape[run - 1] + 0.5;
        }
    }

    @Override
    public double level(int run) {
        return mean[run];
    }
}
