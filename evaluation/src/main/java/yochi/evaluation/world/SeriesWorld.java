package yochi.evaluation.world;

import java.time.Instant;
import yochi.core.model.Epoch;

/** Count series with rhythm, memory, over-dispersion and gaps, and with planted changes, for analyses of one series. */
public final class SeriesWorld {
    /** Monday, the worlds' common start. */
    private static final Instant START = Instant.parse("2030-01-07T00:00:00Z");
    /** What is planted lies in the middle third, so that there is a past and a sequel. */
    private static final double EARLIEST = 1.0 / 3;

    private static final double LATEST = 2.0 / 3;

    private final SeriesParameters parameters;
    private final long seed;

    private SeriesWorld(SeriesParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    public static SeriesWorld of(SeriesParameters parameters, long seed) {
        return new SeriesWorld(parameters, seed);
    }

    /** The k-th daily series of the kind. */
    public PlantedSeries daily(SeriesKind kind, int k) {
        return series(kind, k, parameters.dailySteps(), Epoch.DAY);
    }

    /** The k-th hourly series of the kind. */
    public PlantedSeries hourly(SeriesKind kind, int k) {
        return series(kind, k, parameters.hourlySteps(), Epoch.HOUR);
    }

    private PlantedSeries series(SeriesKind kind, int k, int steps, int stepSeconds) {
        Chance plan = Chance.of(seed, "plan " + kind, k, stepSeconds);
        int at = (int) (steps * plan.between(EARLIEST, LATEST));
        int perWeek = Epoch.WEEK / stepSeconds;
        int from = switch (kind) {
            case FLAT, GROWTH, DECLINE -> 0;
            case LEVEL_UP, LEVEL_DOWN, BURST, GAP -> at;
        };
        int until = switch (kind) {
            case FLAT, LEVEL_UP, LEVEL_DOWN, GROWTH, DECLINE -> steps;
            case BURST -> Math.min(steps, at + parameters.burstSteps());
            case GAP -> Math.min(steps, at + perWeek);
        };
        Chance chance = Chance.of(seed, "series " + kind, k, stepSeconds);
        double spread = parameters.memorySigma() / Math.sqrt(1 - parameters.memory() * parameters.memory());
        double level = spread * chance.normal();
        double[] counts = new double[steps];
        double[] means = new double[steps];
        for (int t = 0; t < steps; t++) {
            boolean inside = t >= from && t < until;
            double rhythm = rhythm(t, stepSeconds);
            means[t] = parameters.base() * rhythm * Math.exp(level) * factor(kind, inside, t, steps);
            double count = chance.poisson(means[t] * chance.scatter(parameters.scatter()));
            boolean missing = chance.happens(parameters.gapShare()) || (kind == SeriesKind.GAP && inside);
            counts[t] = missing ? Double.NaN : count;
            level = parameters.memory() * level + parameters.memorySigma() * chance.normal();
        }
        return new PlantedSeries(kind, START, stepSeconds, counts, from, until, means);
    }

    private double factor(SeriesKind kind, boolean inside, int t, int steps) {
        double doublings = parameters.trendDoublings() * ((double) t / steps - 0.5);
        return switch (kind) {
            case FLAT, GAP -> 1;
            case LEVEL_UP -> inside ? parameters.levelFactor() : 1;
            case LEVEL_DOWN -> inside ? 1 / parameters.levelFactor() : 1;
            case BURST -> inside ? parameters.burstFactor() : 1;
            case GROWTH -> Math.pow(2, doublings);
            case DECLINE -> Math.pow(2, -doublings);
        };
    }

    private double rhythm(int t, int stepSeconds) {
        long day = (long) t * stepSeconds / Epoch.DAY;
        double week = day % 7 >= 5 ? parameters.weekendFactor() : 1;
        double hour = (t + 0.5) * stepSeconds / Epoch.HOUR % 24;
        return stepSeconds < Epoch.DAY
                ? week * (1 + parameters.dayAmplitude() * Math.cos(2 * Math.PI * (hour - 15) / 24))
                : week;
    }
}
