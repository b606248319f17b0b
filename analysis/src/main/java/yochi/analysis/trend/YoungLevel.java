package yochi.analysis.trend;

/** Log odds that the level is young ({@link LevelWatch.Settings#young}), by the posterior of run lengths. */
final class YoungLevel implements ChangeScore {
    /** Hypotheses less likely than that are not followed, so odds beyond mean nothing. */
    private static final double LEAST = 1e-6;

    private static final LevelWatch.Settings SETTINGS = LevelWatch.Settings.HOURLY;

    private final RunLengths lengths;
    private final int youth;
    private int bins;

    YoungLevel(double level, double dispersion) {
        youth = SETTINGS.young(level, dispersion);
        lengths = new RunLengths(
                new CountRuns(SETTINGS.bound(), level, dispersion), SETTINGS.bound(), 1 / SETTINGS.lasting());
    }

    @Override
    public double add(double count, double due) {
        lengths.add(count, due);
        bins++;
        if (bins <= Math.max(SETTINGS.burnIn(), youth)) {
            return Double.NaN;
        }
        double young = lengths.younger(youth);
        return Math.log(Math.max(LEAST, young) / Math.max(LEAST, 1 - young));
    }

    @Override
    public int begun() {
        return Math.max(0, lengths.likeliest() - 1);
    }

    /** The posterior knows of the change by itself. */
    @Override
    public void restart() {}
}
