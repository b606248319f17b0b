package yochi.analysis.victim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.number.LogisticRegression;

/**
 * The probability that orders name a region within the next days, beside naive rivals; all of it from the past.
 *
 * <p>A logistic hazard over the days of all countries together (a country with few attacks borrows from the others),
 * with a ridge toward the region's own log-odds, and a quarter of its log-odds from the region's own days alone: an
 * average of two forecasts' log-odds errs less than either (Satopää et al. 2014). Of a region after a quiet week
 * speaks {@link OnsetModel} too, once it has onsets to learn from; the mean of their log-odds counts. Weights were
 * chosen on orders before 2024-02-21 (docs/forecasting.md).
 *
 * <p>Rivals: <em>climatology</em>, the region's own past share of such windows; <em>persistence</em>, that share among
 * windows that follow a day like the last one; <em>ewma</em>, the exponentially weighted share of attack days with
 * weight 0.3, and <em>ewma14</em> with a half-life of 14 days, both as if days were independent. The first two add half
 * a success and half a failure (Jeffreys), the last one day at the region's climatology.
 */
public final class HazardModel {
    /** Name and version of the method, as it stands in forecasts. */
    public static final String METHOD = "attack-order hazard/3";

    /** The rival that stands in for a hazard that cannot be fitted. */
    public static final String CLIMATOLOGY = "climatology";

    /** Fewer days than that give no forecast. */
    public static final int LEAST_DAYS = 28;

    /** The first days have no history to make features of. */
    private static final int FIRST_DAY = 7;

    private static final double RIDGE = 20;
    private static final double PLAIN_SHARE = 0.25;
    private static final double SHORT = 0.3;
    private static final double EWMA_HALF_LIFE_DAYS = 14;

    private final Features features;
    private final int horizonDays;
    private final LogisticRegression logistic;
    private final Optional<OnsetModel> onsets;

    private HazardModel(
            Features features, int horizonDays, LogisticRegression logistic, Optional<OnsetModel> onsets) {
        this.features = features;
        this.horizonDays = horizonDays;
        this.logistic = logistic;
        this.onsets = onsets;
    }

    /**
     * One answer: ours and the rivals', each the probability of at least one attack day in the window.
     *
     * @param moved by name of a covariate whose value is not 0, by how much it raised the probability; below 0 where it
     *     lowered it
     */
    public record Answer(double probability, SortedMap<String, Double> rivals, SortedMap<String, Double> moved) {}

    /**
     * Fits on all windows of countries known by then that lie wholly before a day.
     *
     * @param end the first day that is not known
     */
    public static HazardModel fit(Features features, int end, int horizonDays) {
        if (end < LEAST_DAYS) {
            throw new IllegalArgumentException(end + " days, at least " + LEAST_DAYS);
        }
        AttackDays days = features.days();
        List<String> known =
                days.countries().stream().filter(c -> days.any(c, 0, end)).toList();
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        for (int day = FIRST_DAY; day + horizonDays < end; day++) {
            if (days.whole(day + 1, horizonDays)) {
                for (String region : known) {
                    x.add(features.at(region, day, horizonDays));
                    y.add(days.any(region, day + 1, horizonDays));
                }
            }
        }
        double[] ridges = features.ridges(Features.SIZE, RIDGE);
        double[] prior = new double[ridges.length];
        prior[Features.OWN] = 1;
        return new HazardModel(
                features,
                horizonDays,
                LogisticRegression.fit(x, y, prior, ridges),
                OnsetModel.fit(features, known, end, horizonDays));
    }

    /** For the window that begins behind the last day known. */
    public Answer answer(String region) {
        return answer(region, features.days().size());
    }

    /**
     * For the window that begins with a day, from all that was known before it.
     *
     * @param end the first day that is not known; not before the one that the model was fitted for
     */
    public Answer answer(String region, int end) {
        AttackDays days = features.days();
        double[] f = features.at(region, end - 1, horizonDays);
        Optional<double[]> onset = onset(region, end);
        return new Answer(probability(f, onset), rivals(days, region, end, horizonDays), moved(f, onset));
    }

