package yochi.centre.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Relative economic value of probability forecasts to one who acts when p is above C/L (Richardson 2000): 1 is as good
 * as knowing the future, 0 as good as the better of always and never acting, below 0 is worse than that.
 *
 * @param ratio cost divided by loss
 * @param n forecasts with an outcome
 * @param hits acted, and it came
 * @param falseAlarms acted, and it did not come
 * @param misses did not act, and it came
 * @param value relative economic value; absent where no policy can be better than another, since all or none came
 */
public record EconomicValue(double ratio, long n, long hits, long falseAlarms, long misses, OptionalDouble value) {
    /** Ratios at which a curve is told. */
    public static final List<Double> RATIOS = List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9);

    /** What was said, and whether it came. */
    public record Said(double probability, boolean came) {}

    /** The value at one ratio of cost to loss. */
    public static EconomicValue at(double ratio, List<Said> all) {
        if (!(ratio > 0 && ratio < 1)) {
            throw new IllegalArgumentException("cost divided by loss is between 0 and 1: " + ratio);
        }
        long hits = 0;
        long falseAlarms = 0;
        long misses = 0;
        for (Said said : all) {
            boolean acts = said.probability() > ratio;
            hits += acts && said.came() ? 1 : 0;
            falseAlarms += acts && !said.came() ? 1 : 0;
            misses += !acts && said.came() ? 1 : 0;
        }
        return of(ratio, all.size(), hits, falseAlarms, misses);
    }

    /** The value at one ratio of cost to loss, of counts. */
    public static EconomicValue of(double ratio, long n, long hits, long falseAlarms, long misses) {
        return new EconomicValue(
                ratio, n, hits, falseAlarms, misses, value(ratio, n, hits, falseAlarms, misses));
    }

    /** The value at each of {@link #RATIOS}. */
    public static List<EconomicValue> curve(List<Said> all) {
        List<EconomicValue> out = new ArrayList<>();
        RATIOS.forEach(ratio -> out.add(at(ratio, all)));
        return out;
    }

    /** Expenses in units of the loss: acting costs the ratio, not acting costs 1 where it comes. */
    private static OptionalDouble value(double ratio, long n, long hits, long falseAlarms, long misses) {
        long came = hits + misses;
        if (came == 0 || came == n) {
            return OptionalDouble.empty();
        }
        double ours = ratio * (hits + falseAlarms) + misses;
        double climate = Math.min(ratio * n, (double) came);
        double perfect = ratio * came;
        return OptionalDouble.of((climate - ours) / (climate - perfect));
    }
}
