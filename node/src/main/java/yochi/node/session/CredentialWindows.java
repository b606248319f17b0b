package yochi.node.session;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import yochi.core.model.Service;

/**
 * The attempts of each source to log in at a service within the last 60 s, credentials as hashes: who opens a new
 * connection for every attempt is a brute forcer as much as who does not. Bounded; the source unheard for longest is
 * forgotten first.
 */
final class CredentialWindows {
    /** Window of the brute-force rule (algorithms §1.5). */
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private static final int MOST_ATTEMPTS = 256;

    private record Key(String sensor, InetAddress source, Service service) {}

    /** One attempt; without a hash where the log does not tell the credentials. */
    private record Attempt(Instant time, OptionalInt hash, boolean failed) {}

    /** What the window that ends now holds. */
    record Counts(int credentials, int failed) {}

    private final int most;
    private final LinkedHashMap<Key, Deque<Attempt>> recent = new LinkedHashMap<>(16, 0.75f, true);

    CredentialWindows(int most) {
        this.most = most;
    }

    /** Adds one; gives the counts of the window that ends now. */
    Counts add(String sensor, InetAddress source, Service service, Instant time, OptionalInt hash, boolean failed) {
        Deque<Attempt> tried = recent.computeIfAbsent(new Key(sensor, source, service), k -> new ArrayDeque<>(2));
        if (recent.size() > most) {
            recent.pollFirstEntry();
        }
        tried.addLast(new Attempt(time, hash, failed));
        while (tried.size() > MOST_ATTEMPTS || outside(tried.getFirst(), time)) {
            tried.removeFirst();
        }
        long distinct = tried.stream()
                .flatMapToInt(a -> a.hash().stream())
                .distinct()
                .count();
        return new Counts((int) distinct, (int) tried.stream().filter(Attempt::failed).count());
    }

    private static boolean outside(Attempt c, Instant now) {
        return c.time().isBefore(now.minus(WINDOW)) || c.time().isAfter(now.plus(WINDOW));
    }
}
