package yochi.evaluation;

import java.util.Map;

/**
 * One forecast with its outcome and scores, scaled so that series can be averaged.
 *
 * @param origin day of issue, counted from the first
 * @param horizon days ahead
 * @param losses method to CRPS divided by the series' MASE scale
 * @param error absolute error of our median divided by the same
 * @param in50 whether the outcome lay in the 50 % interval
 * @param in90 whether in the 90 % interval
 */
record Scored(int origin, int horizon, Map<String, Double> losses, double error, boolean in50, boolean in90) {
    static final String OURS = "ours";

    double loss(String method) {
        return losses.getOrDefault(method, Double.NaN);
    }
}
