package yochi.node.offence;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells that many addresses with one fingerprint are one machine that forges them. Machines of different networks come
 * over ways of different length, and each over the same way all the time; a forger's packets come over his own way
 * whatever address they bear, or, if he writes any TTL, over no steady one. So a fingerprint is taken for forged where
 * at one sensor more than {@value #ONE_WAY} of ten or more addresses from four or more networks have one and the same
 * TTL, or where more than {@value #UNSTEADY} of ten or more change theirs. Own rule; the limits are set on made floods
 * (HerdTest), to err on the side of silence.
 */
final class Herd {
    static final double ONE_WAY = 0.8;
    static final double UNSTEADY = 0.2;
    private static final int FEW = 10;
    private static final int FEW_NETWORKS = 4;

    private static final class At {
        private final Map<Integer, Integer> ways = new HashMap<>();
        private final Set<Long> networks = new HashSet<>();
        private int machines;
        private int judged;
        private int unsteady;
    }

    private record Place(int fingerprint, String sensor) {}

    private Herd() {}

    /** One address with what it left behind. */
    record Track(Machine machine, Trail trail) {}

    /** Fingerprints under which addresses are forged. */
    static Set<Integer> forged(Collection<Track> tracks) {
        Map<Place, At> all = new HashMap<>();
        for (Track track : tracks) {
            track.trail().sensors().forEach((sensor, at) -> {
                At here = all.computeIfAbsent(new Place(track.trail().fingerprint(), sensor), p -> new At());
                here.machines++;
                here.ways.merge(at.ttl(), 1, Integer::sum);
                here.networks.add(track.machine().network());
                if (at.packets() >= Proof.PACKETS) {
                    here.judged++;
                    here.unsteady += at.spread() > Proof.TTL_SPREAD ? 1 : 0;
                }
            });
        }
        Set<Integer> out = new HashSet<>();
        all.forEach((place, at) -> {
            int most = at.ways.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            boolean oneWay = at.machines >= FEW
                    && at.networks.size() >= FEW_NETWORKS
                    && most > ONE_WAY * at.machines;
            boolean unsteady = at.judged >= FEW && at.unsteady > UNSTEADY * at.judged;
            if (oneWay || unsteady) {
                out.add(place.fingerprint());
            }
        });
        return out;
    }
}
