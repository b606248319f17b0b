package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.special.Erf;
import yochi.analysis.onset.CauchyCombination;
import yochi.analysis.onset.PortShare;
import yochi.analysis.onset.SourceMatrix;
import yochi.analysis.onset.Synchrony;
import yochi.analysis.onset.SynchronyAnalysis;
import yochi.analysis.trend.MannKendall;
import yochi.evaluation.world.SeriesKind;
import yochi.evaluation.world.SeriesParameters;
import yochi.evaluation.world.SeriesWorld;
import yochi.evaluation.world.WorldParameters;

/**
 * The null checks of all tests that the analyses rest on: each analysis adds its lines to {@link #checks}. A test whose
 * share lies outside 4 to 6 % is printed as missed, whichever way it errs.
 */
public final class NullSuite {
    /** The seed of the published figures. */
    public static final long SEED = 20_300_107;

    private static final int SLOTS = 12;
    private static final int SOURCES = 1000;
    private static final int SERVICE = 23;

    private final int sets;
    private final long seed;

    public NullSuite(int sets, long seed) {
        this.sets = sets;
        this.seed = seed;
    }

    /** One line a test. */
    static List<NullCheck> checks() {
        SeriesParameters series = WorldParameters.committed().series();
        List<NullCheck> all = new ArrayList<>();
        all.add(NullCheck.of(
                "Mann-Kendall, independent values",
                "180 Poisson counts of one mean",
                random -> MannKendall.independent(counts(series.plain(), random)).pValue(),
                ""));
        all.add(new NullCheck(
                "Mann-Kendall, corrected for memory",
                "180 Poisson counts of one mean",
                random -> {
                    double[] y = counts(series.plain(), random);
                    return List.of(
                            MannKendall.corrected(y).pValue(),
                            MannKendall.independent(y).pValue());
                },
                List.of("not corrected"),
                ""));
        all.add(new NullCheck(
                "Mann-Kendall, corrected for memory",
                "180 daily counts with weeks, memory 0.5 and gaps",
                random -> {
                    double[] y = counts(series, random);
                    return List.of(
                            MannKendall.corrected(y).pValue(),
                            MannKendall.independent(y).pValue());
                },
                List.of("not corrected"),
                "a flat world of changing level"));
        all.add(NullCheck.of(
                "synchrony, dispersion of all sources",
                SOURCES + " independent sources, " + SLOTS + " slots",
                random -> synchrony(random).pDispersion(),
                ""));
        all.add(NullCheck.of(
                "synchrony, fullest slot of all sources",
                SOURCES + " independent sources, " + SLOTS + " slots",
                random -> synchrony(random).pPeak(),
                "a Bonferroni bound over the slots on a discrete tail, not randomised: may only err low"));
        all.add(new NullCheck(
                "Cauchy combination of five p-values",
                "normal scores with correlation 0.5",
                random -> {
                    double[] p = correlated(random);
                    return List.of(
                            CauchyCombination.of(p),
                            Math.min(1, p.length * Arrays.stream(p).min().orElse(1)));
                },
                List.of("Bonferroni"),
                "exact only far out in the tail (Liu and Xie 2020)"));
        all.add(NullCheck.of(
                "services of the fullest slot, Fisher's test",
                "4,000 sources that draw one of two services and slots",
                NullSuite::service,
                "exact and discrete, not randomised: may only err low"));
        return List.copyOf(all);
    }

    /** One-sided p-values of scores that share half of their variance. */
    private static double[] correlated(SplittableRandom random) {
        double shared = random.nextGaussian();
        double[] out = new double[5];
        Arrays.setAll(out, i -> {
            double score = Math.sqrt(0.5) * (shared + random.nextGaussian());
            return Erf.erfc(score / Math.sqrt(2)) / 2;
        });
        return out;
    }

    private static double[] counts(SeriesParameters parameters, SplittableRandom random) {
        return SeriesWorld.of(parameters, random.nextLong())
                .daily(SeriesKind.FLAT, 0)
                .counts();
    }

    private static double service(SplittableRandom random) {
        SourceMatrix matrix = new SourceMatrix(SLOTS);
        for (int source = 0; source < 4 * SOURCES; source++) {
            matrix.add(source, SERVICE + random.nextInt(2), random.nextInt(2));
        }
        return PortShare.of(matrix, 0, 1).stream()
                .filter(share -> share.service() == SERVICE)
                .findFirst()
                .orElseThrow()
                .pValue();
    }

    /** Sources that come when they like, each at its own rate. */
    private static Synchrony synchrony(SplittableRandom random) {
        SourceMatrix matrix = new SourceMatrix(SLOTS);
        for (int source = 0; source < SOURCES; source++) {
            double rate = Math.exp(-1.6 + 1.3 * random.nextGaussian());
            for (int slot = 0; slot < SLOTS; slot++) {
                if (random.nextDouble() < -Math.expm1(-rate)) {
                    matrix.add(source, SERVICE, slot);
                }
            }
        }
        return SynchronyAnalysis.usual().of(matrix);
    }

    public Evaluation evaluate() {
        List<Evaluation.Measured> measures =
                checks().stream().map(c -> c.measured(sets, seed)).toList();
        return new Evaluation(Evaluation.VERSION, "nulls", "simulated", "", "", "", seed, measures);
    }
}
