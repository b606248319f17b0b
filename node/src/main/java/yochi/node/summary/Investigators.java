package yochi.node.summary;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import yochi.core.model.AttackType;

/**
 * Sources that scan to investigate, by what they do (NICT's rule, scaled by size; algorithms §1.1): on one day at
 * least 30 services and at least as many packets as addresses are watched. They are told, never dropped.
 *
 * @param sources their addresses, for the node's own people
 * @param packets what they sent on such days
 * @param watchedAddresses how many addresses are watched; the rule needs it, so 0 means that nothing was tested
 */
public record Investigators(Set<String> sources, long packets, long watchedAddresses) {
    static final int LEAST_SERVICES = 30;

    private static final long DAY_SECONDS = 86_400;
    private static final int DAY_BITS = 20;

    public Investigators {
        sources = Set.copyOf(sources);
    }

    /** What the epochs of one node show. */
    public static Investigators of(List<EpochSummary> epochs, long watchedAddresses) {
        if (watchedAddresses == 0) {
            return new Investigators(Set.of(), 0, 0);
        }
        LongCounts packets = new LongCounts(0);
        each(epochs, (key, service, n) -> packets.add(key, n));
        Map<Long, Set<Integer>> services = new HashMap<>();
        each(epochs, (key, service, n) -> {
            if (packets.get(key) >= watchedAddresses) {
                Set<Integer> seen = services.computeIfAbsent(key, k -> new HashSet<>());
                if (seen.size() < LEAST_SERVICES) {
                    seen.add(service);
                }
            }
        });
        Set<String> sources = new TreeSet<>();
        long sum = 0;
        for (Map.Entry<Long, Set<Integer>> e : services.entrySet()) {
            if (e.getValue().size() == LEAST_SERVICES) {
                sum += packets.get(e.getKey());
                sources.add(text(epochs.getFirst().dictionary().addresses().bytes(e.getKey() >>> DAY_BITS)));
            }
        }
        return new Investigators(sources, sum, watchedAddresses);
    }

    /** Takes one source's packets to one service on one day. */
    private interface Taker {
        void take(long key, int service, int n);
    }

    private static void each(List<EpochSummary> epochs, Taker taker) {
        for (EpochSummary summary : epochs) {
            long day = Math.floorDiv(summary.epoch().startSecond(), DAY_SECONDS);
            CellCounts counts = summary.counted();
            counts.forEachPair((slot, address, n) -> {
                if (isScan(CellCode.type(counts.code(slot)))) {
                    taker.take((address << DAY_BITS) | day, CellCode.serviceNumber(counts.code(slot)), n);
                }
            });
        }
    }

    private static boolean isScan(AttackType type) {
        return switch (type) {
            case SCAN_SYN, SCAN_UDP, SCAN_ICMP, SCAN_STEALTH, TCP_UNSPECIFIED, UDP_UNSPECIFIED -> true;
            default -> false;
        };
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sources of packets have addresses", e);
        }
    }
}
