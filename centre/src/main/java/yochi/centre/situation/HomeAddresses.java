package yochi.centre.situation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Prefix;
import yochi.core.model.SeenVictim;

/**
 * Which registered prefix a seen victim is in. Nodes tell the hash of its address, so all addresses of the prefixes
 * (IPv6: all their /48) are hashed beforehand, the narrowest prefixes first, at most {@value #MOST}, eight bytes each;
 * in prefixes that find no room, and in those narrower than an IPv6 /48, no victim is found.
 */
final class HomeAddresses {
    /** As many as a /12 has: 8 MiB. */
    static final int MOST = 1 << 20;

    private static final int IPV6_BLOCK = 48;
    private static final int PLACE_BITS = 16;

    private final List<Prefix> prefixes = new ArrayList<>();
    /** The hash, and behind it the place among the prefixes; the widest prefix comes first. */
    private final long[] hashes;

    HomeAddresses(Collection<Prefix> registered) {
        List<Prefix> narrowFirst = registered.stream()
                .filter(p -> bits(p) >= 0 && bits(p) <= Integer.numberOfTrailingZeros(MOST))
                .distinct()
                .sorted(Comparator.comparingInt(HomeAddresses::bits).thenComparing(p -> p))
                .limit(1 << PLACE_BITS)
                .toList();
        int room = MOST;
        for (Prefix prefix : narrowFirst) {
            if (1 << bits(prefix) <= room) {
                room -= 1 << bits(prefix);
                prefixes.addFirst(prefix);
            }
        }
        hashes = new long[MOST - room];
        int at = 0;
        for (int place = 0; place < prefixes.size(); place++) {
            Prefix prefix = prefixes.get(place);
            for (int n = 0; n < 1 << bits(prefix); n++) {
                hashes[at++] = hash(SeenVictim.name(address(prefix, n))) << PLACE_BITS | place;
            }
        }
        Arrays.sort(hashes);
    }

    /** Bits of what is told of an address that the prefix leaves open; below 0 where it is narrower than that. */
    private static int bits(Prefix prefix) {
        return (prefix.isIpv6() ? IPV6_BLOCK : Integer.SIZE) - prefix.length();
    }

    /** The address, or the /48, of that number. */
    private static InetAddress address(Prefix prefix, int n) {
        byte[] bytes = InetAddress.ofLiteral(prefix.network()).getAddress();
        int last = (prefix.isIpv6() ? IPV6_BLOCK : Integer.SIZE) / Byte.SIZE - 1;
        for (int i = last, rest = n; rest > 0; i--, rest >>>= Byte.SIZE) {
            bytes[i] |= (byte) rest;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    private static long hash(String name) {
        return Long.parseLong(name, 16);
    }

    /** The narrowest prefix that the victim is in. */
    Optional<Prefix> of(String name) {
        long first = hash(name) << PLACE_BITS;
        int found = Arrays.binarySearch(hashes, first);
        int at = found >= 0 ? found : -found - 1;
        Optional<Prefix> out = Optional.empty();
        while (at < hashes.length && hashes[at] >> PLACE_BITS == first >> PLACE_BITS) {
            out = Optional.of(prefixes.get((int) hashes[at] & (1 << PLACE_BITS) - 1));
            at++;
        }
        return out;
    }

    /** Whether victims in it are found. */
    boolean finds(Prefix prefix) {
        return prefixes.contains(prefix);
    }
}
