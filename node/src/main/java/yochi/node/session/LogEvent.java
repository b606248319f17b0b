package yochi.node.session;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Service;

/**
 * What one record of a honeypot's log says, in neutral words.
 *
 * @param time when
 * @param end until when, where the record tells; never before {@code time}
 * @param sensor the sensor's name in the record, empty where it holds none
 * @param source who did it; empty where the record leaves it to the session's first
 * @param destination the address that was addressed; empty where not told
 * @param service what was addressed; empty where the record leaves it to others of the session
 * @param session the log's own name of the session; empty: all of the source at the service until it is idle
 * @param place whether this begins, goes on, ends or is all of a session
 * @param acts what was done, in order; nothing where somebody only connected
 */
public record LogEvent(
        Instant time,
        Optional<Instant> end,
        String sensor,
        Optional<InetAddress> source,
        Optional<InetAddress> destination,
        Optional<Service> service,
        String session,
        Place place,
        List<Act> acts) {
    /** What the record is to its session. */
    public enum Place {
        PART,
        LAST,
        /** The record tells all of a session. */
        WHOLE
    }

    public LogEvent {
        end = end.filter(e -> e.isAfter(time));
        acts = List.copyOf(acts);
    }

    /** Of a record that tells one time. */
    public LogEvent(
            Instant time,
            String sensor,
            Optional<InetAddress> source,
            Optional<InetAddress> destination,
            Optional<Service> service,
            String session,
            Place place,
            List<Act> acts) {
        this(time, Optional.empty(), sensor, source, destination, service, session, place, acts);
    }
}
