package yochi.core.model;

import java.util.Comparator;

/**
 * What a statistic is about. Dimensions that a policy does not let out are at their "all" value: {@link Service#ANY},
 * {@link Tool#NONE}, {@link Country#UNKNOWN}, {@link Asn#UNKNOWN}.
 *
 * @param epoch observation time
 * @param sensorGroup the sensor or group of sensors that saw it, by display name
 * @param attackType kind of activity; its {@link AttackType#party} says whose address is counted
 * @param service attacked service
 * @param tool recognised tool
 * @param place country of the counted address (source country, or victim country)
 * @param asn autonomous system of the counted address
 */
public record CellKey(
        Epoch epoch, String sensorGroup, AttackType attackType, Service service, Tool tool, Country place, Asn asn)
        implements Comparable<CellKey> {
    private static final Comparator<CellKey> ORDER = Comparator.comparing(CellKey::epoch)
            .thenComparing(CellKey::sensorGroup)
            .thenComparing(CellKey::attackType)
            .thenComparing(CellKey::service)
            .thenComparing(CellKey::tool)
            .thenComparing(CellKey::place)
            .thenComparing(CellKey::asn);

    public Party party() {
        return attackType.party();
    }

    /** The same cell in another epoch. */
    public CellKey in(Epoch other) {
        return new CellKey(other, sensorGroup, attackType, service, tool, place, asn);
    }

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
