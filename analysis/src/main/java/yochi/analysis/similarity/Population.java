package yochi.analysis.similarity;

/**
 * How many sources there are in each stratum of brightness, seen or not: those seen and, from how many were seen at one
 * region only and how many at two, a lower bound of those that nobody saw (Chao 1987, its bias-corrected form).
 */
final class Population {
    /** Weight below which a region is not heard of how bright sources are, nor of how many there are. */
    static final double LEAST_WEIGHT = 0.5;

    private final double[] size;
    private final double[] relativeVariance;

    /**
     * Counts the hashes under a threshold that all regions share.
     *
     * @param places by region, places of its hashes, ascending
     * @param end first place beyond the threshold
     * @param theta the threshold as a share of the hash space
     * @param weights of the regions: a source counts with the largest weight of those that saw it
     */
    Population(int strata, int[][] places, byte[] stratum, int end, double theta, double[] weights) {
        byte[] degree = new byte[end];
        double[] weight = new double[end];
        int regions = 0;
        for (int r = 0; r < places.length; r++) {
            regions += places[r].length > 0 && weights[r] >= LEAST_WEIGHT ? 1 : 0;
            for (int p = 0; p < places[r].length && places[r][p] < end && weights[r] >= LEAST_WEIGHT; p++) {
                int at = places[r][p];
                degree[at] = (byte) Math.min(3, degree[at] + 1);
                weight[at] = Math.max(weight[at], weights[r]);
            }
        }
        double[] seen = new double[strata];
        double[] once = new double[strata];
        double[] twice = new double[strata];
        for (int i = 0; i < end; i++) {
            seen[stratum[i]] += weight[i];
            once[stratum[i]] += degree[i] == 1 ? weight[i] : 0;
            twice[stratum[i]] += degree[i] == 2 ? weight[i] : 0;
        }
        this.size = new double[strata];
        this.relativeVariance = new double[strata];
        double share = regions == 0 ? 0 : (regions - 1.0) / regions;
        for (int s = 0; s < strata; s++) {
            double f1 = once[s];
            double f2 = twice[s];
            double unseen = share * f1 * Math.max(0, f1 - 1) / (2 * (f2 + 1));
            size[s] = (seen[s] + unseen) / theta;
            relativeVariance[s] = seen[s] == 0 ? 0 : variance(f1, f2, share) / square(seen[s] + unseen);
        }
    }

    private static double variance(double f1, double f2, double share) {
        double plus = f2 + 1;
        return share * f1 * Math.max(0, f1 - 1) / (2 * plus)
                + share * share * f1 * square(2 * f1 - 1) / (4 * plus * plus)
                + share * share * f1 * f1 * f2 * square(Math.max(0, f1 - 1)) / (4 * square(plus * plus));
    }

    private static double square(double x) {
        return x * x;
    }

    int strata() {
        return size.length;
    }

    double of(int s) {
        return size[s];
    }

    /** Variance of {@link #of} by its square (Chao 1987). */
    double relativeVariance(int s) {
        return relativeVariance[s];
    }
}
