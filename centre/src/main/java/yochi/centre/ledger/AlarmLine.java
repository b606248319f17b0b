package yochi.centre.ledger;

import java.util.OptionalDouble;

/**
 * What came of alarms raised from a probability on.
 *
 * @param threshold the probability
 * @param who {@link #OURS}, or the rival whose probabilities were followed
 * @param alarms statements at or above the threshold
 * @param hits of these, what was warned of came
 * @param falseAlarms of these, it did not
 * @param missed it came without an alarm
 * @param perWeek alarms a week of sealed days
 * @param leadHours mean time of the hits from the last data known to the day of the first order; empty where no hit
 *     names its day
 */
public record AlarmLine(
        Group group,
        double threshold,
        String who,
        long alarms,
        long hits,
        long falseAlarms,
        long missed,
        double perWeek,
        OptionalDouble leadHours) {
    public static final String OURS = "ours";
}
