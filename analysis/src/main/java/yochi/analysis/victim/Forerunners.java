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
    static final int RECENT = 3;

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
