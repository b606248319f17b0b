package yochi.link.wire;

import yochi.core.model.EpochReport;

/** Bounds of one report; both sides hold them, so that nothing is written that cannot be read. */
final class ReportLimits {
    /** Cells of one report: an hourly day of ten sensors with 4,000 services each stays below. */
    static final int CELLS = 1_000_000;
    /** Uptime lines: a day of minutes of 500 sensors. */
    static final int UPTIME_LINES = 720_000;
    /** Entries of one name table. */
    static final int NAMES = 10_000;
    /** Characters of one name or reason. */
    static final int NAME_LENGTH = 200;

    private ReportLimits() {}

    static void check(EpochReport report) {
        atMost("cells", report.cells().size(), CELLS);
        atMost("uptime lines", report.uptime().size(), UPTIME_LINES);
        atMost("operators", report.operators().size(), NAMES);
    }

    static void atMost(String what, int found, int limit) {
        if (found > limit) {
            throw new IllegalArgumentException(found + " " + what + ", limit " + limit);
        }
    }

    static String name(String name) {
        atMost("characters of a name", name.length(), NAME_LENGTH);
        return name;
    }
}
