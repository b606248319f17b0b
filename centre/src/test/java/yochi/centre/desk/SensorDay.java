package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import yochi.centre.MadeCounts;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;

/** What a sensor tells of a day, or of an hour: a usual service, a total with its hours, and perhaps something new. */
final class SensorDay {
    static final Service FRESH = Service.tcp(9999);

    private SensorDay() {}

    /** The whole day from that midnight on, with so many sources at the new service. */
    static EpochReport report(String sensor, Country country, Instant from, long fresh) {
        return report(sensor, country, Epoch.containing(from, Duration.ofDays(1)), fresh);
    }

    /** The same of a window. */
    static EpochReport report(String sensor, Country country, Epoch window, long fresh) {
        long day = window.startSecond() / Epoch.DAY;
        List<Statistic> cells = new ArrayList<>();
        cells.add(MadeCounts.cell(window, sensor, AttackType.SCAN_SYN, Service.tcp(445), 70 + day % 7));
        cells.add(MadeCounts.cell(window, sensor, AttackType.ALL_ORIGIN, Service.ANY, 100 + 10 * (day % 7)));
        for (int hour = 0; hour < window.seconds() / Epoch.HOUR && window.seconds() > Epoch.HOUR; hour++) {
            Epoch at = new Epoch(window.startSecond() + (long) hour * Epoch.HOUR, Epoch.HOUR);
            cells.add(MadeCounts.cell(at, sensor, AttackType.ALL_ORIGIN, Service.ANY, 5 + (hour + day) % 6));
        }
        if (fresh > 0) {
            cells.add(MadeCounts.cell(window, sensor, AttackType.SCAN_SYN, FRESH, fresh));
        }
        long sequence = window.startSecond() + window.seconds();
        return MadeCounts.report(
                sensor.hashCode(), country, sequence, cells, new Uptime(sensor, window, 1, 1, ""));
    }
}
