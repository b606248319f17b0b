package yochi.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What comes next of one series of counts: the mean on log1p of Theta, damped ETS and NB-INGARCH, a negative binomial
 * distribution about it, and its levels moved by what past distributions at the same horizon were worth. A model that
 * cannot be fitted, or is worse on the history than the rival, is left out and named; with none left the rival speaks.
 */
public final class SeriesForecast {
    /** A model whose errors on the history are so many times the rival's has failed (own choice). */
    private static final double FAILED = 1.25;

    private static final int LEAST_PAST = 7;
    /** Rate of the adaptive levels and outcomes they remember (algorithms §4.3). */
    private static final double RATE = .01;

    private static final int MOST_SEEN = 500;
    /** Below it a mean is one count in 50 steps, of which nobody knows more. */
    private static final double LEAST_MEAN = .02;
    /** Least numbers of sources that policies ask for are not larger. */
    private static final int MOST_FLOOR = 10;
    /** No outcome is placed nearer to the end of a distribution. */
    private static final double OUTERMOST = 1e-6;

    private static final Rhythm DAYS_OF_WEEK = new Rhythm(7, 1);
    private static final Rhythm HOURS_OF_DAY = new Rhythm(24, 3);
    private static final Rhythm HOURS_OF_WEEK = new Rhythm(168, 2);

    private final List<String> missing = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final int floor;
    private final double[] y;
    private final Settings settings;
    private final double[][] past;

    /**
     * How it is made.
     *
     * @param season steps of a season
     * @param horizon steps ahead
     * @param every steps between past origins that are looked at
     * @param most past origins looked at
     * @param evaluations of a search for parameters
     * @param ingarch what takes part in the regression
     * @param own past outcomes that the negative binomial shape counts for
     */
    public record Settings(
            int season, int horizon, int every, int most, int evaluations, Ingarch.Settings ingarch, double own) {}

    /** Daily counts: parameters were chosen on the first two thirds of marx (docs/forecasting.md). */
    public static Settings daily(int horizon) {
        return new Settings(
                7,
                horizon,
                1,
                182,
                300,
                new Ingarch.Settings(List.of(DAYS_OF_WEEK), List.of(0.0, .5, .75, .875, .94), 28, 5, 10, 20),
                80);
    }

    /** Hourly counts of some weeks: parameters were chosen on the day before the judged one of the made series. */
    public static Settings hourly(int horizon) {
        return new Settings(
                24,
                horizon,
                12,
                56,
                60,
                new Ingarch.Settings(
                        List.of(HOURS_OF_DAY, HOURS_OF_WEEK), List.of(.5, .8, .94), 672, 1, 1, 1),
                80);
    }

    /**
     * Fits to one series.
     *
     * @param y counts, NaN in gaps
     * @param leads series of the same length that may lead it, on log1p
     */
    public SeriesForecast(double[] y, double[][] leads, Settings settings) {
        this.y = y;
        this.settings = settings;
        this.floor = floor(y);
        double[] logs = new double[y.length];
        Arrays.setAll(logs, t -> Math.log1p(y[t]));
        double[] next = new double[y.length];
        Arrays.setAll(next, t -> y[t] + 1);
        Map<String, PointModel> models = new LinkedHashMap<>();
        fit(models, "Theta", () -> new Shifted(Theta.fit(next, settings.season(), Theta.Season.FACTOR, 1e-3)));
        fit(models, "damped ETS", () -> DampedEts.fit(logs, settings.season(), settings.evaluations()));
        fit(models, "NB-INGARCH", () -> Ingarch.fit(y, leads, settings.ingarch()));
        PointModel rival = new RecentMean(y, settings.season());
        List<PointModel> good = new ArrayList<>();
        List<double[][]> paths = new ArrayList<>();
        double bar = FAILED * error(paths(rival));
        models.forEach((name, model) -> {
            double[][] own = paths(model);
            if (error(own) <= bar) {
                good.add(model);
                paths.add(own);
            } else {
                missing.add(name + " left out: worse than the rival on the history");
            }
        });
        if (good.isEmpty()) {
            missing.add("no model fits: this is the rival's answer");
            good.add(rival);
            paths.add(paths(rival));
        }
        past = mean(paths);
        double parameters = good.stream().mapToInt(PointModel::parameters).average().orElse(0);
        for (int h = 0; h < settings.horizon(); h++) {
            spread(h, parameters);
        }
    }

