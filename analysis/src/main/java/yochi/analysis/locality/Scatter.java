package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import yochi.analysis.number.Median;

/**
 * How much more a past scatters than Poisson's law: method of moments per region, with what the fit has taken up given
 * back (the level, the rhythm, the factor common to all, of which a large region is a large part), and the median over
 * the regions, so that an event in the past of one is no scatter of all.
 *
 * @param value variance of a factor; below 0 by chance where there is none
 * @param doubt variance of that estimate
 */
record Scatter(double value, double doubt) {
    static final Scatter NONE = new Scatter(0, 0);
    private static final double MOST = 4;
    /** Variance of a median by that of a mean, of normal values. */
    private static final double MEDIAN = Math.PI / 2;

    /**
     * At least that of most other signatures, and beyond it as much as is not its own doubt (the positive part of James
     * and Stein 1961).
     *
     * @param others NaN where there are too few others: then the value itself, as far as it is one
     */
    double above(double others) {
        if (Double.isNaN(others)) {
            return Math.max(0, value);
        }
        double more = value - others;
        return more > 0 ? others + more * Math.max(0, 1 - doubt / (more * more)) : others;
    }

    /** Each region's value with its weight, and how sure they are together. */
    private static Scatter of(List<double[]> perRegion, double sure) {
        return perRegion.isEmpty()
                ? NONE
                : new Scatter(Math.min(MOST, Median.weighted(perRegion).orElse(0)), MEDIAN / sure);
    }

    /** What is beyond another's, of sums over so many steps. */
    Scatter beyond(Scatter single, int steps) {
        return new Scatter(value - single.value / steps, doubt + single.doubt / steps / steps);
    }

    /** The middle of many, each by how sure it is, and at least 0. */
    static double middle(List<Scatter> all) {
        List<double[]> weighted = new ArrayList<>();
        double sure = 0;
        for (Scatter s : all) {
            weighted.add(new double[] {s.value, 1 / Math.sqrt(s.doubt)});
            sure += 1 / s.doubt;
        }
        return new Scatter(Median.weighted(weighted).orElse(0), MEDIAN / sure).above(0);
    }

    /** Variance beyond Poisson's of sums over so many steps, relative to their squared means. */
    static Scatter of(UsualFit fit, int length) {
        List<double[]> perRegion = new ArrayList<>();
        double sure = 0;
        for (int i : fit.order) {
            if (!Usual.known(fit.steps[i], fit.period)) {
                continue;
            }
            double excess = 0;
            double plain = 0;
            double squared = 0;
            int sums = 0;
            for (int end = fit.past; end - length >= fit.from; end -= length) {
                double c = 0;
                double b = 0;
                double taken = 0;
                for (int t = end - length; t < end; t++) {
                    if (fit.watched[i][t] > 0) {
                        double due = fit.expected(i, t);
                        c += fit.count[i][t];
                        b += due * fit.common[t];
                        taken += due * due / (1 + fit.kappa * due) / fit.behind[t];
                    }
                }
                if (b > 0) {
                    double left = Math.max(0, 1 - taken / b);
                    double weight = 1 / ((1 + fit.kappa * b) * (1 + fit.kappa * b));
                    excess += weight * (c - b) * (c - b);
                    plain += weight * b * left;
                    squared += weight * b * b * left;
                    sums++;
                }
            }
            if (sums > 1 && squared > 0) {
                double free = (sums - 1.0) / sums * (length == 1 ? unfitted(fit, i) : 1) * middle(sums - 1.0);
                perRegion.add(new double[] {(excess / free - plain) / squared, squared});
                double all = plain / squared + fit.kappa / length;
                sure += (sums - 1) / (2 * all * all);
            }
        }
        return of(perRegion, sure);
    }

    /** Median of a chi-squared by its mean (Wilson and Hilferty 1931). */
    private static double middle(double freedom) {
        return Math.pow(1 - 2 / (9 * freedom), 3);
    }

    /** Share of a step's variance that the region's own rhythm has not taken up. */
    private static double unfitted(UsualFit fit, int region) {
        double taken = 0;
        for (double share : fit.followed[region]) {
            taken += 2 * share - share * share;
        }
        return 1 - taken / Math.max(fit.period, fit.steps[region]);
    }

    /** Variance of a region's values beyond that of their noise: median over the regions, each by how much it tells. */
    static double ofValues(int[] order, double[][] off, double[][] noise, IntPredicate known) {
        List<double[]> perRegion = new ArrayList<>();
        double sure = 0;
        for (int i : order) {
            double excess = 0;
            double plain = 0;
            double weights = 0;
            int n = 0;
            for (int p = 0; p < off[i].length; p++) {
                if (known.test(i) && noise[i][p] < Double.POSITIVE_INFINITY) {
                    double weight = 1 / (noise[i][p] * noise[i][p]);
                    excess += weight * off[i][p] * off[i][p];
                    plain += weight * noise[i][p];
                    weights += weight;
                    n++;
                }
            }
            if (n > 1) {
                double free = (n - 1.0) / n;
                perRegion.add(new double[] {(excess / free / middle(n - 1.0) - plain) / weights, weights});
                sure += (n - 1) * weights * weights / (2 * plain * plain);
            }
        }
        return of(perRegion, sure).above(0);
    }
}
