package yochi.centre.open;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import yochi.core.model.Ticker;

/** Lets each client through so often a minute, and all together twenty times as often. */
final class Turnstile {
    /** Clients remembered; who was forgotten begins anew, and the bound of all holds him. */
    private static final int REMEMBERED = 4096;

    private static final int ALL = 20;
    private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);
    /** The key of the bound of all; no address is empty. */
    private static final String EVERYBODY = "";

    private final int perMinute;
    private final Ticker ticker;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);
    private long refused;

    private record Bucket(double left, long at) {}

    Turnstile(int perMinute, Ticker ticker) {
        this.perMinute = perMinute;
        this.ticker = ticker;
    }

    /** Whether the client may pass now; a refusal costs it nothing. */
    synchronized boolean lets(String client) {
        long now = ticker.nanos();
        double all = left(EVERYBODY, ALL * perMinute, now);
        double own = left(client, perMinute, now);
        if (all < 1 || own < 1) {
            refused++;
            return false;
        }
        buckets.put(client, new Bucket(own - 1, now));
        buckets.put(EVERYBODY, new Bucket(all - 1, now));
        if (buckets.size() > REMEMBERED) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return true;
    }

    private double left(String client, int perMinute, long now) {
        Bucket bucket = buckets.get(client);
        return bucket == null
                ? perMinute
                : Math.min(perMinute, bucket.left() + (now - bucket.at()) / MINUTE * perMinute);
    }

    /** Requests refused so far. */
    synchronized long refused() {
        return refused;
    }

    /** An IPv6 client is its network of 64 bits: one line has that many addresses. */
    static String client(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = java.net.InetAddress.ofLiteral(address).getAddress();
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < Math.min(8, bytes.length); i++) {
                out.append(Integer.toHexString(bytes[i] & 0xff)).append('.');
            }
            return out.toString();
        } catch (IllegalArgumentException notALiteral) {
            return address;
        }
    }
}
