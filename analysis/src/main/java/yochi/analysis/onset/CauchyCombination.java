package yochi.analysis.onset;

import java.util.Arrays;

/**
 * Several p-values as one that holds under nearly any dependence between them: T = Σ w tan(π(½ − p)), p = ½ −
 * arctan(T)/π (Liu and Xie 2020). P-values are kept within [10⁻¹⁵, 1 − 10⁻¹⁵]; below 10⁻⁸ the tangent is 1/(πp). A
 * p-value of exactly 1, by which a discrete test says nothing at all, counts as 1 − 1/d among d, as Liu and others
 * (2019) have it; else it would outshout every other.
 */
public final class CauchyCombination {
    private static final double LEAST = 1e-15;
    private static final double SMALL = 1e-8;

    private CauchyCombination() {}

    /** All weigh the same; 1 if there are none. */
    public static double of(double... pValues) {
        if (pValues.length == 0) {
            return 1;
        }
        double sum = 0;
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("no p-value: " + p);
            }
            double kept = p == 1 && pValues.length > 1 ? 1 - 1.0 / pValues.length : Math.clamp(p, LEAST, 1 - LEAST);
            sum += tangent(kept) / pValues.length;
        }
        double p = sum > 1 / (Math.PI * SMALL) ? 1 / (Math.PI * sum) : 0.5 - Math.atan(sum) / Math.PI;
        return Math.clamp(p, LEAST, 1);
    }

    /**
     * The same of p-values told by their -log10, and as such, so that what lies beyond 10⁻¹⁵ keeps its order: out there
     * p is d / Σ 1/p.
     */
    static double surprise(double... surprises) {
        double most = Arrays.stream(surprises).max().orElse(0);
        if (most < -Math.log10(LEAST)) {
            return -Math.log10(of(Arrays.stream(surprises).map(s -> Math.pow(10, -s)).toArray()));
        }
        double sum = 0;
        for (double s : surprises) {
            sum += Math.pow(10, s - most);
        }
        return most + Math.log10(sum / surprises.length);
    }

    private static double tangent(double p) {
        if (p < SMALL) {
            return 1 / (Math.PI * p);
        }
        return 1 - p < SMALL ? -1 / (Math.PI * (1 - p)) : Math.tan(Math.PI * (0.5 - p));
    }
}
