package yochi.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * Whether a test keeps its level: the share of sets without any effect, simulated or permuted, that it rejects at 5 %,
 * with the exact binomial interval (Clopper and Pearson 1934). Issue 4 §3 asks for 4.0 to 6.0 % of 2,000 sets.
 *
 * @param name of the test
 * @param group the sets that it is given
 * @param pValues of one set, drawn with the given chance: the test's own first, then rivals' in their order
 * @param rivals names of the rivals, such as the same test without its correction
 * @param remark what must be known to read the share, such as that a discrete test's p-value was randomised
 */
public record NullCheck(
        String name,
        String group,
        Function<SplittableRandom, List<Double>> pValues,
        List<String> rivals,
        String remark) {
    /** Sets of a published check. */
    public static final int SETS = 2000;

    private static final double LEVEL = 0.05;
    private static final double LEAST = 0.04;
    private static final double MOST = 0.06;
    private static final double TAIL = 0.025;

    public NullCheck {
        rivals = List.copyOf(rivals);
    }

    /** A check without rivals. */
    public static NullCheck of(String name, String group, Function<SplittableRandom, Double> pValue, String remark) {
        return new NullCheck(name, group, random -> List.of(pValue.apply(random)), List.of(), remark);
    }

    /**
     * The p-value of a discrete statistic that is exactly uniform under the null.
     *
     * @param beyond probability of more than was seen
     * @param equal probability of exactly that
     */
    public static double randomised(double beyond, double equal, SplittableRandom random) {
        return beyond + random.nextDouble() * equal;
    }

    /** Runs it; the same seed gives the same sets. */
    public Evaluation.Measured measured(int sets, long seed) {
        int[] rejected = new int[1 + rivals.size()];
        SplittableRandom root = new SplittableRandom(seed ^ name.hashCode());
        for (int i = 0; i < sets; i++) {
            List<Double> p = pValues.apply(root.split());
            if (p.size() != rejected.length) {
                throw new IllegalStateException(name + " gave " + p.size() + " p-values for " + rejected.length);
            }
            for (int k = 0; k < rejected.length; k++) {
                double value = p.get(k);
                if (!(value >= 0 && value <= 1 + 1e-12)) {
                    throw new IllegalStateException(name + " gave the p-value " + value + " for set " + i);
                }
                rejected[k] += value <= LEVEL ? 1 : 0;
            }
        }
        List<Evaluation.Rival> beside = new ArrayList<>();
        for (int k = 0; k < rivals.size(); k++) {
            beside.add(new Evaluation.Rival(rivals.get(k), (double) rejected[k + 1] / sets));
        }
        return level(name, group, rejected[0], sets, beside, remark);
    }

    /** The figure of a test that rejected so many of the sets at 5 %. */
    static Evaluation.Measured level(
            String name, String group, int rejected, int sets, List<Evaluation.Rival> rivals, String remark) {
        double share = (double) rejected / sets;
        boolean kept = kept(share);
        String verdict = String.format(
                Locale.ROOT,
                "%d of %d rejected, 4.0-6.0 %% asked for: %s",
                rejected,
                sets,
                kept ? "reached" : share < LEAST ? "missed (conservative)" : "missed (too many false alarms)");
        return new Evaluation.Measured(
                name,
                group,
                "share rejected at 5 %",
                Evaluation.Better.TARGET.word(),
                Optional.of(LEVEL),
                share,
                low(rejected, sets),
                high(rejected, sets),
                sets,
                sets,
                rivals,
                Optional.empty(),
                remark.isEmpty() ? verdict : verdict + "; " + remark);
    }

    /** Whether a share rejected at 5 % lies in 4.0 to 6.0 % (issue 4 §3). */
    static boolean kept(double share) {
        return share >= LEAST && share <= MOST;
    }

    /** Lower end of the exact 95 % interval of a share. */
    static double low(int hits, int of) {
        return hits == 0 ? 0 : new BetaDistribution(hits, of - hits + 1.0).inverseCumulativeProbability(TAIL);
    }

    /** Upper end of it. */
    static double high(int hits, int of) {
        return hits == of ? 1 : new BetaDistribution(hits + 1.0, of - hits).inverseCumulativeProbability(1 - TAIL);
    }
}
