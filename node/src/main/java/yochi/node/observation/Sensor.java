package yochi.node.observation;

import java.time.Instant;
import java.util.List;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Service;

/**
 * One place that watches.
 *
 * @param name display name, unique at its node
 * @param country where it stands
 * @param operator who runs it, empty where not stated
 * @param monitored the blocks it watches; empty where they are not public
 * @param monitoredAddresses how many addresses it watches, 0 where not known
 * @param observable what its network lets it see; empty means everything, always
 */
public record Sensor(
        String name,
        Country country,
        String operator,
        List<Prefix> monitored,
        long monitoredAddresses,
        List<Observable> observable) {
    private static final int IPV4_BITS = 32;
    private static final int LARGEST_COUNTED_BITS = 62;

    public Sensor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a sensor needs a name");
        }
        if (monitoredAddresses < 0) {
            throw new IllegalArgumentException("sensor " + name + " watches " + monitoredAddresses + " addresses");
        }
        monitored = List.copyOf(monitored);
        observable = List.copyOf(observable);
    }

    /** A sensor of which only name and country are known. */
    public static Sensor of(String name, Country country) {
        return new Sensor(name, country, "", List.of(), 0, List.of());
    }

    /** The same sensor watching the blocks; the number of addresses follows from its IPv4 blocks. */
    public Sensor watching(List<Prefix> blocks) {
        return new Sensor(name, country, operator, blocks, addresses(blocks), observable);
    }

    /** Whether it can see the service at that time. */
    public boolean observes(Service service, Instant at) {
        return observable.isEmpty() || observable.stream().anyMatch(o -> o.covers(service, at));
    }

    static long addresses(List<Prefix> blocks) {
        boolean ipv4 = blocks.stream().anyMatch(b -> !b.isIpv6());
        int width = ipv4 ? IPV4_BITS : 4 * IPV4_BITS;
        return blocks.stream()
                .filter(b -> b.isIpv6() != ipv4)
                .mapToLong(b -> 1L << Math.min(LARGEST_COUNTED_BITS, width - b.length()))
                .reduce(0L, (a, b) -> Math.min(a + b, 1L << LARGEST_COUNTED_BITS));
    }
}
