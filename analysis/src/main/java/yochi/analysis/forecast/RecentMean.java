package yochi.analysis.forecast;

import java.util.Arrays;

/** The rival as a model: the mean of the last season's counts. */
final class RecentMean implements PointModel {
    private final double[] means;

    RecentMean(double[] y, int season) {
        means = new double[y.length + 1];
        double all = Arrays.stream(y).filter(v -> !Double.isNaN(v)).average().orElse(0);
        for (int end = 0; end <= y.length; end++) {
            means[end] = Arrays.stream(y, Math.max(0, end - season), end)
                    .filter(v -> !Double.isNaN(v))
                    .average()
                    .orElse(all);
        }
    }

    @Override
    public double[] path(int end, int steps) {
        double[] path = new double[steps];
        Arrays.fill(path, Math.log1p(means[end]));
        return path;
    }

    @Override
    public int parameters() {
        return 1;
    }
}
