package yochi.node.observation;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import yochi.core.model.Service;

/**
 * One session at a honeypot that lets strangers try to log in; counts and hostile text only, never a password.
 *
 * @param origin who saw it
 * @param id the sensor's own name of the session
 * @param start first event
 * @param end last event
 * @param source who connected
 * @param service what it connected to
 * @param failedLogins log-ins refused
 * @param successfulLogins log-ins let through
 * @param credentialsInMinute most distinct credentials tried within 60 s
 * @param commands commands typed
 * @param downloads files fetched or handed over
 * @param injection whether a text it sent holds a token of command injection or shell code
 * @param closed whether its end was seen; otherwise it was given up when the input or the room for sessions ended
 * @param unknownEvents event ids that this reader does not know, each once, at most 16
 */
public record LoginSession(
        Origin origin,
        String id,
        Instant start,
        Instant end,
        InetAddress source,
        Service service,
        int failedLogins,
        int successfulLogins,
        int credentialsInMinute,
        int commands,
        int downloads,
        boolean injection,
        boolean closed,
        List<String> unknownEvents)
        implements Observation {
    public LoginSession {
        unknownEvents = List.copyOf(unknownEvents);
    }
}
