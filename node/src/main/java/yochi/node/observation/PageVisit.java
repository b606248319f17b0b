package yochi.node.observation;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Service;

/**
 * A crawler's visit to one page, with what came of it.
 *
 * @param origin whose crawler
 * @param time when the visit began
 * @param page the address that was asked for, defanged; it stays home
 * @param host name or address of the host that it ended on, after all redirects
 * @param server address of that host; empty where not told
 * @param service what was asked
 * @param redirects hosts and paths on the way, defanged, first to last, at most 32
 * @param redirected how many redirects there were
 * @param verdict what the crawler or a sandbox said of it
 * @param rules names of the exploits or families that it named, each once, at most 16
 * @param specimens what was dropped, by hash, at most 16
 */
public record PageVisit(
        Origin origin,
        Instant time,
        String page,
        String host,
        Optional<InetAddress> server,
        Service service,
        List<String> redirects,
        int redirected,
        Verdict verdict,
        List<String> rules,
        List<Specimen> specimens)
        implements Observation {
    /** What is known of a page. */
    public enum Verdict {
        MALICIOUS,
        BENIGN,
        /** Nobody judged it. */
        UNKNOWN
    }

    public PageVisit {
        redirects = List.copyOf(redirects);
        rules = List.copyOf(rules);
        specimens = List.copyOf(specimens);
    }
}
