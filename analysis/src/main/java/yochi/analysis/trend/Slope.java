package yochi.analysis.trend;

import yochi.core.model.Finding;

/**
 * Where a series of daily counts is heading.
 *
 * @param perDay slope of the logarithm, NaN where nothing can be told
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param pValue of the test that there is none
 * @param regression whether it came from the regression of short windows instead of the ranks
 */
public record Slope(double perDay, double low, double high, double pValue, Finding.Label label, boolean regression) {
    static final Slope UNKNOWN =
            new Slope(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Finding.Label.UNCERTAIN, false);
}
