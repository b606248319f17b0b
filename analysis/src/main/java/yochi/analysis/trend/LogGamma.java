package yochi.analysis.trend;

import org.hipparchus.special.Gamma;

/** The logarithm of the gamma function; from 10 on by Stirling's series, whose error is below 10⁻¹⁰ there. */
final class LogGamma {
    private static final double STIRLING = 10;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    private LogGamma() {}

    static double of(double z) {
        if (z < STIRLING) {
            return Gamma.logGamma(z);
        }
        double r = 1 / z;
        double r2 = r * r;
        return (z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI + r * (1.0 / 12 - r2 * (1.0 / 360 - r2 / 1260));
    }
}
