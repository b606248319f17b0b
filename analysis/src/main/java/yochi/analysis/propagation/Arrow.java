package yochi.analysis.propagation;

/**
 * An arrow that proved itself on data it was not fitted to.
 *
 * @param lag hours from the one to the other, in the mean of what is laid to the arrow
 * @param strength rate per hour once the leader has it (first arrivals), or counts drawn by one count (counts)
 * @param low lower 95 % limit by drawing cascades, or blocks of days, again
 * @param high upper limit
 * @param frequency share of those draws in which it is above zero
 * @param gain nats per cascade, or per day, on later data
 * @param qValue of no gain, over all arrows that were tried
 */
public record Arrow(
        int from,
        int to,
        double lag,
        double strength,
        double low,
        double high,
        double frequency,
        double gain,
        double qValue) {}
