package yochi.analysis.cube;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How often something happened at a region for what it watched (K-9): counts of regions of different size compare only
 * as rates, and a region is told against its own past. What cannot be said is NaN, with its reason.
 *
 * @param count what was counted
 * @param sensorDays sensors times days watched, in which the service could be observed
 * @param addressDays monitored addresses times days
 * @param perAddressDay count by monitored address and day in which the service could be observed
 * @param low lower 95 % limit of that, from the count's own bounds and Poisson's law
 * @param high upper limit
 * @param perSensorDay count by sensor and day
 * @param items services that the region senses: those it can observe where that is stated, else those it saw
 * @param perItem perSensorDay by sensed service; of a cell of one service the same as perSensorDay
 * @param baseline median of perSensorDay over the days before, at most 28
 * @param againstBaseline perSensorDay by baseline: 1 is the region's usual
 * @param spread usual deviation of a day from the baseline, by the baseline: 1.4826 times the median deviation
 * @param missing why a part is NaN
 */
public record Rate(
        double count,
        double sensorDays,
        double addressDays,
        double perAddressDay,
        double low,
        double high,
        double perSensorDay,
        int items,
        double perItem,
        double baseline,
        double againstBaseline,
        double spread,
        List<String> missing) {
    public Rate {
        missing = List.copyOf(missing);
    }

    /** Whether the window was watched for long enough to tell a rate. */
    public boolean measured() {
        return !Double.isNaN(perSensorDay);
    }

    /**
     * Of several regions together, such as a country's sensors: counts and what was watched add up, so that a large
     * sensor weighs more; what was not measured at one of them is left out on both sides and stays in {@code missing}.
     */
    public static Rate together(List<Rate> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<String> missing = parts.stream().flatMap(r -> r.missing().stream()).distinct().toList();
        List<Rate> told = parts.stream().filter(Rate::measured).toList();
        double count = sum(told, Rate::count);
        double sensorDays = sum(told, Rate::sensorDays);
        double addressDays = sum(told, Rate::addressDays);
        double usual = sum(told, r -> r.baseline() * r.sensorDays());
        int items = told.stream().mapToInt(Rate::items).max().orElse(0);
        return new Rate(
                count,
                sensorDays,
                addressDays,
                count / addressDays,
                sum(told, r -> r.low() * r.addressDays()) / addressDays,
                sum(told, r -> r.high() * r.addressDays()) / addressDays,
                count / sensorDays,
                items,
                items == 0 ? Double.NaN : count / sensorDays / items,
                usual / sensorDays,
                usual > 0 ? count / usual : Double.NaN,
                usual > 0 ? sum(told, r -> r.spread() * r.baseline() * r.sensorDays()) / usual : Double.NaN,
                missing);
    }

    private static double sum(List<Rate> parts, ToDoubleFunction<Rate> part) {
        return parts.isEmpty() ? Double.NaN : parts.stream().mapToDouble(part).sum();
    }
}
