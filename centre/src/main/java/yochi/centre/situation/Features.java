package yochi.centre.situation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known about a region at the end of each day, for the hazard of the days to come; all from that day and
 * earlier (algorithms §4.6: number of and time since attacks, activity elsewhere).
 */
final class Features {
    static final int SIZE = 10;

    private static final double[] HALF_LIVES = {2, 7, 28};
    /** Days of prior weight with which a region's own rate is drawn toward the rate of all. */
    private static final double PRIOR_DAYS = 14;
    /** Longer silence than that says no more. */
    private static final int LONGEST_SILENCE = 60;

    private final AttackDays days;
    private final Map<String, double[][]> ofRegion = new TreeMap<>();
    private final double[] elsewhere;
    private final double[][][] follow;

    Features(AttackDays days) {
        this.days = days;
        elsewhere = elsewhere();
        follow = follow();
        double[] rate = rateOfAll();
        for (String region : days.regions()) {
            ofRegion.put(region, of(region, rate));
        }
    }

    /** The features at the end of the day; of a region never named, those of complete silence. */
    double[] at(String region, int day) {
        double[][] known = ofRegion.get(region);
        return known == null ? of(region, rateOfAll())[day] : known[day];
    }

    private double[][] of(String region, double[] rateOfAll) {
        double[][] out = new double[days.size()][];
        double[] hits = new double[HALF_LIVES.length];
        double[] weights = new double[HALF_LIVES.length];
        double all = 0;
        double watched = 0;
        int silence = LONGEST_SILENCE;
        double[][] follows = new double[2][2];
        for (int day = 0; day < out.length; day++) {
            boolean hit = days.hit(region, day);
            if (day > 0 && days.watched(day) && days.watched(day - 1)) {
                double[] state = follows[days.hit(region, day - 1) ? 1 : 0];
                state[0] += hit ? 1 : 0;
                state[1]++;
            }
            if (days.watched(day)) {
                all += hit ? 1 : 0;
                watched++;
                silence = hit ? 0 : Math.min(LONGEST_SILENCE, silence + 1);
            }
            double[] f = new double[SIZE];
            f[0] = 1;
            for (int h = 0; h < HALF_LIVES.length; h++) {
                double keep = Math.pow(0.5, 1 / HALF_LIVES[h]);
                hits[h] = hits[h] * keep + (hit ? 1 : 0);
                weights[h] = weights[h] * keep + (days.watched(day) ? 1 : 0);
                f[1 + h] = weights[h] > 0 ? hits[h] / weights[h] : 0;
            }
            double own = (all + PRIOR_DAYS * rateOfAll[day]) / (watched + PRIOR_DAYS);
            f[4] = logit(own);
            f[5] = hit ? 1 : 0;
            f[6] = Math.log1p(silence);
            f[7] = elsewhere[day];
            double[] state = follows[hit ? 1 : 0];
            double[] pooled = follow[day][hit ? 1 : 0];
            double usual = (pooled[0] + 0.5) / (pooled[1] + 1);
            f[8] = logit((state[0] + PRIOR_DAYS * usual) / (state[1] + PRIOR_DAYS));
            f[9] = Math.floorMod(days.day(day) + 1 + 3, 7) >= 5 ? 1 : 0;
            out[day] = f;
        }
        return out;
    }

    /** Share of all countries named, with a half-life of a week. */
    private double[] elsewhere() {
        double[] out = new double[days.size()];
        double keep = Math.pow(0.5, 1 / 7.0);
        double sum = 0;
        double weight = 0;
        for (int day = 0; day < out.length; day++) {
            sum *= keep;
            weight *= keep;
            if (days.watched(day)) {
                sum += share(day);
                weight++;
            }
            out[day] = weight > 0 ? sum / weight : 0;
        }
        return out;
    }

    /** Per day, of all countries: after a day without and after a day with orders, hits and days so far. */
    private double[][][] follow() {
        double[][][] out = new double[days.size()][2][2];
        double[][] sum = new double[2][2];
        for (int day = 0; day < out.length; day++) {
            if (day > 0 && days.watched(day) && days.watched(day - 1)) {
                for (String region : days.countries()) {
                    double[] state = sum[days.hit(region, day - 1) ? 1 : 0];
                    state[0] += days.hit(region, day) ? 1 : 0;
                    state[1]++;
                }
            }
            out[day] = new double[][] {sum[0].clone(), sum[1].clone()};
        }
        return out;
    }

    private double[] rateOfAll() {
        double[] out = new double[days.size()];
        double sum = 0;
        double n = 0;
        for (int day = 0; day < out.length; day++) {
            if (days.watched(day)) {
                sum += share(day);
                n++;
            }
            out[day] = n > 0 ? Math.clamp(sum / n, 0.001, 0.999) : 0.5;
        }
        return out;
    }

    private double share(int day) {
        List<String> countries = days.countries();
        long named = countries.stream().filter(r -> days.hit(r, day)).count();
        return countries.isEmpty() ? 0 : (double) named / countries.size();
    }

    static double logit(double p) {
        double safe = Math.clamp(p, 1e-4, 1 - 1e-4);
        return Math.log(safe / (1 - safe));
    }
}
