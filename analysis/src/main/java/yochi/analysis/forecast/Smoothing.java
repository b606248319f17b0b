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

    /** Runs over the series and sums its squared one-step errors; gaps have none. */
    double run(double[] y, State s) {
        double sum = 0;
        double level = s.level;
        double trend = s.trend;
        int phase = s.phase;
        for (double value : y) {
            double grown = level + phi * trend;
            double difference = value - grown - s.seasonal[phase];
            double error = Double.isNaN(difference) ? 0 : difference;
            sum += error * error;
            level = grown + alpha * error;
            trend = phi * trend + beta * error;
            s.seasonal[phase] += gamma * error;
            phase = phase + 1 == season ? 0 : phase + 1;
        }
        s.level = level;
        s.trend = trend;
        s.phase = phase;
        return sum;
    }

    /** What the smoothing knew at every moment of a series. */
    static final class Course {
        /** By steps known. */
        private final double[] levels;

        private final double[] trends;
        /** Of the season before the series, and behind them as each step left it. */
        private final double[] seasonal;

        private Course(int steps, int season) {
            levels = new double[steps + 1];
            trends = new double[steps + 1];
            seasonal = new double[steps + season];
        }
    }

    Course course(double[] y, State s) {
        Course out = new Course(y.length, season);
        System.arraycopy(s.seasonal, 0, out.seasonal, 0, season);
        out.levels[0] = s.level;
        out.trends[0] = s.trend;
        for (int t = 0; t < y.length; t++) {
            double error = y[t] - expected(s);
            int phase = s.phase;
            step(s, Double.isNaN(error) ? 0 : error);
            out.levels[t + 1] = s.level;
            out.trends[t + 1] = s.trend;
            out.seasonal[t + season] = s.seasonal[phase];
        }
        return out;
    }

    /** The next values before any error, when {@code end} steps were known. */
    double[] path(Course course, int end, int steps) {
        double[] path = new double[steps];
        double damped = 0;
        double weight = 1;
        for (int h = 0; h < steps; h++) {
            weight *= phi;
            damped += weight;
            path[h] = course.levels[end] + damped * course.trends[end] + course.seasonal[end + h % season];
        }
        return path;
    }
}
