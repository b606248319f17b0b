package yochi.analysis.onset;

/**
 * Dark-GLASSO's alarm: while the variance of the values without the largest is at most θ times that with it, the
 * largest is taken out. That is a clip at z² ≥ (n-1)(1 - θ(n-1)/n) standard deviations (divisor n) above the mean.
 */
final class VarianceClip {
    private VarianceClip() {}

    /** Standard deviations above the mean from which on the largest of n values goes. */
    static double bar(int n, double theta) {
        return Math.sqrt((n - 1) * (1 - theta * (n - 1) / n));
    }

    /** How many of the values stay. */
    static int kept(double[] ascending, double theta) {
        int n = ascending.length;
        while (n > 2 && z(ascending, n, ascending[n - 1]) >= bar(n, theta)) {
            n--;
        }
        return n;
    }

    /** Standard deviations of x above the mean of the first n values; 0 where they are all alike. */
    static double z(double[] values, int n, double x) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += values[i] / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return squares > 0 ? (x - mean) / Math.sqrt(squares / n) : 0;
    }
}
