package yochi.evaluation.world;

/**
 * Hourly counts of the regions, coupled or not.
 *
 * @param counts one row a region
 * @param weights expected further counts at region i, in units of its size, for one count at region j, in units of its:
 *     {@code weights[j][i]}; all 0 where not coupled
 * @param lagHours mean delay of the coupling from j to i, infinity without one
 * @param sizes by which a region's counts are larger than those of the telescope of middle size
 */
@SuppressWarnings("ArrayRecordComponent") // counts as they were drawn, never compared
public record CoupledSeries(long[][] counts, double[][] weights, double[][] lagHours, double[] sizes) {}
