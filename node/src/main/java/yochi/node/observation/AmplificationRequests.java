package yochi.node.observation;

import java.net.InetAddress;
import java.time.Instant;
import java.util.OptionalLong;
import yochi.core.model.Service;

/**
 * Requests to an amplification honeypot that name the same victim as their sender, as its own log counts them.
 *
 * @param origin who saw them
 * @param start first request
 * @param end last request
 * @param victim the written source, which anybody can forge: the address to be flooded
 * @param service what they were sent to
 * @param requests how many, at least 1
 * @param bytes their length together; empty where not told
 */
public record AmplificationRequests(
        Origin origin,
        Instant start,
        Instant end,
        InetAddress victim,
        Service service,
        int requests,
        OptionalLong bytes)
        implements Observation {
    public AmplificationRequests {
        if (requests < 1 || end.isBefore(start)) {
            throw new IllegalArgumentException(requests + " requests from " + start + " to " + end);
        }
    }
}