    /** What the naive methods say of the window that begins with a day, from all that was known before it. */
    public static SortedMap<String, Double> rivals(AttackDays days, String region, int end, int horizonDays) {
        SortedMap<String, Double> rivals = new TreeMap<>();
        rivals.put(CLIMATOLOGY, share(days, region, end, horizonDays, false));
        rivals.put("persistence", share(days, region, end, horizonDays, true));
        rivals.put("ewma", window(ewma(days, region, end), horizonDays));
        rivals.put("ewma14", window(discounted(days, region, end), horizonDays));
        return rivals;
    }

    /** The probability alone, without rivals; the same as in {@link #answer(String, int)}. */
    public double probability(String region, int end) {
        return probability(features.at(region, end - 1, horizonDays), onset(region, end));
    }

    private Optional<double[]> onset(String region, int end) {
        return onsets.filter(m -> m.speaksOf(region, end - 1)).map(m -> m.row(region, end - 1));
    }

    private double probability(double[] f, Optional<double[]> onset) {
        double own = (1 - PLAIN_SHARE) * logistic.logOdds(f) + PLAIN_SHARE * plain(f);
        double both = onset.flatMap(row -> onsets.map(m -> (m.logOdds(row) + own) / 2)).orElse(own);
        return LogisticRegression.probability(both);
    }

    private SortedMap<String, Double> moved(double[] f, Optional<double[]> onset) {
        SortedMap<String, Double> out = new TreeMap<>();
        List<Covariate> covariates = features.covariates();
        for (int c = 0; c < covariates.size(); c++) {
            int behind = 2 * (covariates.size() - c);
            if (f[f.length - behind] != 0) {
                double without = probability(without(f, behind), onset.map(o -> without(o, behind)));
                out.put(covariates.get(c).name(), probability(f, onset) - without);
            }
        }
        return out;
    }

    private static double[] without(double[] row, int behind) {
        double[] out = row.clone();
        out[out.length - behind] = 0;
        return out;
    }

    /** What the own days say without a model: how often it is named; for a day, also after one like the last. */
    private double plain(double[] f) {
        return horizonDays == 1
                ? (f[Features.OWN] + f[Features.FOLLOW]) / 2
                : LogisticRegression.logit(window(LogisticRegression.probability(f[Features.OWN]), horizonDays));
    }

    private static double window(double daily, int horizonDays) {
        return 1 - Math.pow(1 - daily, horizonDays);
    }

    private static double share(
            AttackDays days, String region, int end, int horizonDays, boolean likeLast) {
        boolean state = days.hit(region, end - 1);
        double hits = 0.5;
        double n = 1;
        for (int day = 0; day + horizonDays < end; day++) {
            if (days.whole(day + 1, horizonDays) && (!likeLast || days.hit(region, day) == state)) {
                hits += days.any(region, day + 1, horizonDays) ? 1 : 0;
                n++;
            }
        }
        return hits / n;
    }

    private static double ewma(AttackDays days, String region, int end) {
        double share = 0;
        for (int day = 0; day < end; day++) {
            if (days.watched(day)) {
                share += SHORT * ((days.hit(region, day) ? 1 : 0) - share);
            }
        }
        return share;
    }

    private static double discounted(AttackDays days, String region, int end) {
        double keep = Math.pow(0.5, 1 / EWMA_HALF_LIFE_DAYS);
        double rate = 0.5;
        double watched = 1;
        double hits = 0;
        double weight = 0;
        for (int day = 0; day < end; day++) {
            if (days.watched(day)) {
                double hit = days.hit(region, day) ? 1 : 0;
                hits = hits * keep + hit;
                weight = weight * keep + 1;
                rate += hit;
                watched++;
            }
        }
        return (hits + rate / watched) / (weight + 1);
    }
}
