package yochi.analysis.victim;

import java.util.HashMap;
import java.util.Map;
import yochi.analysis.number.LogisticRegression;

/**
 * What is known about a region at the end of each day, for whether orders name it anew after a quiet week; all from
 * that day and earlier. Few things, since few campaigns begin: whom they name (climatology), and when (orders begin on
 * working days, and several campaigns begin close together).
 */
final class OnsetFeatures {
    /** Observed days without orders after which a naming is an onset. */
    static final int QUIET_DAYS = 7;

    static final int SIZE = 7;
    /** Where the log-odds of the region's climatology stand. */
    static final int CLIMATOLOGY = 1;

    /** What the wider view keeps of its own a day later. */
    private static final double WIDER_KEEP = 0.8;

    private static final int FRIDAY = 4;

    private final AttackDays days;
    private final AttackDays wider;
    private final Kinship kinship;
    private final int horizonDays;
    private final double[] begun;
    private final Map<String, double[][]> rows = new HashMap<>();

    OnsetFeatures(AttackDays days, AttackDays wider, Kinship kinship, int horizonDays) {
        this.days = days;
        this.wider = wider;
        this.kinship = kinship;
        this.horizonDays = horizonDays;
        begun = new double[days.size()];
        for (int day = 0; day < begun.length; day++) {
            begun[day] = days.watched(day) ? Math.log1p(begunOn(day)) : day == 0 ? 0 : begun[day - 1];
        }
    }

    private int begunOn(int day) {
        return (int) days.countries().stream()
                .filter(c -> days.hit(c, day) && days.quiet(c, day - 1, QUIET_DAYS))
                .count();
    }

    /** The features at the end of the day. */
    double[] at(String region, int day) {
        return rows.computeIfAbsent(region, this::of)[day];
    }

    private double[][] of(String region) {
        double[][] out = new double[days.size()][];
        double hits = 0.5;
        double windows = 1;
        double wide = 0;
        for (int day = 0; day < out.length; day++) {
            int first = day - horizonDays + 1;
            if (first >= 0 && days.whole(first, horizonDays)) {
                hits += days.any(region, first, horizonDays) ? 1 : 0;
                windows++;
            }
            if (days.watched(day)) {
                wide = wide * WIDER_KEEP + (wider.hit(region, day) ? 1 : 0);
            }
            // 1970-01-01 was a Thursday; of the day that follows
            int weekday = Math.floorMod(days.day(day) + 1 + 3, 7);
            out[day] = new double[] {
                1,
                LogisticRegression.logit(hits / windows),
                weekday == FRIDAY ? 1 : 0,
                weekday > FRIDAY ? 1 : 0,
                Math.log1p(wide),
                begun[day],
                kinship.at(region, day)
            };
        }
        return out;
    }
}
