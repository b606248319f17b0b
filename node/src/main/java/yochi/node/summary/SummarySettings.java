package yochi.node.summary;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How observations are reduced.
 *
 * @param epoch length of an epoch
 * @param release length of a release window, a multiple of the epoch
 * @param lateness how long a window stays open after its end
 * @param longestSilence a sensor silent for longer may be down: from there on its uptime is missing
 * @param byPlace whether cells are kept apart by country and AS of the counted address
 * @param mostPairs distinct pairs of cell and address kept of all epochs together; beyond, distinct counts become
 *     missing
 * @param details metrics beyond counts and distinct addresses
 */
public record SummarySettings(
        Duration epoch,
        Duration release,
        Duration lateness,
        Duration longestSilence,
        boolean byPlace,
        int mostPairs,
        Set<Detail> details) {
    /**
     * The longest silence of a marx sensor is 3.6 h (its PROVENANCE); a longer one cannot be told from an outage, since
     * no trace format so far holds a heartbeat.
     */
    public static final Duration DEFAULT_LONGEST_SILENCE = Duration.ofHours(4);
    /** Packed, 20 million pairs take some 100 MB: a /16 darknet has some 200,000 in an hour. */
    public static final int DEFAULT_MOST_PAIRS = 20_000_000;

    public SummarySettings {
        Set<Detail> sorted = EnumSet.noneOf(Detail.class);
        sorted.addAll(details);
        details = Collections.unmodifiableSet(sorted);
        if (epoch.toSeconds() < 1 || release.toSeconds() % epoch.toSeconds() != 0) {
            throw new IllegalArgumentException("release " + release + " is no multiple of the epoch " + epoch);
        }
        if (lateness.isNegative() || longestSilence.isNegative() || mostPairs < 1) {
            throw new IllegalArgumentException("a negative bound: " + lateness + ", " + longestSilence);
        }
    }

    /** Without details. */
    public SummarySettings(
            Duration epoch,
            Duration release,
            Duration lateness,
            Duration longestSilence,
            boolean byPlace,
            int mostPairs) {
        this(epoch, release, lateness, longestSilence, byPlace, mostPairs, Set.of());
    }

    /** The same with those details. */
    public SummarySettings with(Set<Detail> wanted) {
        return new SummarySettings(epoch, release, lateness, longestSilence, byPlace, mostPairs, wanted);
    }

    public static SummarySettings of(Duration epoch, Duration release, Duration lateness, boolean byPlace) {
        return new SummarySettings(epoch, release, lateness, DEFAULT_LONGEST_SILENCE, byPlace, DEFAULT_MOST_PAIRS);
    }

    int epochSeconds() {
        return Math.toIntExact(epoch.toSeconds());
    }

    int releaseSeconds() {
        return Math.toIntExact(release.toSeconds());
    }
}
