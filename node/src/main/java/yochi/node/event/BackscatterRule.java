package yochi.node.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Service;
import yochi.node.classify.ServiceNumber;

/**
 * Denial of service inferred from a victim's answers, with the values of CAIDA's Corsaro 2 and 3 (algorithms §1.2): at
 * least 30 packets in some 60-second window moved in 10-second steps, at least 25 packets, at least 60 s; a victim is
 * forgotten after 300 s of silence. Windows lie on multiples of 10 s, so that counts of several sensors add.
 */
final class BackscatterRule implements VictimRule {
    static final int LEAST_PACKETS = 25;
    static final long LEAST_NANOS = 60_000_000_000L;
    static final int LEAST_IN_WINDOW = 30;
    static final long IDLE_NANOS = 300_000_000_000L;

    /** Blocks of the darknet that uniformly forged sources must hit alike (Moore et al. 2006; algorithms §1.2). */
    static final int UNIFORM_BLOCKS = 16;

    private static final int NIBBLE = 4;
    private static final long MOST_IN_NIBBLE = 15;
    /** The highest bit of each count. */
    private static final long FULL_NIBBLES = 0x8888_8888_8888_8888L;

    private static final int LEAST_FOR_UNIFORM = 80;
    /** Quantile 0.999 of chi-squared with 15 degrees of freedom. */
    private static final double LARGEST_CHI_SQUARED = 37.697;
    /** Of a service's share from which on it alone names the vector; own value. */
    private static final double NAMING_SHARE = 0.5;

    @Override
    public EventKind kind() {
        return EventKind.DOS_BACKSCATTER;
    }

    @Override
    public long idleNanos() {
        return IDLE_NANOS;
    }

    /** One packet into a block of the darknet, 1 to 16; 0 where it is not known. */
    static long hit(int block) {
        return block == 0 ? 0 : 1L << (NIBBLE * (block - 1));
    }

    /** Sixteen counts of four bits, one a block, that stay at 15: more of one block in ten seconds tell no more. */
    @Override
    public long join(long key, long a, long b) {
        if (((a | b) & FULL_NIBBLES) == 0) {
            return a + b; // no count can reach 16
        }
        long out = 0;
        for (int shift = 0; shift < Long.SIZE; shift += NIBBLE) {
            long sum = ((a >>> shift) & MOST_IN_NIBBLE) + ((b >>> shift) & MOST_IN_NIBBLE);
            out |= Math.min(MOST_IN_NIBBLE, sum) << shift;
        }
        return out;
    }

    /** The protocol of the attack. */
    @Override
    public int part(int service) {
        return service >>> ServiceNumber.BITS;
    }

    @Override
    public List<Attack> judge(Episode e) {
        long inWindow = e.mostInWindow();
        long nanos = e.last() - e.first();
        if (inWindow < LEAST_IN_WINDOW || e.packets() < LEAST_PACKETS || nanos < LEAST_NANOS) {
            return List.of();
        }
        double odds = Math.min(
                (double) inWindow / LEAST_IN_WINDOW,
                Math.min((double) e.packets() / LEAST_PACKETS, (double) nanos / LEAST_NANOS));
        List<String> marks = isUniform(e) ? List.of() : List.of("not-uniform");
        return List.of(Attack.whole("rsdos-25-60-30", vector(e), e, odds, marks));
    }

    /** Whether chi-squared over 16 equal blocks of the darknet leaves room for uniformly forged sources. */
    private static boolean isUniform(Episode e) {
        long[] hits = new long[UNIFORM_BLOCKS];
        long all = 0;
        for (Slot slot : e.slots()) {
            for (int block = 0; block < UNIFORM_BLOCKS; block++) {
                long hit = (slot.bytes() >>> (NIBBLE * block)) & MOST_IN_NIBBLE;
                hits[block] += hit;
                all += hit;
            }
        }
        if (all < LEAST_FOR_UNIFORM) {
            return true;
        }
        double expected = (double) all / UNIFORM_BLOCKS;
        double chi = 0;
        for (long hit : hits) {
            chi += (hit - expected) * (hit - expected) / expected;
        }
        return chi <= LARGEST_CHI_SQUARED;
    }

    private static String vector(Episode e) {
        Map<Integer, Long> services = new TreeMap<>();
        Map<Integer, Long> kinds = new TreeMap<>();
        for (Slot slot : e.slots()) {
            services.merge(VictimKey.service(slot.key()), slot.packets(), Long::sum);
            kinds.merge(VictimKey.kind(slot.key()), slot.packets(), Long::sum);
        }
        var top = services.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        Service service = ServiceNumber.unpack(top.getKey());
        boolean named = top.getValue() >= NAMING_SHARE * e.packets() && service.number() >= 0;
        String protocol = service.protocol().name().toLowerCase(Locale.ROOT);
        int answer = kinds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return protocol + "/" + (named ? Integer.toString(service.number()) : "*") + " "
                + Answer.attackOf(answer);
    }
}
