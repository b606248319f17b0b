package yochi.link.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writing thread at the same time is committed in one transaction: planning, flushing and the wait
 * for the disk cost once, and each caller still gets its receipts after that commit only. A group that fails is rolled
 * back whole, and then each of its members is tried alone: none pays for another.
 */
final class GroupCommit {
    private final Appending appending;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    GroupCommit(Appending appending) {
        this.appending = appending;
    }

    /** What one caller wants stored; but for its batches, only the writing thread looks at it. */
    static final class Waiting {
        private final List<Batch> batches;
        private final int rows;
        private boolean alone;
        private @Nullable List<Receipt> receipts;

        private Waiting(List<Batch> batches) {
            this.batches = batches;
            this.rows = batches.stream().mapToInt(Batch::size).sum();
        }
    }

    /** Lets others take it along; the caller comes to the writing thread in any case, and leaves in the end. */
    Waiting join(List<Batch> batches) {
        Waiting mine = new Waiting(List.copyOf(batches));
        waiting.add(mine);
        return mine;
    }

    void leave(Waiting mine) {
        waiting.remove(mine);
    }

    /** On the writing thread: the receipts, of a commit by somebody who came before, or of one made now. */
    List<Receipt> commit(Session session, Waiting mine, Instant now) throws SQLException {
        if (mine.receipts != null) {
            return mine.receipts;
        }
        List<Waiting> group = group(mine);
        try {
            return commit(session, group, mine, now);
        } catch (SQLException | RuntimeException e) {
            group.forEach(member -> member.alone = true);
            if (group.size() == 1 || Trouble.isFatal(e)) {
                throw e;
            }
            return commit(session, List.of(mine), mine, now);
        }
    }

    private List<Receipt> commit(Session session, List<Waiting> group, Waiting mine, Instant now)
            throws SQLException {
        List<Batch> all =
                group.stream().flatMap(member -> member.batches.stream()).toList();
        List<Receipt> receipts = appending.append(session, all, now);
        int from = 0;
        List<Receipt> own = List.of();
        for (Waiting member : group) {
            List<Receipt> theirs = receipts.subList(from, from + member.batches.size());
            member.receipts = theirs;
            from += theirs.size();
            own = member == mine ? theirs : own;
        }
        return own;
    }

    /** Those who wait now, in the order in which they came, with no more rows than one batch may have. */
    private List<Waiting> group(Waiting mine) {
        List<Waiting> group = new ArrayList<>(List.of(mine));
        long rows = mine.rows;
        for (Waiting other : mine.alone ? List.<Waiting>of() : waiting) {
            boolean open = other != mine && !other.alone && other.receipts == null;
            if (open && rows + other.rows <= Batch.MAX_ROWS) {
                group.add(other);
                rows += other.rows;
            }
        }
        return group;
    }
}
