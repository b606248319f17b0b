package yochi.analysis.victim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which countries are named anew the day after which others: how much more often than usual, learnt from the days
 * before, summed over the countries named on the day and divided by the root of their number.
 */
final class Kinship {
    /** Memory of what followed what. */
    private static final double HALF_LIFE_DAYS = 90;
    /** Days of prior weight with which a pair's rate is drawn toward the country's usual rate of onsets. */
    private static final double PRIOR_DAYS = 10;

    private final Map<String, Integer> index = new HashMap<>();
    private final int[] first;
    private final double[][] value;

    Kinship(AttackDays days) {
        List<String> countries = days.countries();
        countries.forEach(country -> index.put(country, index.size()));
        int n = countries.size();
        boolean[][] hits = new boolean[n][days.size()];
        first = new int[n];
        for (int c = 0; c < n; c++) {
            first[c] = days.size();
            for (int day = days.size() - 1; day >= 0; day--) {
                hits[c][day] = days.hit(countries.get(c), day);
                first[c] = hits[c][day] ? day : first[c];
            }
        }
        value = new double[days.size()][n];
        learn(days, hits);
    }

    /** Whether the country had been named by the end of the day. */
    boolean known(String region, int day) {
        Integer c = index.get(region);
        return c != null && first[c] <= day;
    }

    double at(String region, int day) {
        Integer c = index.get(region);
        return c == null ? 0 : value[day][c];
    }

    private void learn(AttackDays days, boolean[][] hits) {
        int n = hits.length;
        double keep = Math.pow(0.5, 1 / HALF_LIFE_DAYS);
        double[][] together = new double[n][n];
        double[] leader = new double[n];
        double[] onset = new double[n];
        double weight = 0;
        int before = -1;
        for (int day = 0; day < days.size(); day++) {
            if (!days.watched(day)) {
                value[day] = day == 0 ? value[day] : value[day - 1];
                continue;
            }
            if (before >= 0) {
                weight = weight * keep + 1;
                for (int j = 0; j < n; j++) {
                    leader[j] = leader[j] * keep + (hits[j][before] ? 1 : 0);
                    boolean anew = hits[j][day] && !hits[j][before];
                    onset[j] = onset[j] * keep + (anew ? 1 : 0);
                    for (int i = 0; i < n; i++) {
                        together[j][i] = together[j][i] * keep + (anew && hits[i][before] ? 1 : 0);
                    }
                }
            }
            for (int c = 0; c < n; c++) {
                value[day][c] = sum(c, day, hits, together[c], leader, (onset[c] + 0.5) / (weight + PRIOR_DAYS));
            }
            before = day;
        }
    }

    private static double sum(int c, int day, boolean[][] hits, double[] together, double[] leader, double usual) {
        double sum = 0;
        int named = 0;
        for (int j = 0; j < hits.length; j++) {
            if (j != c && hits[j][day]) {
                sum += Math.log((together[j] / usual + PRIOR_DAYS) / (leader[j] + PRIOR_DAYS));
                named++;
            }
        }
        return named == 0 ? 0 : sum / Math.sqrt(named);
    }
}
