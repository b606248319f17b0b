package yochi.analysis.onset;

import java.util.OptionalDouble;

/**
 * A group of sources seen again: the same number as long as its networks come back.
 *
 * @param group its number at this sensor, 1 for the first; it says nothing of whom it is made of
 * @param firstWindow number of the window in which it was first seen
 * @param sightings windows in which it came, this one included
 * @param networks distinct ones within the last day, to a quarter of it; estimated beyond some dozens
 * @param networksBefore those of the day before that; 0 for none
 */
public record Sighting(int group, long firstWindow, long sightings, double networks, double networksBefore) {
    /** How many times the networks of the day before; empty where there were none. */
    public OptionalDouble growth() {
        return networksBefore > 0 ? OptionalDouble.of(networks / networksBefore) : OptionalDouble.empty();
    }
}