    private void fit(Map<String, PointModel> models, String name, Supplier<PointModel> fitting) {
        try {
            PointModel model = fitting.get();
            models.put(name, model);
            if (!model.converged()) {
                missing.add(name + ": the fit stopped at its limit");
            }
        } catch (RuntimeException e) {
            missing.add(name + " left out: " + e.getMessage());
        }
    }

    /** Theta knows counts with one added. */
    private record Shifted(Theta theta) implements PointModel {
        @Override
        public double[] path(int end, int steps) {
            return Arrays.stream(theta.path(end, steps)).map(v -> Math.log(Math.max(1, v))).toArray();
        }

        @Override
        public int parameters() {
            return theta.parameters();
        }
    }

    /** Origins looked at, the newest (the present) last. */
    private int[] origins() {
        int first = Math.max(LEAST_PAST, y.length - settings.most() * settings.every());
        first += (y.length - first) % settings.every();
        int n = (y.length - first) / settings.every() + 1;
        int[] out = new int[Math.max(1, n)];
        Arrays.setAll(out, i -> y.length - (out.length - 1 - i) * settings.every());
        return out;
    }

    /** A model's paths by origin, on log1p. */
    private double[][] paths(PointModel model) {
        return Arrays.stream(origins())
                .mapToObj(end -> model.path(end, settings.horizon()))
                .toArray(double[][]::new);
    }

