package yochi.node.summary;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.AttackType;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Observation;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/**
 * Keeps the link between packets and the sessions that a honeypot at the same sensor recorded of them: one attempt
 * counts once as packets and once as a session, and here it is told how many sessions are such attempts. Same sensor,
 * source and service, and no more than {@link #WITHIN} between packet and session's start; in any order of inputs.
 */
public final class AttemptLinks {
    /** A SYN is repeated after 1, 3 and 7 s (RFC 6298, §2), so a session begins at most that long after the first. */
    public static final Duration WITHIN = Duration.ofSeconds(10);
    /** Different attempts held, of packets and of sessions each; 48 bytes one. */
    public static final int MOST = 1 << 20;

    private static final long NANOS = 1_000_000_000L;
    private static final long BUCKET = WITHIN.toSeconds();

    /** Packets of one attempt within one bucket of time. */
    private record Key(long attempt, long bucket) {}

    private static final class Seen {
        private long first;
        private long last;

        Seen(long second) {
            first = second;
            last = second;
        }
    }

    private record Session(long attempt, long second) {}

    /** The sessions of one attempt and second, and a hash of who made them: of the address, and of its network. */
    private record Sessions(int number, long source, long network) {
        Sessions one() {
            return new Sessions(number + 1, source, network);
        }
    }

    private final boolean packetsToo;
    private final int most;
    private final Map<Key, Seen> packets = new HashMap<>();
    private final Map<Session, Sessions> sessions = new HashMap<>();
    private Optional<Sensor> lastSensor = Optional.empty();
    private long lastSensorHash;
    private long sessionsInAll;
    private long notHeld;

    /**
     * Links of one run.
     *
     * @param packetsToo whether single packets are looked at; without captures beside logs it would cost for nothing
     * @param most attempts held
     */
    public AttemptLinks(boolean packetsToo, int most) {
        this.packetsToo = packetsToo;
        this.most = most;
    }

    /**
     * What came of it.
     *
     * @param sessions sessions whose packets were seen too
     * @param ofSessions sessions in all
     * @param notHeld attempts that found no room, so that {@code sessions} may be too low
     */
    public record Linked(long sessions, long ofSessions, long notHeld) {}

    /**
     * What came of it in a span of time.
     *
     * @param sessions sessions whose packets were seen too
     * @param ofSessions sessions in all, of those that found room
     * @param sources who made the linked ones
     * @param networks their /24 (IPv6: /48) networks
     */
    public record Span(long sessions, long ofSessions, long sources, long networks) {}

    public void packet(Packet p, Verdict v) {
        if (packetsToo && opens(v.rule.type())) {
            seen(attempt(p, p.ipVersion, p.sourceHigh(), p.sourceLow(), v.service), Math.floorDiv(p.timeNanos, NANOS));
        }
    }

    public void flow(Flow f, Verdict v) {
        if (opens(v.rule.type())) {
            seen(attempt(f, f.source(), v.service), f.start().getEpochSecond());
        }
    }

    public void session(HoneypotSession s) {
        sessionsInAll++;
        Session key = new Session(
                attempt(s, s.source(), ServiceNumber.pack(s.service())), s.start().getEpochSecond());
        Sessions known = sessions.get(key);
        if (known != null) {
            sessions.put(key, known.one());
        } else if (sessions.size() < most) {
            byte[] address = s.source().getAddress();
            int network = address.length == 4 ? 3 : 6;
            sessions.put(key, new Sessions(1, name(address, address.length), name(address, network)));
        } else {
            notHeld++;
        }
    }

    /** Whether a packet of the type may be the begin of a session. */
    private static boolean opens(AttackType type) {
        return switch (type) {
            case SCAN_SYN, SCAN_UDP, UDP_UNSPECIFIED, TCP_UNSPECIFIED, TCP_OTHER -> true;
            default -> false;
        };
    }

    private void seen(long attempt, long second) {
        Key key = new Key(attempt, Math.floorDiv(second, BUCKET));
        Seen known = packets.get(key);
        if (known != null) {
            known.first = Math.min(known.first, second);
            known.last = Math.max(known.last, second);
        } else if (packets.size() < most) {
            packets.put(key, new Seen(second));
        } else {
            notHeld++;
        }
    }

    private long attempt(Observation o, InetAddress source, int service) {
        byte[] bytes = source.getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4
                ? attempt(o, 4, 0, Integer.toUnsignedLong(buffer.getInt()), service)
                : attempt(o, 6, buffer.getLong(), buffer.getLong(), service);
    }

    /** A 64-bit name of sensor, source and service: two different ones meet with a chance of 2^-24 among a million. */
    @SuppressWarnings("ReferenceEquality") // the same object nearly always; another one is hashed again
    private long attempt(Observation o, int version, long high, long low, int service) {
        Sensor sensor = o.origin().sensor();
        if (lastSensor.isEmpty() || lastSensor.get() != sensor) {
            lastSensor = Optional.of(sensor);
            lastSensorHash = sensor.name().hashCode();
        }
        long h = mix(lastSensorHash ^ ((long) service << 32 | version));
        return mix(mix(h ^ high) ^ low);
    }

    private static long mix(long x) {
        long h = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return h ^ (h >>> 31);
    }

    /** The links so far. */
    public Linked linked() {
        long linked = 0;
        for (Map.Entry<Session, Sessions> e : sessions.entrySet()) {
            linked += met(e.getKey()) ? e.getValue().number() : 0;
        }
        return new Linked(linked, sessionsInAll, notHeld);
    }

    private static long name(byte[] address, int bytes) {
        long h = address.length;
        for (int i = 0; i < bytes; i++) {
            h = mix((h << Byte.SIZE) ^ (address[i] & 0xFF));
        }
        return h;
    }

    /** The links of sessions that began in [from, until). */
    public Span linked(Instant from, Instant until) {
        long linked = 0;
        long all = 0;
        Set<Long> sources = new HashSet<>();
        Set<Long> networks = new HashSet<>();
        for (Map.Entry<Session, Sessions> e : sessions.entrySet()) {
            long second = e.getKey().second();
            if (second >= from.getEpochSecond() && second < until.getEpochSecond()) {
                all += e.getValue().number();
                if (met(e.getKey())) {
                    linked += e.getValue().number();
                    sources.add(e.getValue().source());
                    networks.add(e.getValue().network());
                }
            }
        }
        return new Span(linked, all, sources.size(), networks.size());
    }

    /** Forgets what lies so far before then that no later session can be linked to it. */
    public void forget(Instant before) {
        long second = before.getEpochSecond();
        sessions.keySet().removeIf(s -> s.second() < second);
        packets.values().removeIf(p -> p.last < second - BUCKET);
    }

    private boolean met(Session s) {
        long bucket = Math.floorDiv(s.second(), BUCKET);
        for (long b = bucket - 1; b <= bucket + 1; b++) {
            Seen seen = packets.get(new Key(s.attempt(), b));
            if (seen != null && near(seen, s.second())) {
                return true;
            }
        }
        return false;
    }

    /** Some packet of the bucket is near enough: its ends tell, since a bucket is no longer than the bound. */
    private static boolean near(Seen seen, long second) {
        return Math.abs(seen.first - second) <= BUCKET || Math.abs(seen.last - second) <= BUCKET;
    }
}
