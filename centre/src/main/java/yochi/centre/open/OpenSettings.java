package yochi.centre.open;

import java.time.Duration;
import java.util.Optional;
import yochi.link.config.Default;

/**
 * What the open page may tell, and how often.
 *
 * @param delay how old a day's counts must be: an attacker learns nothing that is still of use
 * @param smallest fewer distinct addresses than this are not told (the k of the nodes' policies, once more)
 * @param rounding counts are rounded to multiples of this
 * @param days days told at most
 * @param requestsPerMinute of one client; more are refused
 * @param licence under which the counts may be used
 * @param licenceAddress where it can be read
 * @param contact whom readers may write to
 */
public record OpenSettings(
        @Default("168h") Duration delay,
        @Default("10") int smallest,
        @Default("10") int rounding,
        @Default("90") int days,
        @Default("60") int requestsPerMinute,
        @Default("CC BY 4.0") String licence,
        @Default("https://creativecommons.org/licenses/by/4.0/") String licenceAddress,
        Optional<String> contact) {
    private static final Duration LEAST_DELAY = Duration.ofDays(1);

    public OpenSettings {
        if (delay.compareTo(LEAST_DELAY) < 0) {
            throw new IllegalArgumentException("delay " + delay.toHours() + "h: at least 24h");
        }
        if (smallest < 2 || rounding < 1 || days < 1 || days > 3660 || requestsPerMinute < 1) {
            throw new IllegalArgumentException(
                    "smallest at least 2, rounding and requestsPerMinute at least 1, days 1 to 3660");
        }
        if (!licenceAddress.startsWith("https://")) {
            throw new IllegalArgumentException("licenceAddress must begin with https://");
        }
    }

    /** As config/centre.yaml has them. */
    public static OpenSettings defaults() {
        return new OpenSettings(
                Duration.ofDays(7),
                10,
                10,
                90,
                60,
                "CC BY 4.0",
                "https://creativecommons.org/licenses/by/4.0/",
                Optional.empty());
    }

    /** The same under another licence, such as the one that the observations ask for. */
    public OpenSettings under(String name, String address) {
        return new OpenSettings(delay, smallest, rounding, days, requestsPerMinute, name, address, contact);
    }
}
