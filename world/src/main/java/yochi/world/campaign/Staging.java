package yochi.world.campaign;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.link.config.Default;

/**
 * How the world plays a campaign; nothing of it is from the record.
 *
 * @param seed of every random choice
 * @param history days before the first wave on which the watchers already read lists of others
 * @param listEvery how often a control hands its list out again
 * @param watchers who reads lists, in which country
 * @param telescope unused addresses abroad that floods with forged sources are answered to
 * @param background other people's orders, without which a quiet day could not be told from an unwatched one
 */
public record Staging(
        long seed,
        @Default("56d") Duration history,
        @Default("6h") Duration listEvery,
        List<Watcher> watchers,
        Optional<Telescope> telescope,
        Background background) {
    private static final Duration DAY = Duration.ofDays(1);

    public Staging {
        watchers = List.copyOf(watchers);
        Set<String> names = new HashSet<>();
        watchers.forEach(w -> {
            if (!names.add(w.name())) {
                throw new IllegalArgumentException("watcher " + w.name() + " stands twice");
            }
        });
        if (watchers.isEmpty()) {
            throw new IllegalArgumentException("name at least one watcher abroad");
        }
        if (history.compareTo(DAY) < 0 || listEvery.compareTo(Duration.ofMinutes(10)) < 0
                || listEvery.compareTo(DAY) > 0) {
            throw new IllegalArgumentException("history of at least a day, a list every 10 minutes to 24 hours");
        }
    }

    /**
     * One reader of order lists: of posted scripts, or of the lists that a specimen carries.
     *
     * @param name of its sensor and node
     * @param country where it stands, abroad
     * @param reads part of the targets that its copy of a list names, 0..1
     * @param delay from when a list can be read until it has read it
     */
    public record Watcher(
            String name, Country country, @Default("1") double reads, @Default("10m") Duration delay) {
        public Watcher {
            if (!name.matches("[a-z0-9-]{1,40}") || reads <= 0 || reads > 1) {
                throw new IllegalArgumentException("watcher " + name + " reads " + reads
                        + ": a name of small letters, digits and hyphens, and a part above 0 and at most 1");
            }
        }
    }

    /**
     * A darknet abroad.
     *
     * @param name of its sensor and node
     * @param country where it stands
     * @param block of RFC 5737
     */
    public record Telescope(String name, Country country, Prefix block) {
        public Telescope {
            if (!name.matches("[a-z0-9-]{1,40}") || block.isIpv6() || block.length() < 24) {
                throw new IllegalArgumentException("telescope " + name + " watches " + block
                        + ": a name of small letters, digits and hyphens, and an IPv4 block of at most a /24");
            }
        }

        /** How many addresses it watches. */
        public int addresses() {
            return 1 << (32 - block.length());
        }
    }

    /**
     * Orders of other botnets against others.
     *
     * @param countries whom they name, the most named first
     * @param chance that the first of them is named on a day, 0..1; the n-th has an n-th of it, since lists of orders
     *     name few countries often and many seldom
     * @param targets how many of it
     */
    public record Background(List<Country> countries, double chance, int targets) {
        public Background {
            countries = List.copyOf(countries);
            if (countries.isEmpty() || chance < 0 || chance > 1 || targets < 1) {
                throw new IllegalArgumentException("countries " + countries + ", chance " + chance + ", targets "
                        + targets + ": at least one country and target, a chance from 0 to 1");
            }
        }
    }
}
