package yochi.evaluation.world;

/** How count series with planted changes are made; the keys' meanings stand in {@code worlds.yaml}. */
public record SeriesParameters(
        int dailySteps,
        int hourlySteps,
        double base,
        double scatter,
        double memory,
        double memorySigma,
        double weekendFactor,
        double dayAmplitude,
        double gapShare,
        double levelFactor,
        double trendDoublings,
        double burstFactor,
        int burstSteps) {
    public SeriesParameters {
        Bounds.within("dailySteps", dailySteps, 28, 10_000);
        Bounds.within("hourlySteps", hourlySteps, 96, 100_000);
        Bounds.within("base", base, 0.01, 1e6);
        Bounds.within("scatter", scatter, 0, 4);
        Bounds.within("memory", memory, 0, 0.99);
        Bounds.within("memorySigma", memorySigma, 0, 2);
        Bounds.within("weekendFactor", weekendFactor, 0.01, 10);
        Bounds.within("dayAmplitude", dayAmplitude, 0, 0.99);
        Bounds.within("gapShare", gapShare, 0, 0.5);
        Bounds.within("levelFactor", levelFactor, 1, 1000);
        Bounds.within("trendDoublings", trendDoublings, 0, 10);
        Bounds.within("burstFactor", burstFactor, 1, 1e6);
        Bounds.within("burstSteps", burstSteps, 1, 1000);
    }

    /** The same without rhythm, memory, gaps and over-dispersion: Poisson counts of one mean, for null checks. */
    public SeriesParameters plain() {
        return new SeriesParameters(
                dailySteps,
                hourlySteps,
                base,
                0,
                0,
                0,
                1,
                0,
                0,
                levelFactor,
                trendDoublings,
                burstFactor,
                burstSteps);
    }

    /** The same with another mean count a step. */
    public SeriesParameters withBase(double other) {
        return new SeriesParameters(
                dailySteps,
                hourlySteps,
                other,
                scatter,
                memory,
                memorySigma,
                weekendFactor,
                dayAmplitude,
                gapShare,
                levelFactor,
                trendDoublings,
                burstFactor,
                burstSteps);
    }
}
