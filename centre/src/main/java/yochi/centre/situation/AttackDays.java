package yochi.centre.situation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * On which days orders named which region, from the first known day on. A day without any list was not watched: its
 * silence says nothing.
 */
public final class AttackDays {
    private final long firstDay;
    private final boolean[] watched;
    private final SortedMap<String, boolean[]> named;

    /**
     * Days by number since 1970-01-01.
     *
     * @param watched one per day from {@code firstDay} on
     * @param named region (a country code, or an AS as {@code AS64496}) to the days on which orders named it
     */
    public AttackDays(long firstDay, boolean[] watched, Map<String, List<Long>> named) {
        this.firstDay = firstDay;
        this.watched = watched.clone();
        SortedMap<String, boolean[]> days = new TreeMap<>();
        named.forEach((region, list) -> {
            boolean[] hit = new boolean[watched.length];
            for (long day : list) {
                int at = (int) (day - firstDay);
                if (at >= 0 && at < hit.length && watched[at]) {
                    hit[at] = true;
                }
            }
            days.put(region, hit);
        });
        this.named = Collections.unmodifiableSortedMap(days);
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
        boolean[] days = named.get(region);
        return days != null && days[at];
    }

    /** The same until the day before, as it was known then. */
    public AttackDays until(int end) {
        Map<String, List<Long>> cut = new TreeMap<>();
        for (String region : named.keySet()) {
            if (any(region, 0, end)) {
                cut.put(
                        region,
                        IntStream.range(0, end)
                                .filter(at -> hit(region, at))
                                .mapToObj(this::day)
                                .toList());
            }
        }
        return new AttackDays(firstDay, Arrays.copyOf(watched, end), cut);
    }

    /** Whether every day of the window was watched. */
    boolean whole(int from, int days) {
        for (int at = from; at < from + days; at++) {
            if (at >= watched.length || !watched[at]) {
                return false;
            }
        }
        return true;
    }

    /** Whether orders named the region on at least one day of the window. */
    boolean any(String region, int from, int days) {
        for (int at = Math.max(0, from); at < Math.min(watched.length, from + days); at++) {
            if (hit(region, at)) {
                return true;
            }
        }
        return false;
    }

    /** Days watched in the window. */
    int watchedDays(int from, int days) {
        int n = 0;
        for (int at = Math.max(0, from); at < Math.min(watched.length, from + days); at++) {
            n += watched[at] ? 1 : 0;
        }
        return n;
    }
}
