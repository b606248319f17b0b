package yochi.evaluation.world;

import yochi.core.model.Country;
import yochi.core.model.Region;

/**
 * A region with its one sensor.
 *
 * @param region named after the sensor
 * @param country a code that ISO 3166-1 leaves to users, so that no real country is spoken of
 * @param addresses monitored at first
 * @param zoneHours local time less UTC
 * @param grownFrom day from which the sensor monitors twice as many addresses; {@link Integer#MAX_VALUE} where never
 */
public record Site(Region region, Country country, int addresses, double zoneHours, int grownFrom) {
    /** Monitored on that day of the world. */
    public int addresses(int day) {
        return day >= grownFrom ? 2 * addresses : addresses;
    }
}
