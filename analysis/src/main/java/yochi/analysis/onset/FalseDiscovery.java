package yochi.analysis.onset;

/** The false-discovery rate of Benjamini and Hochberg (1995). */
final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * Q-values of p-values in ascending order: q of rank r among m is the least p m / r of this rank and those behind
     * it. The first of them is Simes's p-value of all (1986).
     */
    static double[] ofSorted(double[] p) {
        int m = p.length;
        double[] q = new double[m];
        double least = 1;
        for (int rank = m; rank >= 1; rank--) {
            least = Math.min(least, p[rank - 1] * m / rank);
            q[rank - 1] = least;
        }
        return q;
    }
}
