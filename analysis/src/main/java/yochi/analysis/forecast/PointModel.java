package yochi.analysis.forecast;

/** A model fitted to one series, which answers from any moment of it by what was known then. */
interface PointModel {
    /**
     * What it expects of the next steps, on log1p.
     *
     * @param end steps known; the fitted parameters may know more
     */
    double[] path(int end, int steps);

    /** Parameters fitted, by which its errors on its own history are too small. */
    int parameters();

    /** Whether the search for them ended by itself and not by its limit. */
    default boolean converged() {
        return true;
    }
}
