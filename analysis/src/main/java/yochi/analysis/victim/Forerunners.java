package yochi.analysis.victim;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How many sites of a region that orders might name were attacked lately without an order: ln(1 + sum over the last
 * {@value #RECENT} days, later than any day that named the region). Not known while orders name it: then what is seen
 * is the ordered attack itself.
 */
public final class Forerunners implements Covariate {
    /** Own choice: the longest lead that a warm-up is looked for within. */
    public static final int RECENT = 3;
    /** Own choices: fewer days on which it is known, or some were seen, or orders came behind them, teach nothing. */
    public static final int LEAST_KNOWN = 60;

    public static final int LEAST_SEEN = 5;
    public static final int LEAST_FOLLOWED = 3;

    private final String name;
    private final AttackDays days;
    private final SeenVictims sites;
    private final Map<String, Map<Long, OptionalDouble>> known = new HashMap<>();

    /**
     * Of the sites seen.
     *
     * @param days on which orders named the region; of a day only what is known at its end is asked
     */
    public Forerunners(String name, AttackDays days, SeenVictims sites) {
        this.name = name;
        this.days = days;
        this.sites = sites;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OptionalDouble at(String region, long lastDay, int horizonDays) {
        return known.computeIfAbsent(region, r -> new HashMap<>())
                .computeIfAbsent(lastDay, day -> since(region, day));
    }

    /**
     * What a model can learn of one region from.
     *
     * @param known days on which the value was known
     * @param seen those on which it was above 0
     * @param followed those known with orders on the next day
     */
    public record Past(int known, int seen, int followed) {
        /** Whether a weight can be learnt from it. */
        public boolean enough() {
            return known >= LEAST_KNOWN && seen >= LEAST_SEEN && followed >= LEAST_FOLLOWED;
        }
    }

    /** What there is to learn of the region from, before a day since 1970-01-01. */
    public Past past(String region, long end) {
        int watched = 0;
        int seen = 0;
        int followed = 0;
        int size = (int) Math.min(days.size(), end - days.day(0));
        for (int at = 0; at + 1 < size; at++) {
            OptionalDouble value = at(region, days.day(at), 1);
            if (value.isPresent() && days.watched(at + 1)) {
                watched++;
                seen += value.getAsDouble() > 0 ? 1 : 0;
                followed += days.hit(region, at + 1) ? 1 : 0;
            }
        }
        return new Past(watched, seen, followed);
    }

    private OptionalDouble since(String region, long lastDay) {
        double sum = 0;
        int watched = 0;
        for (long day = lastDay; day > lastDay - RECENT; day--) {
            int at = (int) (day - days.day(0));
            if (at >= 0 && at < days.size() && days.hit(region, at)) {
                break;
            }
            OptionalDouble seen = sites.number(region, day, lastDay);
            if (seen.isPresent()) {
                sum += seen.getAsDouble();
                watched++;
            }
        }
        return watched == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.log1p(sum));
    }
}
