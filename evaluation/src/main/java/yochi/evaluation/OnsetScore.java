package yochi.evaluation;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import yochi.analysis.onset.Detector;

/** A single score of each window, by which windows can be ranked. */
enum OnsetScore {
    FUSED("all fused"),
    SOURCES("sources beside the day before"),
    GRAPH("thresholded covariance graph"),
    NEWCOMERS("first-seen alone"),
    SERVICES("max-slot by service alone"),
    DISPERSION("dispersion alone");

    private final String words;

    OnsetScore(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    IntToDoubleFunction of(OnsetRun run) {
        return switch (this) {
            case FUSED -> run::surprise;
            case SOURCES -> beside(run::sources);
            case GRAPH -> w -> run.score(w, Detector.GRAPH);
            case NEWCOMERS -> w -> run.score(w, Detector.NEWCOMERS);
            case SERVICES -> w -> run.score(w, Detector.SERVICES);
            case DISPERSION -> w -> run.score(w, Detector.DISPERSION);
        };
    }

    /** A score against the median of the windows of the day before, for series that have a rhythm. */
    private static IntToDoubleFunction beside(IntToDoubleFunction x) {
        return w -> {
            double[] before = new double[Math.min(w, OnsetPair.DAY)];
            Arrays.setAll(before, i -> x.applyAsDouble(w - 1 - i));
            Arrays.sort(before);
            double usual = before.length == 0 ? x.applyAsDouble(w) : before[before.length / 2];
            return x.applyAsDouble(w) / Math.max(1, usual);
        };
    }
}
