package yochi.analysis.victim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.number.LogisticRegression;

/**
 * Which networks of a country orders will name the next day, ranked: a logistic hazard over all networks of all
 * countries that were named on a day, from how long and how often each was named. It learns from the days on which
 * the country was named again: that a country is left alone says nothing of the order of its networks.
 */
public final class NetworkHazard {
    /** Name and version of the method, as it stands in forecasts. */
    public static final String METHOD = "attacked networks/3";

    private static final int SIZE = 10;
    private static final double RIDGE = 5;
    /** Weight of a new day in the short memory. */
    private static final double SHORT = 0.3;
    /** Days of prior weight with which a network's share of its country's attack days is drawn to a tenth. */
    private static final double PRIOR_DAYS = 3;

    private static final double PRIOR_SHARE = 0.1;
    private static final int LONGEST_SILENCE = 60;
    /**
     * How many times as likely another network must be to stand above one of the last day: the least of 1.5, 1.75 and 2
     * that lost on no day boundary on orders before 2024-02-21 (docs/forecasting.md).
     */
    private static final double CLEAR = 1.75;

    private final History history;
    private final LogisticRegression logistic;

    private NetworkHazard(History history, LogisticRegression logistic) {
        this.history = history;
        this.logistic = logistic;
    }

    /**
     * One network with what was said of it.
     *
     * @param network such as {@code AS64496}
     * @param probability that orders name it the next day if they name its country
     * @param namedDays days of its country's that had named it
     * @param yesterday whether any list of the last day named it
     */
    public record Ranked(String network, double probability, int namedDays, boolean yesterday) {}

    /** Features of every network of every country at the end of every day; a row is the same whatever follows. */
    public static final class History {
        private final AttackDays days;
        private final SortedMap<String, Map<String, double[][]>> rows = new TreeMap<>();

        /** Of days whose regions are countries ({@code LT}) and their networks ({@code LT/AS64496}). */
        public History(AttackDays days) {
            this.days = days;
            for (String region : days.regions()) {
                int slash = region.indexOf('/');
                if (slash > 0) {
                    String country = region.substring(0, slash);
                    rows.computeIfAbsent(country, c -> new HashMap<>())
                            .put(region.substring(slash + 1), of(country, region));
                }
            }
        }

        private double[][] of(String country, String region) {
            double[][] out = new double[days.size()][];
            double recent = 0;
            double named = 0;
            double countryDays = 0;
            double targets = 0;
            int run = 0;
            int silence = LONGEST_SILENCE;
            AttackDays.Named newest = new AttackDays.Named(0, 0);
            for (int day = 0; day < out.length; day++) {
                if (days.watched(day)) {
                    newest = days.of(region, day);
                    boolean hit = newest.any();
                    recent += SHORT * ((hit ? 1 : 0) - recent);
                    countryDays += days.hit(country, day) ? 1 : 0;
                    named += hit ? 1 : 0;
                    targets += newest.targets();
                    run = hit ? run + 1 : 0;
                    silence = hit ? 0 : Math.min(LONGEST_SILENCE, silence + 1);
                }
                out[day] = new double[] {
                    1,
                    newest.closing() > 0 ? 1 : 0,
                    Math.log1p(newest.closing()),
                    newest.any() ? 1 : 0,
                    Math.log1p(run),
                    recent,
                    LogisticRegression.logit((named + PRIOR_DAYS * PRIOR_SHARE) / (countryDays + PRIOR_DAYS)),
                    Math.log1p(targets),
                    Math.log1p(silence),
                    days.of(country, day).closing() > 0 ? 1 : 0,
                    named
                };
            }
            return out;
        }

        private Map<String, double[][]> networks(String country) {
            return rows.getOrDefault(country, Map.of());
        }
    }

    /** Fits on the days before {@code end} on which a country was named and was named the day after. */
    public static NetworkHazard fit(History history, int end) {
        AttackDays days = history.days;
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        history.rows.forEach((country, networks) -> {
            for (int day = 0; day + 1 < end; day++) {
                if (days.hit(country, day) && days.hit(country, day + 1)) {
                    for (Map.Entry<String, double[][]> network : networks.entrySet()) {
                        double[] row = network.getValue()[day];
                        if (row[SIZE] > 0) {
                            x.add(row);
                            y.add(days.hit(country + "/" + network.getKey(), day + 1));
                        }
                    }
                }
            }
        });
        return new NetworkHazard(history, LogisticRegression.fit(x, y, new double[SIZE], RIDGE));
    }

    /**
     * The networks of the country named on any day before {@code end}, the likeliest first; those of the last day stand
     * above others that are not clearly likelier.
     */
    public List<Ranked> rank(String country, int end) {
        List<Ranked> out = new ArrayList<>();
        history.networks(country).forEach((network, rows) -> {
            double[] row = rows[end - 1];
            if (row[SIZE] > 0) {
                out.add(new Ranked(
                        network,
                        logistic.probability(row),
                        (int) row[SIZE],
                        history.days.hit(country + "/" + network, end - 1)));
            }
        });
        out.sort(Comparator.comparingDouble((Ranked r) -> -(r.yesterday() ? CLEAR : 1) * r.probability())
                .thenComparing(Ranked::network));
        return out;
    }
}
