package yochi.node.capture;

import java.util.List;
import java.util.Optional;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Says which sensor a packet belongs to by its addresses, and keeps a sensor's own answers out. */
public final class Admission {
    private final SensorTable sensors;
    private final Origin[] origins;
    private final Optional<Origin> only;
    private final boolean byAddress;
    /** One sensor that does not say what it watches: every packet is its own, and has its origin from the start. */
    private final boolean everything;

    public Admission(SensorTable sensors, String input) {
        this.sensors = sensors;
        List<Sensor> all = sensors.sensors();
        origins = all.stream().map(s -> new Origin(s, input)).toArray(Origin[]::new);
        only = origins.length == 1 ? Optional.of(origins[0]) : Optional.empty();
        byAddress = sensors.watchesAddresses();
        everything = only.isPresent() && !byAddress;
    }

    /** An origin to begin with; {@link #admit} sets the right one. */
    public Origin any() {
        return origins[0];
    }

    /** Sets the packet's origin, or rejects its record. */
    public boolean admit(Packet p, Tally tally, long position) {
        return everything || sort(p, tally, position);
    }

    /** Whether all belong to one sensor, whose origin the batch then has; if not, each must be asked for by itself. */
    boolean admitsAll(PacketBatch batch) {
        if (everything) {
            return true;
        }
        int first = byAddress ? watching(batch.packet(0)) : SensorTable.NOBODY;
        for (int i = 1; i < batch.size() && first != SensorTable.NOBODY; i++) {
            first = watching(batch.packet(i)) == first ? first : SensorTable.NOBODY;
        }
        if (first == SensorTable.NOBODY) {
            return false;
        }
        batch.packet(0).origin = origins[first];
        return true;
    }

    /** The sensor that the packet is for, if it is not one's own. */
    private int watching(Packet p) {
        boolean own = sensors.watching(p.ipVersion, p.sourceHigh(), p.sourceLow()) != SensorTable.NOBODY;
        return own ? SensorTable.NOBODY : sensors.watching(p.ipVersion, p.destinationHigh(), p.destinationLow());
    }

    private boolean sort(Packet p, Tally tally, long position) {
        if (!byAddress || p.ipVersion == 0) {
            if (only.isEmpty()) {
                tally.reject(RejectReason.UNKNOWN_SENSOR, position, "several sensors, and nothing tells which");
                return false;
            }
            p.origin = only.get();
            return true;
        }
        boolean loop = p.sourceLow() == p.destinationLow() && p.sourceHigh() == p.destinationHigh();
        if (!loop && sensors.watching(p.ipVersion, p.sourceHigh(), p.sourceLow()) != SensorTable.NOBODY) {
            tally.reject(RejectReason.OWN_TRAFFIC, position, "");
            return false;
        }
        int sensor = sensors.watching(p.ipVersion, p.destinationHigh(), p.destinationLow());
        if (sensor == SensorTable.NOBODY) {
            tally.reject(RejectReason.OUTSIDE_MONITORED, position, "");
            return false;
        }
        p.origin = origins[sensor];
        return true;
    }
}
