package yochi.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import yochi.analysis.number.Coverage;
import yochi.analysis.trend.Slope;
import yochi.analysis.trend.TrendAnalysis;
import yochi.evaluation.world.SeriesKind;
import yochi.evaluation.world.SeriesParameters;
import yochi.evaluation.world.SeriesWorld;

/** How often the test of a trend rejects, and its interval misses, where there is no trend. */
final class TrendNulls {
    private static final double Z95 = 1.959963984540054;

    private final int sets;
    private final long seed;

    /** Over so many series without a trend. */
    TrendNulls(int sets, long seed) {
        this.sets = sets;
        this.seed = seed;
    }

    List<Evaluation.Measured> measures(SeriesParameters usual) {
        return List.of(
                rejected(usual, "daily, rhythm and memory", 28),
                rejected(usual, "daily, rhythm and memory", 60),
                rejected(usual.plain(), "daily, Poisson", 28),
                rejected(usual, "daily, rhythm and memory", 10),
                rejected(usual.plain(), "daily, Poisson", 10));
    }

    private Evaluation.Measured rejected(SeriesParameters parameters, String group, int days) {
        SeriesWorld world = SeriesWorld.of(parameters, seed);
        TrendAnalysis analysis = new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS);
        double[] whole = new double[days];
        Arrays.fill(whole, 1);
        Coverage rejected = Coverage.NONE;
        Coverage held = Coverage.NONE;
        Coverage moving = Coverage.NONE;
        for (int k = 0; k < sets; k++) {
            double[] counts = Arrays.copyOf(world.daily(SeriesKind.FLAT, k).counts(), days);
            Slope slope = analysis.slope(counts, whole);
            if (Double.isNaN(slope.perDay())) {
                continue;
            }
            rejected = rejected.plus(slope.pValue() < 0.05);
            held = held.plus(slope.low() <= 0 && slope.high() >= 0);
            moving = moving.plus(switch (slope.label()) {
                case GROWING, SHRINKING -> true;
                case FLAT, UNCERTAIN -> false;
            });
        }
        return new Evaluation.Measured(
                "a trend found at 5 % where there is none",
                "simulated " + group + ", " + days + " days, seed " + seed,
                "share of the series",
                Evaluation.Better.TARGET.word(),
                Optional.of(0.05),
                rejected.share(),
                rejected.low(Z95),
                rejected.high(Z95),
                rejected.of(),
                rejected.of(),
                List.of(),
                Optional.empty(),
                String.format(
                        Locale.ROOT,
                        "%s of 4 to 6 %%; the 95 %% interval held no trend in %.1f %%; told growing or shrinking in"
                                + " %.1f %%",
                        NullCheck.kept(rejected.share()) ? "inside" : "outside",
                        100 * held.share(),
                        100 * moving.share()));
    }
}
