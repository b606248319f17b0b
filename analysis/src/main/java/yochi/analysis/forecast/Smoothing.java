package yochi.analysis.forecast;

/**
 * Exponential smoothing with additive errors, damped additive trend and, on demand, an additive season: ETS(A,Ad,N) and
 * ETS(A,Ad,A) (Hyndman, Koehler, Ord and Snyder 2008). With no error known (a gap) the state moves on unchanged.
 *
 * @param season steps of a season, 1 for none
 * @param alpha weight of an error on the level
 * @param beta weight on the trend
 * @param gamma weight on the season
 * @param phi damping of the trend
 */
record Smoothing(int season, double alpha, double beta, double gamma, double phi) {

    /** What the smoothing knows after a step. */
    static final class State {
        double level;
        double trend;
        final double[] seasonal;
        int phase;

        State(int season) {
            this.seasonal = new double[season];
        }

        State copy() {
            State copy = new State(seasonal.length);
            copy.level = level;
            copy.trend = trend;
            copy.phase = phase;
            System.arraycopy(seasonal, 0, copy.seasonal, 0, seasonal.length);
            return copy;
        }
    }

    /** The next value before any error. */
    double expected(State s) {
        return s.level + phi * s.trend + s.seasonal[s.phase];
    }

    void step(State s, double error) {
        s.level += phi * s.trend + alpha * error;
        s.trend = phi * s.trend + beta * error;
        if (season > 1) {
            s.seasonal[s.phase] += gamma * error;
            s.phase = (s.phase + 1) % season;
        }
    }

    /** Runs over the series and fills the one-step errors, NaN in gaps; the state afterwards stays in {@code s}. */
    double run(double[] y, State s, double[] errors) {
        double sum = 0;
        for (int t = 0; t < y.length; t++) {
            double error = y[t] - expected(s);
            errors[t] = error;
            boolean gap = Double.isNaN(error);
            sum += gap ? 0 : error * error;
            step(s, gap ? 0 : error);
        }
        return sum;
    }
}
