package yochi.centre.store;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.NodeId;

/** Where reports are kept: each once, whole or not at all, and given back in the order in which they were stored. */
public interface ReportStore extends AutoCloseable {
    /** What became of a report that was handed in. */
    enum Outcome {
        /** Committed now. */
        STORED,
        /** The same bytes were committed before: nothing was stored a second time. */
        DUPLICATE,
        /** The node's number, or its release of that window, was committed before with other content. */
        CONFLICT
    }

    /**
     * One line of the ingest ledger.
     *
     * @param node who sent it
     * @param sequence the node's number of the report
     * @param boot the node's run that made it
     * @param window its release window
     * @param revision 0 for the release
     * @param late whether it held late data
     * @param digest SHA-256 of its bytes
     */
    record Entry(NodeId node, long sequence, long boot, Epoch window, int revision, boolean late, String digest) {}

    /** Commits a report, with its line in the ledger, in one transaction. */
    Outcome put(EpochReport report, String digest, Instant received);

    /**
     * Hands on, in the order of commit, the reports whose window lies in [from, until), the latest revisions only,
     * each with the moment in which it was received.
     */
    void readReceived(Instant from, Instant until, BiConsumer<EpochReport, Instant> to);

    /** The same without the moment of receipt. */
    default void read(Instant from, Instant until, Consumer<EpochReport> to) {
        readReceived(from, until, (report, received) -> to.accept(report));
    }

    /** The whole ledger in the order of commit. */
    List<Entry> ledger();

    @Override
    void close();
}
