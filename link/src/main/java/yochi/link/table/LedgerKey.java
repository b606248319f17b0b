package yochi.link.table;

import java.time.Instant;

/**
 * What makes a batch the same batch: whoever sends it again gets the same answer and nothing is stored twice.
 *
 * @param source who made it
 * @param window start of the time that it covers
 * @param revision 0 for the first; a correction counts on
 * @param digest of the content, to tell a retransmission from a contradiction
 */
public record LedgerKey(String source, Instant window, int revision, String digest) {
    public LedgerKey {
        if (source.isEmpty() || source.length() > 200 || digest.length() > 200 || revision < 0) {
            throw new IllegalArgumentException("not a key of the ledger: " + source + " " + revision + " " + digest);
        }
    }
}
