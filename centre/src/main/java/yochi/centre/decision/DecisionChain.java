package yochi.centre.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import yochi.centre.decision.DecisionLog.Entry;
import yochi.link.identity.Sha256;

/** How the entries of the decision log hang together. */
final class DecisionChain {
    static final End BEGINNING = new End(0, DecisionLog.GENESIS);

    private DecisionChain() {}

    /** A place in the chain: behind entry so-and-so, 0 for the beginning. */
    record End(long number, String hash) {}

    /** What is wrong with entries that should go on from a place; the heads were handed out before. */
    static List<String> broken(End after, List<Entry> entries, List<String> heads) {
        List<String> out = new ArrayList<>();
        String previous = after.hash();
        long number = after.number();
        Instant at = Instant.MIN;
        Set<String> hashes = new HashSet<>(List.of(DecisionLog.GENESIS, previous));
        for (Entry entry : entries) {
            number++;
            if (entry.number() != number) {
                out.add("entry " + number + " is left out");
                number = entry.number();
            }
            if (!entry.previous().equals(previous)) {
                out.add("entry " + number + " does not follow the one before it");
            }
            if (!entry.hash().equals(hash(entry.previous(), entry.number(), entry.at(), entry.body()))) {
                out.add("entry " + number + " was changed after it was written");
            }
            if (entry.at().isBefore(at)) {
                out.add("entry " + number + " is older than the one before it");
            }
            previous = entry.hash();
            at = entry.at();
            hashes.add(previous);
        }
        heads.stream().filter(head -> !hashes.contains(head)).forEach(head -> out.add("no entry has the hash " + head));
        return out;
    }

    static String hash(String previous, long number, Instant at, String body) {
        return Sha256.hex(String.join("\n", previous, Long.toString(number), at.toString(), body));
    }
}
