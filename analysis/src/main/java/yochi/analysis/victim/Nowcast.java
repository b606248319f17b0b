package yochi.analysis.victim;

import java.util.Optional;

/**
 * How much longer a target that is listed now will stay listed, for where no lists of many countries are at hand to fit
 * {@link StayModel}: the curve of 7,374 stays on one botnet's lists from 2023-06-05 to 2024-06-30 (samples/ddosia;
 * Kaplan and Meier 1958, stays cut short by gaps of more than 30 hours). An order is not traffic: nothing follows for
 * how long, how much, or by which vector next.
 *
 * @param ageHours since the target came onto the list
 * @param tenthHours within which one in ten such targets leaves it
 * @param halfHours within which half do
 * @param mostHours within which nine in ten do
 */
public record Nowcast(double ageHours, double tenthHours, double halfHours, double mostHours) {
    private static final double[] HOURS = {
        0, 1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21, 22, 23, 23.5, 24, 24.5, 25, 26, 30, 36, 48, 72, 96, 168, 336
    };
    /** Share of stays longer than so many hours. */
    private static final double[] LONGER = {
        1, .9927, .9872, .9608, .9425, .9316, .9212, .9078, .8946, .8711, .8281, .7437, .704, .6684, .6258, .5984,
        .4093, .1312, .1176, .1049, .0754, .0561, .0228, .0072, .0054, .0029, .0015
    };

    /** Of a target listed for so long; empty behind two days, where fewer than 170 stays are left to learn from. */
    public static Optional<Nowcast> of(double ageHours) {
        if (!(ageHours >= 0) || ageHours > 48) {
            return Optional.empty();
        }
        return Optional.of(
                new Nowcast(ageHours, left(ageHours, 0.1), left(ageHours, 0.5), left(ageHours, 0.9)));
    }

    private static double left(double ageHours, double share) {
        double level = longer(ageHours) * (1 - share);
        for (int at = 1; at < HOURS.length; at++) {
            if (LONGER[at] <= level) {
                double part = (LONGER[at - 1] - level) / (LONGER[at - 1] - LONGER[at]);
                double hours = HOURS[at - 1] + Math.clamp(part, 0, 1) * (HOURS[at] - HOURS[at - 1]);
                return Math.max(0, hours - ageHours);
            }
        }
        return HOURS[HOURS.length - 1] - ageHours;
    }

    private static double longer(double hours) {
        for (int at = 1; at < HOURS.length; at++) {
            if (hours <= HOURS[at]) {
                double part = (hours - HOURS[at - 1]) / (HOURS[at] - HOURS[at - 1]);
                return LONGER[at - 1] + part * (LONGER[at] - LONGER[at - 1]);
            }
        }
        return LONGER[LONGER.length - 1];
    }
}
