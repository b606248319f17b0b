package yochi.node.session;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Says which sensor watches an address that a log names. */
public final class Watchers {
    private static final long IPV4 = 0xFFFF_FFFFL;

    private Watchers() {}

    /** The sensor of an input that names none: the only one, else the one that is called like the format. */
    public static Optional<Origin> of(SensorTable sensors, String format, String input, Tally tally) {
        Optional<Sensor> sensor =
                sensors.only().or(() -> sensors.named(format));
        if (sensor.isEmpty()) {
            tally.reject(RejectReason.UNKNOWN_SENSOR, 1, "several sensors, none called " + format);
        }
        return sensor.map(s -> new Origin(s, input));
    }

    public static Optional<Sensor> of(SensorTable sensors, InetAddress address) {
        byte[] bytes = address.getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int index = bytes.length == 4
                ? sensors.watching(4, 0, buffer.getInt() & IPV4)
                : sensors.watching(6, buffer.getLong(), buffer.getLong());
        return index == SensorTable.NOBODY
                ? Optional.empty()
                : Optional.of(sensors.sensors().get(index));
    }
}
