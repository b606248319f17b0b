package yochi.analysis.victim;

import java.util.OptionalDouble;

/** Victims that sensors saw, by region and day, as a centre came to know them. */
public interface SeenVictims {
    /**
     * Victims of the region on a day, in a whole day's watching, as far as reported by the end of another; empty where
     * nothing had been watched or reported by then. Days since 1970-01-01.
     */
    OptionalDouble number(String region, long day, long asOf);
}
