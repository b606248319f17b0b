package yochi.analysis.number;

/**
 * The logarithm of the gamma function by Stirling's series from 10 on, and by its recurrence below: as exact as a
 * double for what likelihoods need (10^-11), and several times as fast as the library's.
 */
public final class LogGamma {
    private static final double STIRLING = 10;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

    private LogGamma() {}

    public static double of(double x) {
        double below = 1;
        double z = x;
        while (z < STIRLING) {
            below *= z;
            z += 1;
        }
        double r = 1 / z;
        double r2 = r * r;
        double series = r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 / 1680)));
        return (z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI + series - Math.log(below);
    }
}
