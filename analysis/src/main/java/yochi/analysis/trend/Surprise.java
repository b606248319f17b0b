package yochi.analysis.trend;

/** ChangeFinder on the logarithm of the rates; silent while its cold start lasts. */
final class Surprise implements ChangeScore {
    private final ChangeFinder finder = new ChangeFinder();
    private int bins;

    @Override
    public double add(double count, double due) {
        double score = finder.add(Math.log1p(count / due));
        bins++;
        return bins <= ChangeFinder.BURN_IN ? Double.NaN : score;
    }

    @Override
    public int begun() {
        return 0;
    }

    /** It forgets by itself. */
    @Override
    public void restart() {}
}
