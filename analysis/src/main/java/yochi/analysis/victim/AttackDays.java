package yochi.analysis.victim;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * On which days orders named which region, from the first known day on, and how many targets of it. A day without any
 * list was not watched: its silence says nothing.
 */
public final class AttackDays {
    /** One day of one region on which nothing named it. */
    private static final Named NOTHING = new Named(0, 0);

    private final long firstDay;
    private final boolean[] watched;
    private final SortedMap<String, Named[]> named;
    /** The same, for the many questions about one region. */
    private final Map<String, Named[]> found;

    /**
     * What the lists of one day said of one region.
     *
     * @param targets distinct targets on any list of the day
     * @param closing distinct targets on the last list of the day: what is in force when the next day begins
     * @param alone whether one node alone said so although others watched: it may have been invented
     */
    public record Named(int targets, int closing, boolean alone) {
        /** Said by all who watched, or by the only one. */
        public Named(int targets, int closing) {
            this(targets, closing, false);
        }

        public Named {
            if (closing < 0 || closing > targets) {
                throw new IllegalArgumentException(closing + " of " + targets + " targets on the last list");
            }
        }

        boolean any() {
            return targets > 0;
        }
    }

    private AttackDays(long firstDay, boolean[] watched, SortedMap<String, Named[]> named) {
        this.firstDay = firstDay;
        this.watched = watched;
        this.named = Collections.unmodifiableSortedMap(named);
        this.found = new HashMap<>(named);
    }

    /**
     * Days by number since 1970-01-01.
     *
     * @param watched one per day from {@code firstDay} on
     * @param named region (a country code, or an AS as {@code AS64496}) to the days on which orders named it; what is
     *     told of a day that was not watched is left out
     */
    public static AttackDays of(long firstDay, boolean[] watched, Map<String, Map<Long, Named>> named) {
        SortedMap<String, Named[]> days = new TreeMap<>();
        named.forEach((region, told) -> {
            Named[] of = new Named[watched.length];
            Arrays.fill(of, NOTHING);
            told.forEach((day, what) -> {
                int at = (int) (day - firstDay);
                if (at >= 0 && at < of.length && watched[at]) {
                    of[at] = what;
                }
            });
            days.put(region, of);
        });
        return new AttackDays(firstDay, watched.clone(), days);
    }

    public int size() {
        return watched.length;
    }

    public long day(int at) {
        return firstDay + at;
    }

    public boolean watched(int at) {
        return watched[at];
    }

    public List<String> regions() {
        return List.copyOf(named.keySet());
    }

    /** The regions that are countries, not networks. */
    public List<String> countries() {
        return named.keySet().stream().filter(region -> region.length() == 2).toList();
    }

    public boolean hit(String region, int at) {
        return of(region, at).any();
    }

    /** What was said of the region that day; nothing where nothing was said. */
    public Named of(String region, int at) {
        Named[] days = found.get(region);
        return days == null ? NOTHING : days[at];
    }

    /** The same until the day before, as it was known then: a region first named later is not in it. */
    public AttackDays until(int end) {
        SortedMap<String, Named[]> cut = new TreeMap<>();
        named.forEach((region, days) -> {
            if (any(region, 0, end)) {
                cut.put(region, Arrays.copyOf(days, end));
            }
        });
        return new AttackDays(firstDay, Arrays.copyOf(watched, end), cut);
    }

    /** Days on which one node alone named the region although others watched. */
    public int daysAlone(String region) {
        Named[] days = named.get(region);
        return days == null ? 0 : (int) Arrays.stream(days).filter(Named::alone).count();
    }

    /** The same without whatever one node alone said although others watched; these very days where there is none. */
    public AttackDays corroborated() {
        if (named.values().stream().flatMap(Arrays::stream).noneMatch(Named::alone)) {
            return this;
        }
        SortedMap<String, Named[]> left = new TreeMap<>();
        named.forEach((region, days) -> {
            Named[] kept = Arrays.stream(days).map(n -> n.alone() ? NOTHING : n).toArray(Named[]::new);
            if (Arrays.stream(kept).anyMatch(Named::any)) {
                left.put(region, kept);
            }
        });
        return new AttackDays(firstDay, watched, left);
    }

    /** Whether the region was named on none of so many observed days up to and with this one. */
    public boolean quiet(String region, int at, int days) {
        int seen = 0;
        for (int day = at; day >= 0 && seen < days; day--) {
            if (watched[day]) {
                if (hit(region, day)) {
                    return false;
                }
                seen++;
            }
        }
        return seen == days;
    }

    /** Whether every day of the window was watched. */
    public boolean whole(int from, int days) {
        for (int at = from; at < from + days; at++) {
            if (at >= watched.length || !watched[at]) {
                return false;
            }
        }
        return true;
    }

    /** Whether orders named the region on at least one day of the window. */
    public boolean any(String region, int from, int days) {
        for (int at = Math.max(0, from); at < Math.min(watched.length, from + days); at++) {
            if (hit(region, at)) {
                return true;
            }
        }
        return false;
    }

    /** Days watched in the window. */
    public int watchedDays(int from, int days) {
        int n = 0;
        for (int at = Math.max(0, from); at < Math.min(watched.length, from + days); at++) {
            n += watched[at] ? 1 : 0;
        }
        return n;
    }
}
