package yochi.node.offence;

import java.util.List;
import yochi.node.observation.Nanos;

/** Whether a scanner was seen so that its address cannot have been forged (issue 5: three sensors, ten minutes). */
final class Proof {
    static final int SENSORS = 3;
    static final long SPAN_NANOS = 600 * Nanos.SECOND;
    /** At each sensor, so that a steady TTL says something. */
    static final int PACKETS = 3;
    /** A route that changes makes a hop or two. */
    static final int TTL_SPREAD = 2;
    /** Share of packets unlike the others: another program behind the same address. */
    private static final double ODD = 0.1;

    private Proof() {}

    static boolean holds(Trail trail) {
        List<Trail.AtSensor> steady = trail.sensors().values().stream()
                .filter(at -> at.packets() >= PACKETS && at.spread() <= TTL_SPREAD)
                .toList();
        if (steady.size() < SENSORS || steady.size() < trail.sensors().values().stream()
                .filter(at -> at.packets() >= PACKETS).count() || trail.odd() > ODD) {
            return false;
        }
        long first = steady.stream().mapToLong(Trail.AtSensor::first).min().orElse(0);
        long last = steady.stream().mapToLong(Trail.AtSensor::last).max().orElse(0);
        return last - first >= SPAN_NANOS;
    }
}
