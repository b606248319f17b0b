package yochi.analysis.trend;

/** How sure it is, bin by bin, that the level of a series has changed. Where the alarm rings is the caller's. */
public interface ChangeScore {
    /**
     * The next bin's score; NaN while nothing can be told.
     *
     * @param count NaN where it was not measured
     * @param due what the bin brings at a level of 1: its rhythm times what was watched
     */
    double add(double count, double due);

    /** How many bins ago the change began, as far as the method can say; 0 for in this bin. */
    int begun();

    /** The alarm rang: the new level is the level. */
    void restart();
}
