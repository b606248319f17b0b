package yochi.analysis.trend;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.analysis.cube.Cell;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/**
 * How a new kind of attack went from region to region and what it stirred up.
 *
 * @param cell kind and service
 * @param window the days looked at
 * @param origin where it came first, if one region did by at least a day
 * @param arrivals first day of each region that it reached, by day and region
 * @param steps day by day from its first appearance on
 * @param regionsPerWeek how fast it spread from the first arrival to the last; empty for fewer than two days
 * @param missing what was missing, one sentence each
 */
public record Ripple(
        Cell cell,
        Epoch window,
        Optional<Region> origin,
        List<Arrival> arrivals,
        List<Step> steps,
        OptionalDouble regionsPerWeek,
        List<String> missing) {
    public Ripple {
        arrivals = List.copyOf(arrivals);
        steps = List.copyOf(steps);
        missing = List.copyOf(missing);
    }

    /** A region and the first day on which the kind was there. */
    public record Arrival(Region region, Epoch day) {}

    /**
     * One day.
     *
     * @param reached regions that it has reached by then
     * @param watching regions that could have told, those reached among them
     * @param low lower end of the 95 % interval of the degree of propagation (Wilson)
     * @param high upper end
     * @param ripple degree of ripple: activity outside the origin beside that inside since the first appearance, as
     *     rates at full watch: 0 where all stayed, 1 as much outside as inside; empty without an origin
     */
    public record Step(Epoch day, int reached, int watching, double low, double high, OptionalDouble ripple) {
        /** Degree of propagation, 0..1. */
        public double propagation() {
            return (double) reached / watching;
        }
    }
}
