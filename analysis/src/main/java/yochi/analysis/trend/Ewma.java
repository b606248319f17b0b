package yochi.analysis.trend;

/**
 * The exponentially weighted mean of standardised values (Roberts 1959), in its own standard deviations: a rival of the
 * run-length posterior. With weight 0.2 it is beyond 2.962 once in 500 independent normal values.
 */
public final class Ewma {
    private final double weight;
    private double mean;
    private double left = 1;

    /** @param weight of the newest value, 0..1 */
    public Ewma(double weight) {
        this.weight = weight;
    }

    /** How far the mean is from 0 after this value, without sign; a gap leaves it as it was. */
    public double add(double z) {
        if (!Double.isNaN(z)) {
            mean += weight * (z - mean);
            left *= (1 - weight) * (1 - weight);
        }
        return left == 1 ? 0 : Math.abs(mean) / Math.sqrt(weight / (2 - weight) * (1 - left));
    }

    /** Starts again, as after an alarm. */
    public void reset() {
        mean = 0;
        left = 1;
    }
}
