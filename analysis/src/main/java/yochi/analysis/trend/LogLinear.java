package yochi.analysis.trend;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Growth of few counts: a log-linear regression with negative binomial variance μ + αμ² and the exposure as offset
 * (Lawless 1987). α is where Pearson's χ² equals its degrees of freedom (Breslow 1984), since its likelihood is
 * biased low with so few points; where χ² is below them at α = 0 already, the errors shrink with it, as in a
 * quasi-likelihood. The slope's interval and test use Student's t with n-2 degrees of freedom.
 *
 * @param slope of the logarithm per unit of x; NaN where nothing can be told
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param pValue two-sided
 * @param overdispersion α
 */
record LogLinear(double slope, double low, double high, double pValue, double overdispersion) {
    private static final LogLinear NONE = new LogLinear(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    private static final int STEPS = 200;
    private static final double CLOSE = 1e-10;
    /** Counts on the very line would have no error (own choice). */
    private static final double LEAST = 0.05;
    /** Beyond e to this power from bin to bin the counts have no finite slope (all of them in one bin). */
    private static final double STEEPEST = 8;

    /** Counts that are NaN or without exposure are left out; three must remain and one be more than 0. */
    static LogLinear of(double[] x, double[] counts, double[] exposure) {
        int n = 0;
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (told(counts[i], exposure[i])) {
                n++;
                sum += counts[i];
            }
        }
        if (n < 3 || sum == 0) {
            return NONE;
        }
        double[][] of = new double[3][n];
        n = 0;
        for (int i = 0; i < counts.length; i++) {
            if (told(counts[i], exposure[i])) {
                of[0][n] = x[i];
                of[1][n] = counts[i];
                of[2][n++] = exposure[i];
            }
        }
        double alpha = 0;
        Line line = Line.NONE;
        for (int step = 0; step < STEPS; step++) {
            line = fit(of[0], of[1], of[2], alpha);
            double next = line.finite() ? overdispersion(of, line) : 0;
            if (Math.abs(next - alpha) <= CLOSE * (1 + alpha)) {
                break;
            }
            alpha = next;
        }
        if (!line.finite()) {
            return NONE;
        }
        TDistribution t = new TDistribution(n - 2);
        double error = line.error() * Math.sqrt(Math.clamp((excess(of, line, alpha) + n - 2) / (n - 2), LEAST, 1));
        double half = t.inverseCumulativeProbability(0.975) * error;
        double p = 2 * t.cumulativeProbability(-Math.abs(line.slope() / error));
        return new LogLinear(line.slope(), line.slope() - half, line.slope() + half, p, alpha);
    }

    private static boolean told(double count, double exposure) {
        return !Double.isNaN(count) && exposure > 0;
    }

    /** A fitted line of logarithms with the standard error of its slope. */
    record Line(double intercept, double slope, double error) {
        static final Line NONE = new Line(Double.NaN, Double.NaN, Double.NaN);

        boolean finite() {
            return Double.isFinite(intercept) && Double.isFinite(slope) && error > 0 && Math.abs(slope) < STEEPEST;
        }
    }

    /** Maximum likelihood with α held, by reweighted least squares. */
    static Line fit(double[] x, double[] counts, double[] exposure, double alpha) {
        double total = 0;
        double watched = 0;
        double middle = 0;
        for (int i = 0; i < x.length; i++) {
            total += counts[i];
            watched += exposure[i];
            middle += x[i] / x.length;
        }
        double a = Math.log(total / watched);
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double y0 = 0;
            double y1 = 0;
            for (int i = 0; i < x.length; i++) {
                double d = x[i] - middle;
                double mean = exposure[i] * Math.exp(a + b * d);
                double weight = mean / (1 + alpha * mean);
                double miss = (counts[i] - mean) / mean * weight;
                s0 += weight;
                s1 += weight * d;
                s2 += weight * d * d;
                y0 += miss;
                y1 += miss * d;
            }
            double determinant = s0 * s2 - s1 * s1;
            if (!(determinant > 0) || !Double.isFinite(determinant)) {
                return Line.NONE;
            }
            double da = Math.clamp((s2 * y0 - s1 * y1) / determinant, -2, 2);
            double db = Math.clamp((s0 * y1 - s1 * y0) / determinant, -2, 2);
            a += da;
            b += db;
            if (Math.abs(da) <= CLOSE && Math.abs(db) <= CLOSE) {
                return new Line(a - b * middle, b, Math.sqrt(s0 / determinant));
            }
        }
        return Line.NONE;
    }

    /** The α, 0 at least, with Σ (y-μ)²/(μ+αμ²) = n-2. */
    private static double overdispersion(double[][] of, Line line) {
        if (excess(of, line, 0) <= 0) {
            return 0;
        }
        double low = 0;
        double high = 1;
        while (excess(of, line, high) > 0 && high < 1e12) {
            high *= 2;
        }
        for (int i = 0; i < STEPS && high - low > CLOSE / 10 * high; i++) {
            double middle = (low + high) / 2;
            if (excess(of, line, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double excess(double[][] of, Line line, double alpha) {
        double sum = 2.0 - of[0].length;
        for (int i = 0; i < of[0].length; i++) {
            double mean = of[2][i] * Math.exp(line.intercept() + line.slope() * of[0][i]);
            double miss = of[1][i] - mean;
            sum += miss * miss / (mean + alpha * mean * mean);
        }
        return sum;
    }
}
