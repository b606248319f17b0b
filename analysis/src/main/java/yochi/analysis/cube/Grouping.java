package yochi.analysis.cube;

import yochi.core.model.EpochReport;
import yochi.core.model.Region;

/** What a region is: every sensor for itself, or all sensors of a country together. */
public enum Grouping {
    SENSOR,
    /** Distinct sources of a country are the union over its sensors, never the sum. */
    COUNTRY;

    Region region(EpochReport report, String sensor) {
        return switch (this) {
            case SENSOR -> new Region(sensor);
            case COUNTRY -> new Region(report.country().code());
        };
    }
}
