package yochi.node.observation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.Country;

/** The sensors whose observations may come in, found by name or by the address they watch; immutable. */
public final class SensorTable {
    /** Answer of {@link #watching} where nobody watches the address. */
    public static final int NOBODY = -1;

    private enum Kind {
        OPEN,
        SINGLE,
        LISTED
    }

    private final Kind kind;
    private final List<Sensor> sensors;
    private final Map<String, Sensor> byName = new LinkedHashMap<>();
    private final List<AddressRange> ranges6 = new ArrayList<>();
    private final long[] first4;
    private final long[] last4;
    private final int[] sensor4;

    private SensorTable(Kind kind, List<Sensor> sensors) {
        this.kind = kind;
        this.sensors = List.copyOf(sensors);
        List<AddressRange> ranges4 = new ArrayList<>();
        for (int i = 0; i < sensors.size(); i++) {
            Sensor sensor = sensors.get(i);
            if (byName.put(sensor.name(), sensor) != null) {
                throw new IllegalArgumentException("two sensors are called " + sensor.name());
            }
            for (var block : sensor.monitored()) {
                (block.isIpv6() ? ranges6 : ranges4).add(AddressRange.of(block, i));
            }
        }
        ranges4.sort(Comparator.comparingLong(AddressRange::firstLow));
        first4 = ranges4.stream().mapToLong(AddressRange::firstLow).toArray();
        last4 = ranges4.stream().mapToLong(AddressRange::lastLow).toArray();
        sensor4 = ranges4.stream().mapToInt(AddressRange::sensor).toArray();
        for (int i = 1; i < first4.length; i++) {
            if (first4[i] <= last4[i - 1] && sensor4[i] != sensor4[i - 1]) {
                throw new IllegalArgumentException("two sensors watch the same addresses: "
                        + sensors.get(sensor4[i - 1]).name() + " and "
                        + sensors.get(sensor4[i]).name());
            }
        }
    }

    /** No sensors file: whatever name a record carries is a sensor of unknown country. */
    public static SensorTable open() {
        return new SensorTable(Kind.OPEN, List.of(Sensor.of("unnamed", Country.UNKNOWN)));
    }

    /** Everything comes from this one sensor, whatever name a record carries. */
    public static SensorTable single(Sensor sensor) {
        return new SensorTable(Kind.SINGLE, List.of(sensor));
    }

    /** The sensors of a sensors file; records of others are rejected. */
    public static SensorTable of(List<Sensor> sensors) {
        if (sensors.isEmpty()) {
            throw new IllegalArgumentException("a sensor table needs a sensor");
        }
        return new SensorTable(Kind.LISTED, sensors);
    }

    public List<Sensor> sensors() {
        return sensors;
    }

    /** The sensor that a record names. */
    public Optional<Sensor> named(String name) {
        return switch (kind) {
            case OPEN -> Optional.of(Sensor.of(name.isBlank() ? "unnamed" : name, Country.UNKNOWN));
            case SINGLE -> Optional.of(sensors.getFirst());
            case LISTED -> Optional.ofNullable(byName.get(name));
        };
    }

    /** The sensor of records that neither name one nor hold a watched address, if there is just one. */
    public Optional<Sensor> only() {
        return sensors.size() == 1 ? Optional.of(sensors.getFirst()) : Optional.empty();
    }

    /** Whether any sensor says which addresses it watches. */
    public boolean watchesAddresses() {
        return first4.length > 0 || !ranges6.isEmpty();
    }

    /** Index in {@link #sensors} of the sensor that watches the address, or {@link #NOBODY}. */
    public int watching(int ipVersion, long high, long low) {
        if (ipVersion == 6) {
            for (AddressRange range : ranges6) {
                if (range.contains(high, low)) {
                    return range.sensor();
                }
            }
            return NOBODY;
        }
        int from = 0;
        int to = first4.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (low < first4[middle]) {
                to = middle - 1;
            } else if (low > last4[middle]) {
                from = middle + 1;
            } else {
                return sensor4[middle];
            }
        }
        return NOBODY;
    }
}
