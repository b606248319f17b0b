package yochi.analysis.victim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import yochi.analysis.number.LogisticRegression;

/**
 * What is known about a region at the end of each day, for the hazard of the days to come; all from that day and
 * earlier (algorithms §4.6: number of and time since attacks, activity elsewhere), with {@link Covariate}s beside it.
 * The row of a day is the same however many days follow it.
 */
public final class Features {
    static final int SIZE = 12;
    /** Where the region's own log-odds stand. */
    static final int OWN = 1;
    /** Where its log-odds after a day like the last one stand. */
    static final int FOLLOW = 4;

    /** Days of prior weight with which a region's own rate is drawn toward the rate of all. */
    private static final double PRIOR_DAYS = 14;
    /** Half-life of the discounted share of attack days. */
    private static final double HALF_LIFE_DAYS = 14;

    private static final double ELSEWHERE_HALF_LIFE_DAYS = 7;
    /** Weight of a new day in the short memory, and what the wider view keeps of its own a day later. */
    private static final double SHORT = 0.3;

    private static final double WIDER_KEEP = 0.8;

    /** Covariates may tell of rare cases, so they are drawn to no effect more weakly than what is always known. */
    private static final double COVARIATE_RIDGE = 2.5;

    private final AttackDays days;
    private final AttackDays wider;
    private final List<Covariate> covariates;
    private final Kinship kinship;
    private final double[] rate;
    private final double[] elsewhere;
    private final double[][][] follow;
    private final Map<String, double[][]> rows = new HashMap<>();
    private final Map<Integer, OnsetFeatures> onsets = new HashMap<>();

    /**
     * Features of days.
     *
     * @param wider orders by a wider notion of a region (also where only the server stands in it); the same days where
     *     there is none
     */
    public Features(AttackDays days, AttackDays wider) {
        this(days, wider, List.of());
    }

    /**
     * Features of days and of what else is known.
     *
     * @param covariates none of the same name; each adds two columns, its value and whether it is missing
     */
    public Features(AttackDays days, AttackDays wider, List<Covariate> covariates) {
        if (covariates.stream().map(Covariate::name).distinct().count() < covariates.size()) {
            throw new IllegalArgumentException("two covariates of one name");
        }
        if (wider.size() != days.size() || (days.size() > 0 && wider.day(0) != days.day(0))) {
            throw new IllegalArgumentException("the wider view speaks of other days");
        }
        this.days = days;
        this.wider = wider;
        this.covariates = List.copyOf(covariates);
        kinship = new Kinship(days);
        rate = new double[days.size()];
        elsewhere = new double[days.size()];
        follow = new double[days.size()][][];
        ofAll();
    }

    AttackDays days() {
        return days;
    }

    List<Covariate> covariates() {
        return covariates;
    }

    /** Whether the region had been named by the end of the day. */
    boolean known(String region, int day) {
        return kinship.known(region, day);
    }

    /** What tells of onsets in windows of so many days. */
    OnsetFeatures onsets(int horizonDays) {
        return onsets.computeIfAbsent(horizonDays, h -> new OnsetFeatures(days, wider, kinship, h));
    }

    /** Ridges for columns of a model's own and those of the covariates behind them. */
    double[] ridges(int own, double ridge) {
        double[] out = LogisticRegression.ridges(own + 2 * covariates.size(), ridge);
        for (int c = 0; c < covariates.size(); c++) {
            out[own + 2 * c] = COVARIATE_RIDGE;
        }
        return out;
    }

    /** The features at the end of the day; of a region never named, those of complete silence. */
    double[] at(String region, int day, int horizonDays) {
        return with(rows.computeIfAbsent(region, this::of)[day], region, day, horizonDays);
    }

    /** Columns of a model's own, and behind them of each covariate its value and whether it is missing. */
    double[] with(double[] own, String region, int day, int horizonDays) {
        if (covariates.isEmpty()) {
            return own;
        }
        double[] out = Arrays.copyOf(own, own.length + 2 * covariates.size());
        for (int c = 0; c < covariates.size(); c++) {
            OptionalDouble value = covariates.get(c).at(region, days.day(day), horizonDays);
            out[own.length + 2 * c] = value.orElse(0);
            out[own.length + 2 * c + 1] = value.isPresent() ? 0 : 1;
        }
        return out;
    }

