package yochi.core.model;

import java.time.Instant;
import java.util.List;

/**
 * One machine seen attacking, with the evidence that it was this machine: an address alone can be forged.
 *
 * @param address of one machine: /32, or /128
 * @param asn whose network it is in, as the node that saw it knows
 * @param from first seen, observation time
 * @param until last seen
 * @param evidence the strongest that there is
 * @param sensors how many sensors saw it
 * @param attackTypes what it did
 * @param services where it did it
 */
public record Offender(
        Prefix address,
        Asn asn,
        Instant from,
        Instant until,
        Evidence evidence,
        int sensors,
        List<AttackType> attackTypes,
        List<Service> services) {
    /** Why the address cannot have been forged, the strongest first. */
    public enum Evidence {
        /** It tried to log in, inside a connection. */
        LOGIN,
        /** It fetched or handed over a file. */
        DOWNLOAD,
        /** It spoke inside a connection: who answers the other side's random number receives at its address. */
        HANDSHAKE,
        /** One scanner at three sensors or more, alike in TTL and fingerprint, over ten minutes or more. */
        REPEATED_SCAN
    }

    public Offender {
        attackTypes = List.copyOf(attackTypes);
        services = List.copyOf(services);
        if (address.length() != (address.isIpv6() ? 128 : 32)) {
            throw new IllegalArgumentException("an offender is one machine, not " + address.length() + " bits");
        }
        if (until.isBefore(from) || sensors < 1) {
            throw new IllegalArgumentException("an offender is seen by a sensor, and not before it was first seen");
        }
    }
}
