package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A window's packets by service, dark address and source network, to be asked about many sets of networks. */
final class PortIndex {
    private static final double MOST_OF_ALL = 0.7;
    private static final int NETWORK_BITS = 16;
    private static final int SERVICE_AT = 40;

    private final long[] keys;
    private final int[] seenAt = new int[DarkPackets.NETWORKS];
    private int stamp;

    PortIndex(DarkPackets window) {
        int[] targets = window.targets();
        int[] known = Arrays.stream(targets).sorted().distinct().toArray();
        keys = new long[window.size()];
        for (int i = 0; i < keys.length; i++) {
            long target = Arrays.binarySearch(known, targets[i]);
            keys[i] = (long) window.service(i) << SERVICE_AT | target << NETWORK_BITS | window.network(i);
        }
        Arrays.sort(keys);
    }

    int packets() {
        return keys.length;
    }

    /** What these networks did, by service. */
    List<PortUse> of(int[] networks) {
        boolean[] set = new boolean[DarkPackets.NETWORKS];
        for (int network : networks) {
            set[network] = true;
        }
        long[] own = new long[keys.length];
        int n = 0;
        for (long key : keys) {
            if (set[(int) key & 0xffff]) {
                own[n++] = key;
            }
        }
        List<PortUse> out = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= n; to++) {
            if (to == n || own[to] >>> SERVICE_AT != own[from] >>> SERVICE_AT) {
                out.add(use(own, from, to));
                from = to;
            }
        }
        return out;
    }

    private PortUse use(long[] own, int from, int to) {
        stamp++;
        int networks = 0;
        long pairs = 0;
        for (int i = from; i < to; i++) {
            pairs += i == from || own[i] != own[i - 1] ? 1 : 0;
            int network = (int) own[i] & 0xffff;
            if (seenAt[network] != stamp) {
                seenAt[network] = stamp;
                networks++;
            }
        }
        return new PortUse((int) (own[from] >>> SERVICE_AT), networks, to - from, oneAddress(own, from, to, pairs));
    }

    private static boolean oneAddress(long[] own, int from, int to, long pairs) {
        int start = from;
        long here = 1;
        for (int i = from + 1; i <= to; i++) {
            if (i < to && own[i] >>> NETWORK_BITS == own[start] >>> NETWORK_BITS) {
                here += own[i] != own[i - 1] ? 1 : 0;
                continue;
            }
            if (i - start > MOST_OF_ALL * (to - from) && here > MOST_OF_ALL * pairs) {
                return true;
            }
            start = i;
            here = 1;
        }
        return false;
    }
}
