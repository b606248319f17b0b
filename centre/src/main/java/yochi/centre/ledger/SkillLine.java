package yochi.centre.ledger;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * One method beside one rival on the same questions. Under {@link Spell#LEAST} independent outcomes it names no skill:
 * the two errors stand side by side, and the reader is told that there are too few.
 *
 * @param group of the forecasts
 * @param measure {@code brier}, {@code log}, {@code crps} or {@code interval90}
 * @param ours our mean error; smaller is better
 * @param rival the rival's name
 * @param rivals its mean error
 * @param skill 1 - ours / rivals; empty where the rival made no error or the outcomes are too few
 * @param low lower bound of the 95 % interval of skill, by resampling days (of a day, all questions together)
 * @param high upper bound
 * @param n statements
 * @param days spans with a beginning of their own
 * @param independent independent outcomes: spans that do not overlap, a campaign as one
 */
public record SkillLine(
        Group group,
        String measure,
        double ours,
        String rival,
        double rivals,
        OptionalDouble skill,
        OptionalDouble low,
        OptionalDouble high,
        long n,
        long days,
        long independent) {
    private static final int RESAMPLES = 1000;
    private static final long SEED = 20_240_219;

    /** Name and version of the method. */
    public String method() {
        return group.method();
    }

    public boolean tooFew() {
        return independent < Spell.LEAST;
    }

    /**
     * Of sums per span.
     *
     * @param days our loss, the rival's loss, statements
     */
    static SkillLine of(Group group, String measure, String rival, List<double[]> days, int independent) {
        double[] total = new double[3];
        days.forEach(day -> add(total, day));
        boolean told = independent >= Spell.LEAST && total[1] > 0;
        OptionalDouble low = OptionalDouble.empty();
        OptionalDouble high = OptionalDouble.empty();
        if (told) {
            double[] skills = resampled(days, group.reachDays());
            low = OptionalDouble.of(skills[RESAMPLES / 40]);
            high = OptionalDouble.of(skills[RESAMPLES - 1 - RESAMPLES / 40]);
        }
        return new SkillLine(
                group,
                measure,
                total[0] / total[2],
                rival,
                total[1] / total[2],
                told ? OptionalDouble.of(1 - total[0] / total[1]) : OptionalDouble.empty(),
                low,
                high,
                Math.round(total[2]),
                days.size(),
                independent);
    }

    /**
     * Blocks as long as from the last data known to the end of the span are drawn whole: spans that overlap are not
     * independent, nor are errors of statements made before the one outcome was known for the other (Diebold, Mariano
     * 1995).
     */
    private static double[] resampled(List<double[]> days, int block) {
        SplittableRandom random = new SplittableRandom(SEED);
        return java.util.stream.IntStream.range(0, RESAMPLES)
                .mapToDouble(i -> {
                    double[] total = new double[3];
                    for (int d = 0; d < days.size(); d += block) {
                        int at = random.nextInt(days.size());
                        for (int k = 0; k < block; k++) {
                            add(total, days.get((at + k) % days.size()));
                        }
                    }
                    return total[1] > 0 ? 1 - total[0] / total[1] : 0;
                })
                .sorted()
                .toArray();
    }

    private static void add(double[] total, double[] day) {
        for (int i = 0; i < total.length; i++) {
            total[i] += day[i];
        }
    }
}
