package yochi.node.offence;

import java.util.Map;
import java.util.TreeMap;

/** What one scanner's packets have in common, at each sensor that they came to. */
final class Trail {
    private static final int MOST_SENSORS = 64;
    /** Path lengths: beyond 40 hops the initial TTL is another (64, 128 or 255). */
    private static final int[] INITIAL = {64, 128, 255};

    private final int fingerprint;
    private final int initial;
    private final Map<String, AtSensor> sensors = new TreeMap<>();
    private long alike;
    private long odd;

    /** Packets at one sensor. */
    static final class AtSensor {
        private int lowest;
        private int highest;
        private long packets;
        private long first;
        private long last;

        private AtSensor(int ttl, long nanos) {
            lowest = ttl;
            highest = ttl;
            first = nanos;
            last = nanos;
        }

        private void add(int ttl, long nanos) {
            lowest = Math.min(lowest, ttl);
            highest = Math.max(highest, ttl);
            first = Math.min(first, nanos);
            last = Math.max(last, nanos);
            packets++;
        }

        int ttl() {
            return lowest;
        }

        int spread() {
            return highest - lowest;
        }

        long packets() {
            return packets;
        }

        long first() {
            return first;
        }

        long last() {
            return last;
        }
    }

    Trail(int fingerprint, int ttl) {
        this.fingerprint = fingerprint;
        this.initial = initial(ttl);
    }

    private static int initial(int ttl) {
        for (int usual : INITIAL) {
            if (ttl <= usual) {
                return usual;
            }
        }
        return INITIAL[INITIAL.length - 1];
    }

    void add(String sensor, int itsFingerprint, int ttl, long nanos) {
        if (itsFingerprint != fingerprint || initial(ttl) != initial) {
            odd++;
            return;
        }
        alike++;
        AtSensor at = sensors.get(sensor);
        if (at == null) {
            if (sensors.size() == MOST_SENSORS) {
                return;
            }
            at = new AtSensor(ttl, nanos);
            sensors.put(sensor, at);
        }
        at.add(ttl, nanos);
    }

    int fingerprint() {
        return fingerprint;
    }

    Map<String, AtSensor> sensors() {
        return sensors;
    }

    /** Share of packets that are unlike the first one. */
    double odd() {
        return odd / (double) (odd + alike);
    }
}
