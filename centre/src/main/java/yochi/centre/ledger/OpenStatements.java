package yochi.centre.ledger;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Statements that were sealed here and wait for their outcome, so that they need not be read back: what is sealed is
 * never changed. So many of the latest and no more; others are in the tables. Good for many threads.
 */
final class OpenStatements {
    /** Three weeks of a centre with two hundred a day. */
    static final int MOST = 4096;

    private final SequencedMap<String, Sealed> open = new LinkedHashMap<>();

    synchronized void add(Sealed sealed) {
        open.putLast(sealed.id(), sealed);
        if (open.size() > MOST) {
            open.pollFirstEntry();
        }
    }

    synchronized Optional<Sealed> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    synchronized void remove(String id) {
        open.remove(id);
    }
}
