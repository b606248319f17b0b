package yochi.evaluation.world;

import java.time.Instant;
import yochi.analysis.cube.Cell;

/**
 * The truth about one attack that somebody ordered from a booter.
 *
 * @param booter who carried it out
 * @param cell backscatter of a flood with evenly spoofed sources, or requests to reflectors; and the service
 * @param victim keyed token of the address
 * @param from when it began
 * @param seconds how long, within one day
 * @param perSecond packets a second that the victim answered, or requests that each reflector got
 */
public record SimulatedAttack(
        int booter, Cell cell, long victim, Instant from, double seconds, double perSecond) {}
