package yochi.node.trace;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Says which sensor watches an address that a log names. */
final class Watchers {
    private static final long IPV4 = 0xFFFF_FFFFL;

    private Watchers() {}

    static Optional<Sensor> of(SensorTable sensors, InetAddress address) {
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
