package yochi.analysis.propagation;

/** The step that a slope and an information matrix suggest where no weight may fall below nothing, weight by weight. */
final class Scoring {
    private static final int MOST_ROUNDS = 200;
    private static final double CLOSE = 1e-8;

    private Scoring() {}

    /** Highest point of slope d - d information d / 2 with weights + d not negative; what has no information stays. */
    static double[] way(double[] slope, double[][] information, double[] weights) {
        int n = slope.length;
        double[] way = new double[n];
        double[] left = slope.clone();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double most = 0;
            for (int k = 0; k < n; k++) {
                double own = information[k][k];
                if (own > 0) {
                    double to = Math.max(-weights[k], way[k] + left[k] / own);
                    double by = to - way[k];
                    if (by != 0) {
                        way[k] = to;
                        for (int l = 0; l < n; l++) {
                            left[l] -= by * information[l][k];
                        }
                        most = Math.max(most, by * by * own);
                    }
                }
            }
            if (most < CLOSE) {
                break;
            }
        }
        return way;
    }
}
