package yochi.analysis.propagation;

import java.util.stream.IntStream;

/** The step that a slope and an information matrix suggest where no weight may fall below nothing, weight by weight. */
final class Scoring {
    private static final int MOST_ROUNDS = 200;
    private static final double CLOSE = 1e-8;

    private Scoring() {}

    /**
     * Highest point of slope d - d information d / 2 with weights + d not negative; what has no information stays.
     *
     * @param information symmetric
     */
    static double[] way(double[] slope, double[][] information, double[] weights) {
        int n = slope.length;
        double[] way = new double[n];
        double[] left = slope.clone();
        int[] in = IntStream.range(0, n).filter(k -> information[k][k] > 0).toArray();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double most = 0;
            for (int k : in) {
                double[] row = information[k];
                double to = Math.max(-weights[k], way[k] + left[k] / row[k]);
                double by = to - way[k];
                if (by != 0) {
                    way[k] = to;
                    for (int l : in) {
                        left[l] -= by * row[l];
                    }
                    most = Math.max(most, by * by * row[k]);
                }
            }
            if (most < CLOSE) {
                break;
            }
        }
        return way;
    }
}
