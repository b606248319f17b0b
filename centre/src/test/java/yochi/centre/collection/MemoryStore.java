package yochi.centre.collection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import yochi.centre.store.ReportStore;
import yochi.core.model.EpochReport;

/** A store that forgets with the test. */
final class MemoryStore implements ReportStore {
    private final List<EpochReport> reports = new ArrayList<>();
    private final List<Entry> ledger = new ArrayList<>();

    @Override
    public synchronized Outcome put(EpochReport r, String digest, Instant received) {
        for (Entry e : ledger) {
            if (e.node().equals(r.node()) && e.sequence() == r.sequence()) {
                return e.digest().equals(digest) ? Outcome.DUPLICATE : Outcome.CONFLICT;
            }
        }
        reports.add(r);
        ledger.add(new Entry(r.node(), r.sequence(), r.boot(), r.window(), r.revision(), r.late(), digest));
        return Outcome.STORED;
    }

    @Override
    public synchronized void readReceived(Instant from, Instant until, BiConsumer<EpochReport, Instant> to) {
        reports.forEach(r -> to.accept(r, Instant.EPOCH));
    }

    @Override
    public synchronized List<Entry> ledger() {
        return List.copyOf(ledger);
    }

    @Override
    public void close() {}
}
