package yochi.node.fingerprint;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.node.classify.SourceRule;

/**
 * Tools that show only across a source's packets (algorithms §1.3): Unicornscan keys its sequence numbers by a
 * constant, Nmap mirrors the try in both halves of a session's mask, and some programs write one sequence number to
 * all targets.
 */
final class NamedTools {
    private static final double LOG_LARGEST_TAIL = Math.log(1e-6);
    private static final double LOG_CHANCE_32 = -32 * Math.log(2);
    private static final String UNICORNSCAN = "sequence^reversed(destination)^(port<<16|sourcePort)==const";
    private static final String NMAP = "high(sequence^first)==low(sequence^first)";
    private static final int LEAST_TARGETS = 3;
    private static final int U16 = 0xFFFF;

    private final Samples samples;

    NamedTools(Samples samples) {
        this.samples = samples;
    }

    /** One tool's relation among the packets of a source. */
    record Named(String tool, String relation, double logChance, int matches, int tested) {
        boolean isDeclared() {
            return matches >= 2 && 2 * matches >= tested && logTail() < LOG_LARGEST_TAIL;
        }

        double logTail() {
            return SourceRule.logTail(matches, tested, logChance);
        }
    }

    /** What the source is declared to run: at least two matches, half of those tested, and a tail below 10^-6. */
    Optional<Named> of(int source) {
        if (targets(source) < LEAST_TARGETS) {
            return Optional.empty();
        }
        int pairs = samples.kept(source) - 1;
        int first = samples.sequence(source, 0);
        int constant = 0;
        int mirrored = 0;
        int keyed = 0;
        int keyedUnreversed = 0;
        for (int i = 1; i <= pairs; i++) {
            int x = samples.sequence(source, i) ^ first;
            constant += x == 0 ? 1 : 0;
            mirrored += (x >>> Short.SIZE) == (x & U16) ? 1 : 0;
            keyed += key(source, i, true) == key(source, 0, true) ? 1 : 0;
            keyedUnreversed += key(source, i, false) == key(source, 0, false) ? 1 : 0;
        }
        List<Named> tried = List.of(
                new Named("constant-sequence", "sequence==const", LOG_CHANCE_32, constant, pairs),
                new Named("unicornscan", UNICORNSCAN, LOG_CHANCE_32, Math.max(keyed, keyedUnreversed), pairs),
                new Named("nmap", NMAP, LOG_CHANCE_32 / 2, mirrored, pairs));
        return tried.stream().filter(Named::isDeclared).findFirst();
    }

    private int key(int source, int i, boolean reversed) {
        int d = samples.destination(source, i);
        int ports = (samples.field(source, i, 2) << Short.SIZE) | samples.field(source, i, 1);
        return samples.sequence(source, i) ^ (reversed ? Integer.reverseBytes(d) : d) ^ ports;
    }

    private int targets(int source) {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < samples.kept(source); i++) {
            long ports = ((long) samples.field(source, i, 1) << Short.SIZE) | samples.field(source, i, 2);
            seen.add(((long) samples.destination(source, i) << 32) | ports);
        }
        return seen.size();
    }
}