    private double[][] of(String region) {
        double[][] out = new double[days.size()][];
        double all = 0;
        double watched = 0;
        double discounted = 0;
        double weight = 0;
        double recent = 0;
        double wide = 0;
        int run = 0;
        AttackDays.Named newest = new AttackDays.Named(0, 0);
        double[][] follows = new double[2][2];
        double keep = Math.pow(0.5, 1 / HALF_LIFE_DAYS);
        for (int day = 0; day < out.length; day++) {
            double hit = days.hit(region, day) ? 1 : 0;
            if (days.watched(day)) {
                if (day > 0 && days.watched(day - 1)) {
                    double[] state = follows[days.hit(region, day - 1) ? 1 : 0];
                    state[0] += hit;
                    state[1]++;
                }
                all += hit;
                watched++;
                discounted = discounted * keep + hit;
                weight = weight * keep + 1;
                recent += SHORT * (hit - recent);
                wide = wide * WIDER_KEEP + (wider.hit(region, day) ? 1 : 0);
                run = hit > 0 ? run + 1 : 0;
                newest = days.of(region, day);
            }
            double own = (all + PRIOR_DAYS * rate[day]) / (watched + PRIOR_DAYS);
            int last = newest.any() ? 1 : 0;
            double usual = (follow[day][last][0] + 0.5) / (follow[day][last][1] + 1);
            double[] f = new double[SIZE];
            f[0] = 1;
            f[OWN] = LogisticRegression.logit(own);
            f[2] = LogisticRegression.logit((discounted + 2 * own) / (weight + 2));
            f[3] = LogisticRegression.logit((recent + own / 20) / (1 + 1 / 20.0));
            f[FOLLOW] = LogisticRegression.logit(
                    (follows[last][0] + PRIOR_DAYS * usual) / (follows[last][1] + PRIOR_DAYS));
            f[5] = newest.closing() > 0 ? 1 : 0;
            f[6] = Math.log1p(newest.closing());
            f[7] = Math.log1p(run);
            f[8] = weekend(days.day(day) + 1) ? 1 : 0;
            f[9] = elsewhere[day];
            f[10] = Math.log1p(wide);
            f[11] = kinship.at(region, day);
            out[day] = f;
        }
        return out;
    }

    /** 1970-01-01 was a Thursday. */
    private static boolean weekend(long day) {
        return Math.floorMod(day + 3, 7) >= 5;
    }

    /** What is told of all countries named so far: their rate, their activity of late, what follows what. */
    private void ofAll() {
        List<String> countries = days.countries();
        double sum = 0;
        double n = 0;
        double late = 0;
        double weight = 0;
        double[][] after = new double[2][2];
        double keep = Math.pow(0.5, 1 / ELSEWHERE_HALF_LIFE_DAYS);
        for (int day = 0; day < days.size(); day++) {
            if (days.watched(day)) {
                double share = share(countries, day);
                sum += share;
                n++;
                late = late * keep + share;
                weight = weight * keep + 1;
                if (day > 0 && days.watched(day - 1)) {
                    for (String region : countries) {
                        if (kinship.known(region, day)) {
                            double[] state = after[days.hit(region, day - 1) ? 1 : 0];
                            state[0] += days.hit(region, day) ? 1 : 0;
                            state[1]++;
                        }
                    }
                }
            }
            rate[day] = n > 0 ? Math.clamp(sum / n, 0.001, 0.999) : 0.5;
            elsewhere[day] = weight > 0 ? late / weight : 0;
            follow[day] = new double[][] {after[0].clone(), after[1].clone()};
        }
    }

    private double share(List<String> countries, int day) {
        long known = countries.stream().filter(r -> kinship.known(r, day)).count();
        long named = countries.stream().filter(r -> days.hit(r, day)).count();
        return known == 0 ? 0 : (double) named / known;
    }
}
