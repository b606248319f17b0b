package yochi.analysis.trend;

/**
 * A rival that reads standardised values: how far a count is from what its slowly followed level lets expect, in
 * standard deviations of counts with the dispersion.
 */
final class Standardised implements ChangeScore {
    /** A value of a week of hours ago weighs a third. */
    private static final double FOLLOW = 1.0 / 168;
    /** After an alarm the new level is the mean of so many rates (own choice). */
    private static final int RECENT = 6;

    private final double dispersion;
    private final Rival rival;
    private final double[] recent = new double[RECENT];
    private double level;
    private int seen;

    private interface Rival {
        double add(double z);

        int begun();

        void reset();
    }

    Standardised(double level, double dispersion, Ewma mean) {
        this(level, dispersion, new Rival() {
            @Override
            public double add(double z) {
                return mean.add(z);
            }

            @Override
            public int begun() {
                return 0;
            }

            @Override
            public void reset() {
                mean.reset();
            }
        });
    }

    Standardised(double level, double dispersion, Cusum sum) {
        this(level, dispersion, new Rival() {
            @Override
            public double add(double z) {
                return sum.add(z);
            }

            @Override
            public int begun() {
                return Math.max(0, sum.since() - 1);
            }

            @Override
            public void reset() {
                sum.reset();
            }
        });
    }

    private Standardised(double level, double dispersion, Rival rival) {
        this.level = level;
        this.dispersion = dispersion;
        this.rival = rival;
    }

    @Override
    public double add(double count, double due) {
        if (Double.isNaN(count) || !(due > 0)) {
            return rival.add(Double.NaN);
        }
        double z = (count - level * due) / Math.sqrt(dispersion * Math.max(level, Double.MIN_NORMAL) * due);
        recent[seen++ % RECENT] = count / due;
        level += FOLLOW * (count / due - level);
        return rival.add(z);
    }

    @Override
    public int begun() {
        return rival.begun();
    }

    @Override
    public void restart() {
        int n = Math.min(seen, RECENT);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += recent[i];
        }
        level = n == 0 ? level : sum / n;
        rival.reset();
    }
}
