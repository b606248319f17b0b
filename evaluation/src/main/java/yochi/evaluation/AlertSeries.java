package yochi.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.distribution.continuous.GammaDistribution;
import yochi.analysis.number.Coverage;
import yochi.evaluation.world.Outbreak;

/**
 * A detector's scores of the windows of a quiet world and of one with outbreaks: how many alerts a day it raises at a
 * threshold, and which outbreaks it meets. Alarms of windows in a row are one alert.
 */
final class AlertSeries {
    static final double WINDOWS_A_DAY = 144;

    private final double[] quiet;
    private final double[] outbreaks;

    /**
     * @param quiet scores of windows without outbreaks, in order of time
     * @param outbreaks the highest score of each outbreak's windows
     */
    AlertSeries(double[] quiet, double[] outbreaks) {
        this.quiet = quiet;
        this.outbreaks = outbreaks;
    }

    /** From the windows of two runs. */
    static AlertSeries of(
            int from, int until, IntToDoubleFunction quiet, List<Outbreak> outbreaks,
            IntToDoubleFunction planted) {
        double[] calm = new double[until - from];
        Arrays.setAll(calm, i -> quiet.applyAsDouble(from + i));
        double[] met = outbreaks.stream()
                .mapToDouble(o -> highest(o, planted))
                .toArray();
        return new AlertSeries(calm, met);
    }

    private static double highest(Outbreak o, IntToDoubleFunction planted) {
        double most = Double.NEGATIVE_INFINITY;
        for (int w = o.firstWindow(); w <= o.lastWindow() + 1; w++) {
            most = Math.max(most, planted.applyAsDouble(w));
        }
        return most;
    }

    /** The highest threshold at which at least this share of the outbreaks is met. */
    double thresholdFor(double recall) {
        double[] sorted = outbreaks.clone();
        Arrays.sort(sorted);
        int needed = (int) Math.ceil(recall * sorted.length - 1e-9);
        return needed == 0 ? Double.POSITIVE_INFINITY : sorted[sorted.length - needed];
    }

    Coverage recall(double threshold) {
        Coverage out = Coverage.NONE;
        for (double score : outbreaks) {
            out = out.plus(score >= threshold);
        }
        return out;
    }

    int alerts(double threshold) {
        return alerts(quiet.length, i -> quiet[i] >= threshold);
    }

    double days() {
        return quiet.length / WINDOWS_A_DAY;
    }

    /** Windows in a row count once. */
    static int alerts(int windows, IntPredicate alarm) {
        int n = 0;
        for (int i = 0; i < windows; i++) {
            n += alarm.test(i) && (i == 0 || !alarm.test(i - 1)) ? 1 : 0;
        }
        return n;
    }

    /** Lower end of the exact 95 % interval of a Poisson number. */
    static double low(int n) {
        return n == 0 ? 0 : new GammaDistribution(n, 1).inverseCumulativeProbability(0.025);
    }

    /** Upper end likewise. */
    static double high(int n) {
        return new GammaDistribution(n + 1.0, 1).inverseCumulativeProbability(0.975);
    }
}
