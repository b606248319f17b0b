package yochi.analysis.locality;

/** Daily (or hourly) counts of many signatures at the same regions over the same steps, taken one at a time. */
public interface Panel {
    /** Number of signatures. */
    int signatures();

    /** Distinct sources by region and step, NaN where not measured. */
    double[][] counts(int signature);

    /** What was watched by region and step, in any one unit; 0 where not measured. */
    double[][] exposure(int signature);
}
