package yochi.analysis.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The total of several regions, coherent with them: their means are reconciled with that of the total's own forecast,
 * and the total's distribution is that of the sum of the regions', at levels that came together in the past (empirical
 * copula; Ben Taieb, Taylor and Hyndman 2017).
 */
final class HomeSum {
    /** Days on which all were measured below which the total keeps the shape of its own forecast. */
    private static final int LEAST_TOGETHER = 14;

    private final List<SeriesForecast> parts;
    private final SeriesForecast total;

    HomeSum(SeriesForecast total, List<SeriesForecast> parts) {
        this.total = total;
        this.parts = List.copyOf(parts);
    }

    /** By which each region's mean changes so that the regions fit the total. */
    double[] factors(int ahead) {
        double[] base = new double[parts.size() + 1];
        base[0] = total.expected(ahead);
        Arrays.setAll(base, i -> i == 0 ? total.expected(ahead) : parts.get(i - 1).expected(ahead));
        double[][] errors = new double[total.length()][base.length];
        for (int level = 0; level < base.length; level++) {
            double[] own = (level == 0 ? total : parts.get(level - 1)).errors(ahead);
            for (int t = 0; t < errors.length; t++) {
                errors[t][level] = own[t];
            }
        }
        double[] fit = Reconciliation.parts(base, errors);
        double[] factors = new double[fit.length];
        Arrays.setAll(factors, i -> base[i + 1] > 0 ? fit[i] / base[i + 1] : 1);
        return factors;
    }

    /** Quantiles of the sum of the regions, each with its mean so changed. */
    SortedMap<Double, Double> quantiles(int ahead, double[] factors) {
        double[] sums = new double[total.length()];
        for (int i = 0; i < parts.size(); i++) {
            SeriesForecast part = parts.get(i);
            double[] places = part.places(ahead);
            for (int t = 0; t < sums.length; t++) {
                sums[t] += Double.isNaN(places[t]) ? Double.NaN : part.at(ahead, places[t], factors[i]);
            }
        }
        double[] together = Arrays.stream(sums).filter(v -> !Double.isNaN(v)).toArray();
        if (together.length < LEAST_TOGETHER) {
            double sum = 0;
            for (int i = 0; i < parts.size(); i++) {
                sum += parts.get(i).expected(ahead) * factors[i];
            }
            return total.quantiles(ahead, total.expected(ahead) > 0 ? sum / total.expected(ahead) : 1);
        }
        return new TreeMap<>(Levels.of(together));
    }
}
