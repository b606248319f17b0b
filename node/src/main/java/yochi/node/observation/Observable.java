package yochi.node.observation;

import java.time.Instant;
import yochi.core.model.Service;

/**
 * Something a sensor can see, and since when: what its network filters away is missing, not zero.
 *
 * @param service a service; with number -1 every service of its protocol; {@link Service#ANY} for all
 * @param from first instant, {@link Instant#MIN} where it is not stated
 * @param until first instant after, {@link Instant#MAX} where it is not stated
 */
public record Observable(Service service, Instant from, Instant until) {
    public Observable {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("observable " + service + " ends before it begins: " + from);
        }
    }

    public boolean covers(Service asked, Instant at) {
        boolean same = service.equals(Service.ANY)
                || (service.protocol() == asked.protocol()
                        && (service.number() == -1 || service.number() == asked.number()));
        return same && !at.isBefore(from) && at.isBefore(until);
    }
}
