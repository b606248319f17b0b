package yochi.member.detection;

import java.time.Duration;

/**
 * When traffic to one protected address and service counts as an onslaught.
 *
 * @param bin length of one look
 * @param memory bins the baseline is the median of
 * @param factor times the baseline that must be passed
 * @param floorPacketsPerSecond below this nothing is an onslaught
 * @param sustainedBins bins in a row that must pass
 */
public record Thresholds(Duration bin, int memory, double factor, double floorPacketsPerSecond, int sustainedBins) {
    public Thresholds {
        if (bin.isZero() || bin.isNegative() || memory < 1 || factor <= 1 || sustainedBins < 1) {
            throw new IllegalArgumentException(
                    "bin " + bin + ", memory " + memory + ", factor " + factor + ", sustained " + sustainedBins);
        }
    }

    /**
     * Looks of 250 ms, 3 times the median of the last 8 quiet ones, at least 500 packets/s, twice in a row: our own
     * choice; FastNetMon's usual look is one second over an average of five.
     */
    public static Thresholds standard() {
        return new Thresholds(Duration.ofMillis(250), 8, 3, 500, 2);
    }
}
