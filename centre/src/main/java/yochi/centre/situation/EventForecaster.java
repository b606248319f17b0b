package yochi.centre.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.Features;
import yochi.analysis.victim.HazardModel;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * Event forecasts for the home country and its networks: will orders name it within a day, within a week
 * (algorithms §4.6, thin). A network's probability is the country's times the network's shrunk share of the windows in
 * which the country was named.
 */
public final class EventForecaster {
    /** Horizons asked for, days. */
    public static final List<Integer> HORIZON_DAYS = List.of(1, 7);

    /** Windows of prior weight of a network's share; own choice, stated. */
    private static final double SHARE_PRIOR = 2;

    /**
     * Weight of what one node alone says although others watch; own choice: a certainty of its own making adds at most
     * 0.2, less than the probability that raises an alert by default (0.25).
     */
    private static final double ALONE_WEIGHT = 0.2;

    private final Country home;

    public EventForecaster(Country home) {
        this.home = home;
    }

    /**
     * Forecasts for the days that begin at the end of the days given.
     *
     * @param networks home networks to speak of
     * @return none while fewer than four weeks are known, or no country was ever named
     */
    public List<Forecast> issue(AttackDays days, List<Asn> networks) {
        List<Forecast> out = new ArrayList<>();
        if (days.size() < HazardModel.LEAST_DAYS || days.countries().isEmpty()) {
            return out;
        }
        Features features = new Features(days, days);
        AttackDays corroborated = days.corroborated();
        Features trusted = new Features(corroborated, corroborated);
        for (int horizon : HORIZON_DAYS) {
            HazardModel model = HazardModel.fit(features, days.size(), horizon);
            HazardModel careful = HazardModel.fit(trusted, days.size(), horizon);
            HazardModel.Answer country = model.answer(home.code());
            double likely = capped(
                    country.probability(), careful.answer(home.code()).probability());
            out.add(forecast(home.code(), likely, country, days, horizon));
            double prior = 1.0 / (networks.size() + 1);
            for (Asn network : networks) {
                double share = capped(
                        share(days, network.toString(), horizon, prior),
                        share(corroborated, network.toString(), horizon, prior));
                out.add(forecast(
                        network.toString(),
                        likely * share,
                        model.answer(network.toString()),
                        days,
                        horizon));
            }
        }
        return out;
    }

    /** What one node alone says although others watch moves a probability by a fifth of its way, and no further. */
    private static double capped(double withAll, double corroborated) {
        return corroborated + ALONE_WEIGHT * (withAll - corroborated);
    }

    private double share(AttackDays days, String network, int horizon, double prior) {
        double both = SHARE_PRIOR * prior;
        double country = SHARE_PRIOR;
        for (int at = 0; at + horizon <= days.size(); at++) {
            if (days.any(home.code(), at, horizon)) {
                country++;
                both += days.any(network, at, horizon) ? 1 : 0;
            }
        }
        return both / country;
    }

    private Forecast forecast(
            String region, double probability, HazardModel.Answer answer, AttackDays days, int horizon) {
        Instant from = Instant.ofEpochSecond(days.day(days.size()) * Epoch.DAY);
        List<String> missing = new ArrayList<>();
        int unwatched = days.size() - days.watchedDays(0, days.size());
        if (unwatched > 0) {
            missing.add("Orders were not watched on " + unwatched + " of " + days.size() + " days.");
        }
        int alone = days.daysAlone(region);
        if (alone > 0) {
            missing.add("Orders against " + region + " on " + alone
                    + " days are not corroborated: one node told of them, others watched and saw none.");
        }
        return new Forecast(
                new Prediction.Question(
                        new Region(region),
                        AttackType.ATTACK_ORDER,
                        Service.ANY,
                        Metric.ORDERS,
                        from,
                        from.plus(Duration.ofDays(horizon))),
                new Prediction.Probability(probability),
                answer.rivals().entrySet().stream()
                        .map(r -> new Prediction.Rival(r.getKey(), new Prediction.Probability(r.getValue())))
                        .toList(),
                from,
                from,
                HazardModel.METHOD,
                missing);
    }
}
