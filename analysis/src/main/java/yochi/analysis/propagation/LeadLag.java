package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import yochi.analysis.number.FalseDiscovery;

/**
 * Whether one region's counts run ahead of another's: cross-correlation of what is left after rhythm and what all
 * regions share, whitened by the leader's autoregression, at lags up to two days. What is left of a cause that all
 * share correlates forwards as much as backwards, so the excess of the one over the other counts. Its null are circular
 * shifts of a week or more, phase by phase, which keeps the daily rhythm (algorithms §3.4). Values become normal scores
 * first, so that bursts weigh no more than their rank.
 */
public final class LeadLag {
    /** Lags looked at, hours (algorithms §3.4). */
    public static final int MOST_LAG_HOURS = 48;
    /** Days below which no shift of a week leaves another week to tell a null from. */
    public static final int LEAST_DAYS = 21;
    /** With fewer regions there is no third from which to tell what all share. */
    public static final int LEAST_REGIONS = 4;

    private static final int LEAST_SHIFT_DAYS = 7;
    /** Lags on both sides over which the backward correlation is smoothed (own choice). */
    private static final int NEAR = 2;
    /** A day of hours. */
    private static final int MOST_ORDER = 24;

    private LeadLag() {}

    /**
     * One ordered pair.
     *
     * @param lag steps by which the follower follows
     * @param correlation at that lag, -1..1
     * @param pValue of the largest correlation over all lags, one-sided
     * @param qValue over all pairs (Benjamini-Hochberg)
     */
    public record Lead(int leader, int follower, int lag, double correlation, double pValue, double qValue) {
        private Lead withQ(double q) {
            return new Lead(leader, follower, lag, correlation, pValue, q);
        }
    }

    /** Why nothing can be told of the panel, if so. */
    public static Optional<String> refusal(Panel panel) {
        int days = panel.steps() / Math.max(1, panel.stepsPerDay());
        if (panel.size() < LEAST_REGIONS) {
            return Optional.of(panel.size() + " regions; what all share cannot be told apart below " + LEAST_REGIONS);
        }
        return days < LEAST_DAYS
                ? Optional.of(days + " days of hourly counts; circular shifts of a week need " + LEAST_DAYS)
                : Optional.empty();
    }

    /** All ordered pairs that could be tested, the surest first; nothing where {@link #refusal} says why. */
    public static List<Lead> of(Panel panel) {
        if (refusal(panel).isPresent()) {
            return List.of();
        }
        return of(panel, Residuals.of(panel));
    }

    /** The same of a panel that is not refused, with what is left of its series. */
    static List<Lead> of(Panel panel, Residuals rest) {
        NormalScores scores = new NormalScores();
        List<Lead> found = new ArrayList<>();
        for (int i = 0; i < panel.size(); i++) {
            for (int j = i + 1; j < panel.size(); j++) {
                if (rest.varies(i) && rest.varies(j) && !Thread.currentThread().isInterrupted()) {
                    double[] factor = rest.factor(i, j);
                    double[] x = rest.without(i, factor);
                    double[] y = rest.without(j, factor);
                    found.add(lead(panel, scores, i, j, x, y));
                    found.add(lead(panel, scores, j, i, y, x));
                }
            }
        }
        double[] q = FalseDiscovery.benjaminiHochberg(
                found.stream().mapToDouble(Lead::pValue).toArray());
        return IntStream.range(0, found.size())
                .mapToObj(i -> found.get(i).withQ(q[i]))
                .sorted(Comparator.comparingDouble(Lead::pValue)
                        .thenComparingDouble(l -> -l.correlation())
                        .thenComparingInt(Lead::leader)
                        .thenComparingInt(Lead::follower))
                .toList();
    }

    /** One ordered pair of a panel that is not refused, by itself; p is NaN where either does not vary. */
    public static Lead pair(Panel panel, int leader, int follower) {
        Residuals rest = Residuals.of(panel);
        if (!rest.varies(leader) || !rest.varies(follower)) {
            return new Lead(leader, follower, 0, 0, Double.NaN, Double.NaN);
        }
        double[] factor = rest.factor(leader, follower);
        double[] x = rest.without(leader, factor);
        double[] y = rest.without(follower, factor);
        return lead(panel, new NormalScores(), leader, follower, x, y);
    }

    private static Lead lead(
            Panel panel, NormalScores scores, int leader, int follower, double[] x, double[] y) {
        Autoregression filter = Autoregression.fit(x, MOST_ORDER);
        int whole = panel.steps() / panel.stepsPerDay() * panel.stepsPerDay();
        double[] a = scores.of(Arrays.copyOfRange(filter.filter(x), panel.steps() - whole, panel.steps()));
        double[] b = scores.of(Arrays.copyOfRange(filter.filter(y), panel.steps() - whole, panel.steps()));
        return lead(leader, follower, a, b, panel.stepsPerDay());
    }

    /**
     * The largest excess of a lag's correlation over the mean of the lags near it backwards, each less what shifts of a
     * week or more have in the same phase of the day, by the deviation among these.
     */
    static Lead lead(int leader, int follower, double[] x, double[] y, int day) {
        double norm = Math.sqrt(energy(x) * energy(y));
        if (!(norm > 0)) {
            return new Lead(leader, follower, 0, 0, Double.NaN, Double.NaN);
        }
        int n = x.length;
        int far = LEAST_SHIFT_DAYS * day;
        double[] sum = new double[day];
        int[] many = new int[day];
        int lags = Math.min(MOST_LAG_HOURS * day / 24, far - NEAR - 1);
        double[] at = new double[n];
        double[] round = Arrays.copyOf(y, 2 * n);
        System.arraycopy(y, 0, round, n, n);
        Dots.shifted(x, round, 1, lags + 1, at);
        Dots.shifted(x, round, far, n - far + 1, at);
        Dots.shifted(x, round, n - lags - NEAR, n, at);
        for (int shift = 0; shift < n; shift++) {
            at[shift] /= norm;
        }
        for (int shift = far; shift <= n - far; shift++) {
            sum[shift % day] += at[shift];
            many[shift % day]++;
        }
        double square = 0;
        int freedom = -day;
        for (int shift = far; shift <= n - far; shift++) {
            double miss = at[shift] - sum[shift % day] / many[shift % day];
            square += miss * miss;
            freedom++;
        }
        double deviation = Math.sqrt(square / freedom);
        double[] back = new double[lags + NEAR + 1];
        for (int lag = 1; lag < back.length; lag++) {
            back[lag] = at[n - lag] - sum[(n - lag) % day] / many[(n - lag) % day];
        }
        double most = Double.NEGATIVE_INFINITY;
        int best = 0;
        double correlation = 0;
        for (int lag = 1; lag <= lags; lag++) {
            int phase = lag % day;
            double r = at[lag];
            double[] near = Arrays.copyOfRange(back, Math.max(1, lag - NEAR), lag + NEAR + 1);
            double excess = r - sum[phase] / many[phase] - Arrays.stream(near).average().orElse(0);
            double t = excess / (deviation * Math.sqrt((1 + 1.0 / near.length) * (1 + 1.0 / many[phase])));
            if (t > most) {
                most = t;
                best = lag;
                correlation = r;
            }
        }
        double single = 1 - new TDistribution(freedom).cumulativeProbability(most);
        double p = -Math.expm1(lags * Math.log1p(-Math.min(single, 1 - 1e-15)));
        return new Lead(leader, follower, best, correlation, Math.clamp(p, 0, 1), Double.NaN);
    }

    private static double energy(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }
}
