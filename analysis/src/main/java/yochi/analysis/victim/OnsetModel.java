package yochi.analysis.victim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yochi.analysis.number.LogisticRegression;

/**
 * The probability that orders name a region anew after a quiet week. Its ridge draws to the region's climatology, with
 * weight 1, and everything else to no effect: where nothing is learnt it is the climatology, at the level of onsets.
 */
final class OnsetModel {
    /** Fewer onsets teach nothing. */
    static final int LEAST_ONSETS = 10;

    /** The first days have no quiet week behind them. */
    private static final int FIRST_DAY = 7;

    /** Chosen on orders before 2024-02-21 (docs/forecasting.md). */
    private static final double RIDGE = 10;

    private final Features features;
    private final OnsetFeatures own;
    private final int horizonDays;
    private final LogisticRegression logistic;

    private OnsetModel(Features features, OnsetFeatures own, int horizonDays, LogisticRegression logistic) {
        this.features = features;
        this.own = own;
        this.horizonDays = horizonDays;
        this.logistic = logistic;
    }

    /** Fits on quiet regions known by then, in windows wholly before a day; empty where too few onsets were in them. */
    static Optional<OnsetModel> fit(Features features, List<String> known, int end, int horizonDays) {
        AttackDays days = features.days();
        OnsetFeatures own = features.onsets(horizonDays);
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        for (int day = FIRST_DAY; day + horizonDays < end; day++) {
            if (days.whole(day + 1, horizonDays)) {
                for (String region : known) {
                    if (features.known(region, day) && days.quiet(region, day, OnsetFeatures.QUIET_DAYS)) {
                        x.add(features.with(own.at(region, day), region, day, horizonDays));
                        y.add(days.any(region, day + 1, horizonDays));
                    }
                }
            }
        }
        if (y.stream().filter(Boolean::booleanValue).count() < LEAST_ONSETS) {
            return Optional.empty();
        }
        double[] ridges = features.ridges(OnsetFeatures.SIZE, RIDGE);
        double[] towards = new double[ridges.length];
        towards[OnsetFeatures.CLIMATOLOGY] = 1;
        LogisticRegression logistic = LogisticRegression.fit(x, y, towards, ridges);
        return Optional.of(new OnsetModel(features, own, horizonDays, logistic));
    }

    /** Whether the region was named on none of the last seven observed days. */
    boolean speaksOf(String region, int day) {
        return features.days().quiet(region, day, OnsetFeatures.QUIET_DAYS);
    }

    double[] row(String region, int day) {
        return features.with(own.at(region, day), region, day, horizonDays);
    }

    double logOdds(double[] row) {
        return logistic.logOdds(row);
    }
}
