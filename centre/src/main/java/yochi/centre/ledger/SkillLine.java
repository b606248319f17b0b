package yochi.centre.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One method beside one rival on the same questions.
 *
 * @param method of the forecasts
 * @param measure {@code crps} or {@code brier}
 * @param ours our mean error; smaller is better
 * @param rival the rival's name
 * @param rivals its mean error
 * @param skill 1 - ours / rivals; empty where the rival made no error
 * @param low lower bound of the 95 % interval of skill, by resampling days (of a day, all questions together)
 * @param high upper bound
 * @param n statements
 * @param days days, the independent units
 */
public record SkillLine(
        String method,
        String measure,
        double ours,
        String rival,
        double rivals,
        OptionalDouble skill,
        OptionalDouble low,
        OptionalDouble high,
        long n,
        long days) {
    private static final int RESAMPLES = 1000;
    private static final long SEED = 20_240_219;
    /** Fewer days give no interval worth printing. */
    private static final int LEAST_DAYS = 5;

    private record Group(String method, String measure, String rival) {}

    static List<SkillLine> of(Map<String, Sealed> forecasts, Map<String, Score> scores) {
        Map<Group, Map<Long, double[]>> sums = new TreeMap<>(java.util.Comparator.comparing(Group::toString));
        scores.forEach((id, score) -> {
            Sealed sealed = BookReading.sealed(forecasts, id);
            long day = Math.floorDiv(sealed.forecast().question().from().getEpochSecond(), 86_400);
            score.rivals().forEach((rival, error) -> {
                Group group = new Group(sealed.forecast().method(), score.measure(), rival);
                double[] sum =
                        sums.computeIfAbsent(group, g -> new TreeMap<>()).computeIfAbsent(day, d -> new double[3]);
                sum[0] += score.ours();
                sum[1] += error;
                sum[2]++;
            });
        });
        List<SkillLine> out = new ArrayList<>();
        sums.forEach((group, days) -> out.add(line(group, List.copyOf(days.values()))));
        return out;
    }

    private static SkillLine line(Group group, List<double[]> days) {
        double[] total = new double[3];
        days.forEach(day -> add(total, day));
        OptionalDouble low = OptionalDouble.empty();
        OptionalDouble high = OptionalDouble.empty();
        if (days.size() >= LEAST_DAYS && total[1] > 0) {
            double[] skills = resampled(days);
            low = OptionalDouble.of(skills[RESAMPLES / 40]);
            high = OptionalDouble.of(skills[RESAMPLES - 1 - RESAMPLES / 40]);
        }
        return new SkillLine(
                group.method(),
                group.measure(),
                total[0] / total[2],
                group.rival(),
                total[1] / total[2],
                total[1] > 0 ? OptionalDouble.of(1 - total[0] / total[1]) : OptionalDouble.empty(),
                low,
                high,
                Math.round(total[2]),
                days.size());
    }

    private static double[] resampled(List<double[]> days) {
        SplittableRandom random = new SplittableRandom(SEED);
        return java.util.stream.IntStream.range(0, RESAMPLES)
                .mapToDouble(i -> {
                    double[] total = new double[3];
                    for (int d = 0; d < days.size(); d++) {
                        add(total, days.get(random.nextInt(days.size())));
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
