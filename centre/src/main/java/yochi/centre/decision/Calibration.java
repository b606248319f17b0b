package yochi.centre.decision;

import java.util.List;

/**
 * Makes a probability mean what it says: drawn toward how often it came when about as much was said before.
 *
 * @param past what was said before, and whether it came
 */
public record Calibration(List<EconomicValue.Said> past) {
    /** As many outcomes as the record needs before it speaks of skill weigh as much as the forecast itself. */
    static final int WEIGHT = 30;

    /** Bounds of what counts as about as much; own choice, finer where cost-loss ratios lie. */
    private static final double[] BOUNDS = {0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7};

    public Calibration {
        past = List.copyOf(past);
    }

    /** The probability after what the past teaches; the same where there is no past. */
    public double of(double probability) {
        int bin = bin(probability);
        long n = 0;
        long came = 0;
        for (EconomicValue.Said said : past) {
            if (bin(said.probability()) == bin) {
                n++;
                came += said.came() ? 1 : 0;
            }
        }
        return (WEIGHT * probability + came) / (WEIGHT + n);
    }

    private static int bin(double probability) {
        int bin = 0;
        while (bin < BOUNDS.length && probability >= BOUNDS[bin]) {
            bin++;
        }
        return bin;
    }
}
