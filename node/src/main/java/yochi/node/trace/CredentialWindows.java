package yochi.node.trace;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import yochi.core.model.Service;

/**
 * The credentials that each source tried at a service within the last 60 s, as hashes: who opens a new connection for
 * every attempt is a brute forcer as much as who does not. Bounded; the source unheard for longest is forgotten first.
 */
final class CredentialWindows {
    /** Window of the brute-force rule (algorithms §1.5). */
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private static final int MOST_CREDENTIALS = 256;

    private record Key(String sensor, InetAddress source, Service service) {}

    private record Credential(Instant time, int hash) {}

    private final int most;
    private final LinkedHashMap<Key, Deque<Credential>> recent = new LinkedHashMap<>(16, 0.75f, true);

    CredentialWindows(int most) {
        this.most = most;
    }

    /** Adds one; gives the number of distinct ones within the window that ends now. */
    int add(String sensor, InetAddress source, Service service, Instant time, int hash) {
        Deque<Credential> tried = recent.computeIfAbsent(new Key(sensor, source, service), k -> new ArrayDeque<>(2));
        if (recent.size() > most) {
            recent.pollFirstEntry();
        }
        tried.addLast(new Credential(time, hash));
        while (tried.size() > MOST_CREDENTIALS || outside(tried.getFirst(), time)) {
            tried.removeFirst();
        }
        return (int) tried.stream().mapToInt(Credential::hash).distinct().count();
    }

    private static boolean outside(Credential c, Instant now) {
        return c.time().isBefore(now.minus(WINDOW)) || c.time().isAfter(now.plus(WINDOW));
    }
}
