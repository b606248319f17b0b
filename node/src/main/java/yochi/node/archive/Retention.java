package yochi.node.archive;

import java.time.Duration;
import yochi.link.config.ByteSize;
import yochi.link.config.Default;

/**
 * What the policy says of keeping detail at home.
 *
 * @param budget disk for everything together; when it is reached the oldest addresses go first, then the oldest days
 * @param addresses how long the addresses behind the counts are kept
 * @param counts how long the counts per minute are kept
 */
public record Retention(
        @Default("4GiB") ByteSize budget,
        @Default("P30D") Duration addresses,
        @Default("P366D") Duration counts) {
    public Retention {
        if (addresses.isNegative() || counts.compareTo(addresses) < 0) {
            throw new IllegalArgumentException("addresses at least PT0S, counts at least as long as addresses");
        }
    }

    /** Where no policy says otherwise. */
    public static Retention usual() {
        return new Retention(ByteSize.parse("4GiB"), Duration.ofDays(30), Duration.ofDays(366));
    }

    /** The same, with addresses kept no longer than that. */
    public Retention within(Duration longest) {
        return addresses.compareTo(longest) <= 0 ? this : new Retention(budget, longest, counts);
    }

    /** The stricter of both. */
    public Retention and(Retention other) {
        Duration shorter = addresses.compareTo(other.addresses) < 0 ? addresses : other.addresses;
        Duration fewer = counts.compareTo(other.counts) < 0 ? counts : other.counts;
        return new Retention(
                budget.bytes() < other.budget.bytes() ? budget : other.budget,
                shorter.compareTo(fewer) < 0 ? shorter : fewer,
                fewer);
    }
}
