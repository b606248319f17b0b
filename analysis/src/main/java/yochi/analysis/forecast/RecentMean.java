package yochi.analysis.forecast;

import java.util.Arrays;

/** The rival as a model: the mean of the last season's counts. */
final class RecentMean implements PointModel {
    private final double[] y;
    private final int season;
    private final double all;

    RecentMean(double[] y, int season) {
        this.y = y;
        this.season = season;
        this.all = Arrays.stream(y).filter(v -> !Double.isNaN(v)).average().orElse(0);
    }

    @Override
    public double[] path(int end, int steps) {
        double mean = Arrays.stream(y, Math.max(0, end - season), end)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(all);
        double[] path = new double[steps];
        Arrays.fill(path, Math.log1p(mean));
        return path;
    }

    @Override
    public int parameters() {
        return 1;
    }
}
