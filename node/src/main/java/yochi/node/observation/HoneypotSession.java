package yochi.node.observation;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import yochi.core.model.Service;

/**
 * What one stranger did at one service of a honeypot: counts, hashes, and apart from them the words that were used.
 *
 * @param origin who saw it
 * @param id the sensor's own name of the session, or one that its reader made
 * @param start first event
 * @param end last event
 * @param source who connected
 * @param service what it connected to
 * @param logins what it tried to log in with
 * @param requests what it asked a web service for
 * @param commands commands typed, or handed over to be run
 * @param downloads files fetched or handed over
 * @param specimens what is known of those files, at most 16; they stay home
 * @param injection whether a text it sent holds a token of command injection or shell code
 * @param exploits rules of the sensor that named an exploit, each once, at most 16
 * @param closed whether its end was seen; otherwise it was given up when the input or the room for sessions ended
 * @param unknownEvents event ids that this reader does not know, each once, at most 16
 * @param said the words, which are in no other part
 */
public record HoneypotSession(
        Origin origin,
        String id,
        Instant start,
        Instant end,
        InetAddress source,
        Service service,
        Logins logins,
        Requests requests,
        int commands,
        int downloads,
        List<Specimen> specimens,
        boolean injection,
        List<String> exploits,
        boolean closed,
        List<String> unknownEvents,
        Said said)
        implements Observation {
    public HoneypotSession {
        specimens = List.copyOf(specimens);
        exploits = List.copyOf(exploits);
        unknownEvents = List.copyOf(unknownEvents);
    }

    /** Without words. */
    public HoneypotSession(
            Origin origin,
            String id,
            Instant start,
            Instant end,
            InetAddress source,
            Service service,
            Logins logins,
            Requests requests,
            int commands,
            int downloads,
            List<Specimen> specimens,
            boolean injection,
            List<String> exploits,
            boolean closed,
            List<String> unknownEvents) {
        this(
                origin,
                id,
                start,
                end,
                source,
                service,
                logins,
                requests,
                commands,
                downloads,
                specimens,
                injection,
                exploits,
                closed,
                unknownEvents,
                Said.NOTHING);
    }

    /**
     * Attempts to log in.
     *
     * @param failed refused
     * @param successful let through
     * @param credentialsInMinute most distinct credentials that the source tried at the service within 60 s
     * @param failedInMinute most refusals of the source at the service within 60 s, in this session and others
     */
    public record Logins(int failed, int successful, int credentialsInMinute, int failedInMinute) {
        public static final Logins NONE = new Logins(0, 0, 0);

        /** Of a source that has no other session. */
        public Logins(int failed, int successful, int credentialsInMinute) {
            this(failed, successful, credentialsInMinute, failed);
        }
    }

    /**
     * Requests to a web service.
     *
     * @param total how many
     * @param paths distinct paths, without query; counted up to 256
     * @param missing requests that were answered by 404
     */
    public record Requests(int total, int paths, int missing) {
        public static final Requests NONE = new Requests(0, 0, 0);
    }
}