    private double error(double[][] paths) {
        int[] origins = origins();
        double sum = 0;
        int n = 0;
        for (int i = 0; i < paths.length; i++) {
            int end = origins[i];
            double[] path = paths[i];
            for (int h = 0; h < path.length && end + h < y.length; h++) {
                if (!Double.isNaN(y[end + h])) {
                    sum += Math.abs(Math.expm1(path[h]) - y[end + h]);
                    n++;
                }
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    /** The mean path of all models by origin, as counts. */
    private double[][] mean(List<double[][]> models) {
        double[][] out = new double[origins().length][settings.horizon()];
        for (double[][] paths : models) {
            for (int i = 0; i < out.length; i++) {
                for (int h = 0; h < out[i].length; h++) {
                    out[i][h] += paths[i][h] / models.size();
                }
            }
        }
        for (double[] path : out) {
            Arrays.setAll(path, h -> Math.max(0, Math.expm1(path[h])));
        }
        return out;
    }

    /** Bias, excess and levels of one horizon from the past origins. */
    private void spread(int h, double parameters) {
        int[] origins = origins();
        double came = 0;
        double told = 0;
        int n = 0;
        double[] values = new double[origins.length];
        for (int i = 0; i < origins.length; i++) {
            values[i] = origins[i] + h < y.length ? y[origins[i] + h] : Double.NaN;
            if (!Double.isNaN(values[i])) {
                came += values[i];
                told += past[i][h];
                n++;
            }
        }
        // the mean of logarithms lies below the mean of counts
        double bias = n < LEAST_PAST || told == 0 ? 1 : Math.clamp(came / told, .5, 2);
        double[] means = new double[origins.length];
        Arrays.setAll(means, i -> Math.max(LEAST_MEAN, past[i][h] * bias));
        double excess = excess(means, values, Math.max(1, n - parameters));
        AdaptiveLevels adaptive = new AdaptiveLevels(settings.own(), RATE, MOST_SEEN, Levels.ALL);
        double[] missed = gaps();
        double[] lay = gaps();
        for (int i = 0; i < origins.length; i++) {
            if (!Double.isNaN(values[i])) {
                CountDistribution d = CountDistribution.ofTold(means[i], excess, floor);
                double below = d.cumulative(values[i] - 1);
                double upTo = d.cumulative(values[i]);
                adaptive.add(below, upTo);
                missed[origins[i] + h] = values[i] - means[i];
                lay[origins[i] + h] = Math.clamp((below + upTo) / 2, OUTERMOST, 1 - OUTERMOST);
            }
        }
        steps.add(new Step(means[means.length - 1], excess, adaptive, missed, lay));
    }

    private double[] gaps() {
        double[] out = new double[y.length];
        Arrays.fill(out, Double.NaN);
        return out;
    }

    /** One horizon: the told mean, the excess about it, and what past forecasts at it were worth, by step. */
    private static final class Step {
        private final double mean;
        private final double excess;
        private final AdaptiveLevels levels;
        private final double[] errors;
        private final double[] places;

        Step(double mean, double excess, AdaptiveLevels levels, double[] errors, double[] places) {
            this.mean = mean;
            this.excess = excess;
            this.levels = levels;
            this.errors = errors;
            this.places = places;
        }

        CountDistribution distribution(double factor, int floor) {
            return CountDistribution.ofTold(mean * factor, excess, floor);
        }
    }

    private static double excess(double[] means, double[] values, double free) {
        double low = 0;
        double high = 20;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (int t = 0; t < means.length; t++) {
                double miss = values[t] - means[t];
                sum += Double.isNaN(miss) ? 0 : miss * miss / (means[t] * (1 + middle * means[t]));
            }
            if (sum > free) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high < 1e-6 ? 0 : high;
    }

    /** The least count that is told, where smaller ones seem to be kept back as 0. */
    private static int floor(double[] y) {
        double least = Arrays.stream(y).filter(v -> v > 0).min().orElse(1);
        boolean zeros = Arrays.stream(y).anyMatch(v -> v == 0);
        return zeros && least <= MOST_FLOOR ? Math.max(1, (int) least) : 1;
    }

    /** Probability, over where in its atom an outcome lies, that the central 90 % interval holds it. */
    public double held90(int h, double outcome) {
        Step step = steps.get(h - 1);
        CountDistribution d = step.distribution(1, floor);
        double below = d.cumulative(outcome - 1);
        double upTo = d.cumulative(outcome);
        return AdaptiveLevels.reached(below, upTo, step.levels.level(Levels.ALL.length - 1))
                - AdaptiveLevels.reached(below, upTo, step.levels.level(0));
    }

    /** Mean of the counts told, so many steps ahead. */
    double expected(int h) {
        return steps.get(h - 1).mean;
    }

    /** What came less what was expected so many steps before, by step; NaN where either is not known. */
    double[] errors(int h) {
        return steps.get(h - 1).errors.clone();
    }

    /** At which level of the distribution told so many steps before it what came lay, by step; NaN likewise. */
    double[] places(int h) {
        return steps.get(h - 1).places.clone();
    }

    /** Steps known. */
    int length() {
        return y.length;
    }

    /** Quantile at a level of the model's own distribution with its mean times a factor. */
    double at(int h, double level, double factor) {
        return steps.get(h - 1).distribution(factor, floor).quantile(level);
    }

    /** Quantiles at {@link Levels#ALL} of the step so many ahead. */
    public SortedMap<Double, Double> quantiles(int h) {
        return quantiles(h, 1);
    }

    /** The same with the mean times a factor. */
    SortedMap<Double, Double> quantiles(int h, double factor) {
        Step step = steps.get(h - 1);
        CountDistribution distribution = step.distribution(factor, floor);
        SortedMap<Double, Double> out = new TreeMap<>();
        for (int i = 0; i < Levels.ALL.length; i++) {
            out.put(Levels.ALL[i], distribution.quantile(step.levels.level(i)));
        }
        return out;
    }

    /** What it did without, one sentence each. */
    public List<String> missing() {
        return List.copyOf(missing);
    }
}
