package yochi.analysis.trend;

/**
 * What each hypothesis of "the present level has lasted so many bins" has learned of that level. Hypotheses are
 * numbered by their run length, 0 the youngest.
 */
interface RunModel {
    /** Log probability (density) of the value under hypothesis {@code run}. */
    double logPredictive(int run, double x, double exposure);

    /** All hypotheses learn the value and grow by one bin; hypothesis 0 begins anew, the oldest goes at the bound. */
    void learn(double x, double exposure);

    /** The level that hypothesis {@code run} believes in, per unit of exposure. */
    double level(int run);
}
