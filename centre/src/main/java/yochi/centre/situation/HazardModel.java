package yochi.centre.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The probability that orders name a region within the next days, beside three naive rivals; all of it from the past.
 *
 * <p>A logistic hazard over the days of all countries together (a country with few attacks borrows from the others),
 * older examples counting less (half-life 120 days). Rivals: <em>climatology</em>, the region's own past share of such
 * windows; <em>persistence</em>, that share among windows that follow a day like the last one; <em>ewma</em>, the
 * discounted share of attack days (half-life 14 days), as if days were independent. The first two add half
 * a success and half a failure (Jeffreys), the third one day at the region's climatology.
 */
public final class HazardModel {
    /** Name and version of the method, as it stands in forecasts. */
    public static final String METHOD = "attack-order hazard/1";

    /** Fewer days than that give no forecast. */
    static final int LEAST_DAYS = 28;

    private static final double EXAMPLE_HALF_LIFE_DAYS = 120;
    private static final double EWMA_HALF_LIFE_DAYS = 14;

    private final AttackDays days;
    private final int horizonDays;
    private final Features features;
    private final Logistic logistic;

    private HazardModel(AttackDays days, int horizonDays, Features features, Logistic logistic) {
        this.days = days;
        this.horizonDays = horizonDays;
        this.features = features;
        this.logistic = logistic;
    }

    /** One answer: ours and the rivals', each the probability of at least one attack day in the window. */
    public record Answer(double probability, SortedMap<String, Double> rivals) {}

    /**
     * Fits on all windows that lie wholly in the days given.
     *
     * @param regions whose windows are examples: countries
     */
    public static HazardModel fit(AttackDays days, List<String> regions, int horizonDays) {
        if (days.size() < LEAST_DAYS) {
            throw new IllegalArgumentException(days.size() + " days, at least " + LEAST_DAYS);
        }
        Features features = new Features(days);
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        List<Double> weight = new ArrayList<>();
        int last = days.size() - 1;
        for (int day = 7; day + horizonDays <= last; day++) {
            if (!days.whole(day + 1, horizonDays)) {
                continue;
            }
            double w = Math.pow(0.5, (last - day) / EXAMPLE_HALF_LIFE_DAYS);
            for (String region : regions) {
                x.add(features.at(region, day));
                y.add(days.any(region, day + 1, horizonDays));
                weight.add(w);
            }
        }
        boolean[] label = new boolean[y.size()];
        for (int i = 0; i < label.length; i++) {
            label[i] = y.get(i);
        }
        Logistic logistic = Logistic.fit(
                x.toArray(new double[0][]),
                label,
                weight.stream().mapToDouble(Double::doubleValue).toArray(),
                Features.SIZE);
        return new HazardModel(days, horizonDays, features, logistic);
    }

    /** For the window that begins behind the last day given. */
    public Answer answer(String region) {
        return answer(region, days);
    }

    /** The same model a few days later: newer days, no new fit. */
    public HazardModel onto(AttackDays later) {
        return new HazardModel(later, horizonDays, new Features(later), logistic);
    }

    private Answer answer(String region, AttackDays known) {
        SortedMap<String, Double> rivals = new TreeMap<>();
        rivals.put("climatology", share(region, known, false));
        rivals.put("persistence", share(region, known, true));
        rivals.put("ewma", ewma(region, known));
        return new Answer(logistic.probability(features.at(region, known.size() - 1)), rivals);
    }

    private double share(String region, AttackDays known, boolean likeLast) {
        int last = known.size() - 1;
        boolean state = known.hit(region, last);
        double hits = 0.5;
        double n = 1;
        for (int day = 0; day + horizonDays <= last; day++) {
            if (known.whole(day + 1, horizonDays) && (!likeLast || known.hit(region, day) == state)) {
                hits += known.any(region, day + 1, horizonDays) ? 1 : 0;
                n++;
            }
        }
        return hits / n;
    }

    private double ewma(String region, AttackDays known) {
        double keep = Math.pow(0.5, 1 / EWMA_HALF_LIFE_DAYS);
        double rate = 0.5;
        double watched = 1;
        double hits = 0;
        double weight = 0;
        for (int day = 0; day < known.size(); day++) {
            hits *= keep;
            weight *= keep;
            if (known.watched(day)) {
                double hit = known.hit(region, day) ? 1 : 0;
                hits += hit;
                weight++;
                rate += hit;
                watched++;
            }
        }
        rate /= watched;
        double daily = (hits + rate) / (weight + 1);
        return 1 - Math.pow(1 - daily, horizonDays);
    }
}
