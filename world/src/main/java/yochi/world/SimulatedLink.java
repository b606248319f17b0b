package yochi.world;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The line behind a router: what exceeds its capacity in a step is lost, of everybody's traffic the same part. What is
 * lost is counted by the flows' true label, as the expected number.
 */
public final class SimulatedLink {
    private final double bytesPerSecond;
    private final Map<Label, Double> lost = new EnumMap<>(Label.class);

    /**
     * A line with nothing lost yet.
     *
     * @param bytesPerSecond its capacity
     */
    public SimulatedLink(double bytesPerSecond) {
        if (!(bytesPerSecond > 0)) {
            throw new IllegalArgumentException("a line of " + bytesPerSecond + " bytes/s");
        }
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Carries what the router let through in one step. */
    public void carry(List<SimulatedFlow> flows, double stepSeconds) {
        double offered = flows.stream().mapToLong(SimulatedFlow::bytes).sum();
        double excess = 1 - bytesPerSecond * stepSeconds / offered;
        if (excess > 0) {
            flows.forEach(f -> lost.merge(f.label(), f.packets() * excess, Double::sum));
        }
    }

    /** Packets lost so far. */
    public long lost(Label label) {
        return Math.round(lost.getOrDefault(label, 0.0));
    }
}
