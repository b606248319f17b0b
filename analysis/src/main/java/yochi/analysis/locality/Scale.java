package yochi.analysis.locality;

import yochi.core.model.Epoch;

/**
 * In what steps is looked: days of the last week, or hours of the last day where reports tell hours.
 *
 * @param seconds of a step
 */
record Scale(RiseScan.Settings scan, int seconds) {
    static final Scale DAYS = new Scale(RiseScan.Settings.DAYS, Epoch.DAY);
    static final Scale HOURS = new Scale(RiseScan.Settings.HOURS, Epoch.HOUR);

    boolean hourly() {
        return seconds < Epoch.DAY;
    }

    /** Steps of a day. */
    int perDay() {
        return Epoch.DAY / seconds;
    }

    /** Length of the past from which is learnt. */
    long past() {
        return (long) scan.baseline() * seconds;
    }

    /** The longest window. */
    int longest() {
        return scan.longest();
    }
}
