package yochi.analysis.propagation;

import java.util.Arrays;
import java.util.Comparator;

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
        double qValue) {
    static final Comparator<Arrow> STRONGEST = Comparator.comparingDouble((Arrow a) -> -a.strength)
            .thenComparingInt(Arrow::from)
            .thenComparingInt(Arrow::to);

    /** With interval and frequency from its strengths in data drawn again. */
    static Arrow of(int from, int to, double lag, double strength, double[] drawn, double gain, double qValue) {
        double[] sorted = Arrays.stream(drawn).sorted().toArray();
        return new Arrow(
                from,
                to,
                lag,
                strength,
                sorted[(int) (0.025 * (sorted.length - 1))],
                sorted[(int) Math.ceil(0.975 * (sorted.length - 1))],
                (double) Arrays.stream(drawn).filter(v -> v > 0).count() / drawn.length,
                gain,
                qValue);
    }
}
