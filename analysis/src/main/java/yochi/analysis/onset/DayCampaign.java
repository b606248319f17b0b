package yochi.analysis.onset;

import java.util.List;

/**
 * What a campaign of one day at one sensor was, without any address.
 *
 * @param identity which one, with its networks of the day and the day before
 * @param day since 1970, UTC
 * @param hours of the day in which the sensor was watched
 * @param sources that belong to it, among those compared
 * @param services of its slots, the largest share first, at most {@value #SERVICES}
 */
public record DayCampaign(Sighting identity, long day, int hours, int sources, List<Share> services) {
    static final int SERVICES = 5;

    public DayCampaign {
        services = List.copyOf(services);
    }

    /** A service's share of all slots of a campaign's sources, 0..1. */
    public record Share(int service, double share) {}
}
