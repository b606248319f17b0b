package yochi.analysis.onset;

/**
 * How a set of source networks used one service in a window.
 *
 * @param service the number that the caller gave it
 * @param networks of the set that sent to it
 * @param packets they sent
 * @param oneAddress whether one dark address took more than 70 % both of the packets and of the pairs of source and
 *     dark address (Dark-TRACER's level 4)
 */
public record PortUse(int service, int networks, long packets, boolean oneAddress) {}
