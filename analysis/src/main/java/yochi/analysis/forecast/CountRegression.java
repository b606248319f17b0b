package yochi.analysis.forecast;

import yochi.analysis.number.Cholesky;

/**
 * Negative binomial regression (NB2) with logarithmic link and a ridge on chosen columns: Fisher scoring with halved
 * steps, the excess in turn by moments with the degrees of freedom that are left (Breslow 1984), or by likelihood.
 */
final class CountRegression {
    private static final int MOST_STEPS = 12;
    private static final double MOST_LOG = 20;
    private static final double MOST_EXCESS = 20;

    private final double[][] rows;
    private final double[] y;
    private final double[] ridge;
    private final double[] mean;
    private double[] coefficients;
    private double excess;
    private double deviance;
    private boolean converged;

    /**
     * Of rows with an outcome each.
     *
     * @param ridge penalty on the square of each coefficient
     */
    CountRegression(double[][] rows, double[] y, double[] ridge) {
        this.rows = rows;
        this.y = y;
        this.ridge = ridge;
        this.mean = new double[y.length];
        this.coefficients = new double[ridge.length];
    }

    /** Begins where another fit has ended. */
    CountRegression from(double[] start, double startExcess) {
        coefficients = start.clone();
        excess = startExcess;
        return this;
    }

    /** Fits coefficients for the present excess, until a step gains less than the tolerance in twice the likelihood. */
    CountRegression coefficients(double tolerance) {
        deviance = loss(coefficients);
        converged = false;
        for (int step = 0; step < MOST_STEPS && !converged; step++) {
            double[] direction = direction();
            double length = 1;
            double[] next = moved(direction, length);
            double loss = loss(next);
            while (!(loss <= deviance + 1e-9) && length > 1e-3) {
                length /= 2;
                next = moved(direction, length);
                loss = loss(next);
            }
            if (!(loss <= deviance + 1e-9)) {
                return this;
            }
            converged = deviance - loss < tolerance;
            coefficients = next;
            deviance = loss;
        }
        return this;
    }

    /** Sets the excess so that Pearson's statistic is what the degrees of freedom make expect. */
    CountRegression excess() {
        double free = Math.max(1, y.length - coefficients.length);
        loss(coefficients);
        if (pearson(0) <= free) {
            excess = 0;
            return this;
        }
        double low = 0;
        double high = MOST_EXCESS;
        for (int i = 0; i < 24; i++) {
            double middle = i < 6 ? Math.sqrt(Math.max(low, 1e-4) * high) : (low + high) / 2;
            if (pearson(middle) > free) {
                low = middle;
            } else {
                high = middle;
            }
        }
        excess = (low + high) / 2;
        return this;
    }

    private double pearson(double with) {
        double sum = 0;
        for (int t = 0; t < y.length; t++) {
            double miss = y[t] - mean[t];
            sum += miss * miss / (mean[t] * (1 + with * mean[t]));
        }
        return sum;
    }

    private static double eta(double[] row, double[] beta) {
        double eta = 0;
        for (int i = 0; i < beta.length; i++) {
            eta += row[i] * beta[i];
        }
        return Math.clamp(eta, -MOST_LOG, MOST_LOG);
    }

    private double[] moved(double[] direction, double length) {
        double[] out = coefficients.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += length * direction[i];
        }
        return out;
    }

    /** Minus twice the log likelihood up to a constant, with the penalty; leaves the means in {@link #mean}. */
    private double loss(double[] beta) {
        double sum = 0;
        for (int t = 0; t < y.length; t++) {
            double eta = eta(rows[t], beta);
            double expected = Math.exp(eta);
            mean[t] = expected;
            sum += excess == 0
                    ? expected - y[t] * eta
                    : (y[t] + 1 / excess) * Math.log(1 + excess * expected) - y[t] * eta;
        }
        for (int i = 0; i < beta.length; i++) {
            sum += ridge[i] * beta[i] * beta[i] / 2;
        }
        return 2 * sum;
    }

    /** Step of Fisher scoring from the means that the last loss has left. */
    private double[] direction() {
        int p = coefficients.length;
        double[][] information = new double[p][p];
        double[] score = new double[p];
        for (int t = 0; t < y.length; t++) {
            double[] row = rows[t];
            double spread = 1 + excess * mean[t];
            double weight = mean[t] / spread;
            double pull = (y[t] - mean[t]) / spread;
            for (int i = 0; i < p; i++) {
                score[i] += pull * row[i];
                double weighted = weight * row[i];
                double[] into = information[i];
                for (int j = 0; j <= i; j++) {
                    into[j] += weighted * row[j];
                }
            }
        }
        for (int i = 0; i < p; i++) {
            score[i] -= ridge[i] * coefficients[i];
            information[i][i] += ridge[i] + 1e-9;
        }
        return Cholesky.solve(information, score);
    }

    double[] beta() {
        return coefficients.clone();
    }

    double phi() {
        return excess;
    }

    /** Minus twice the penalised log likelihood at the present excess, up to a constant of it. */
    double deviance() {
        return deviance;
    }

    boolean converged() {
        return converged;
    }
}
