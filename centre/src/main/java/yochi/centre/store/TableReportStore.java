package yochi.centre.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import yochi.core.model.EpochReport;
import yochi.core.model.ErrorCode;
import yochi.core.model.NodeId;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;
import yochi.core.model.YochiException;
import yochi.link.table.Lane;
import yochi.link.table.Receipt;
import yochi.link.table.TableSettings;
import yochi.link.table.TableStore;

/** The reports on {@code link.table}: a report and its line in the ledger are one transaction. */
public final class TableReportStore implements ReportStore {
    /** Reports that are read back at a time: a day's worth of ten nodes stays below 100 MB. */
    private static final int CHUNK = 40;

    /** Reports of a node whose number and digest are in memory: years of daily ones; below, the table is asked. */
    private static final int RECENT = 4096;

    private final TableStore table;
    private final RecentDigests digests;
    /** One lock a node: its reports are taken one after the other, while those of several nodes share a commit. */
    private final Map<NodeId, Object> nodes = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong(1);

    private TableReportStore(TableStore table, int recent) {
        this.table = table;
        digests = new RecentDigests(recent);
        for (RowReports.Head head : heads(Instant.MIN, Instant.MAX)) {
            remember(head.report(), head.digest());
            next.set(Math.max(next.get(), head.number() + 1));
        }
    }

    /** Opens or makes the store in a directory that this process owns. */
    public static TableReportStore open(Path directory, TableSettings settings, InstantSource clock) {
        return open(directory, settings, clock, RECENT);
    }

    static TableReportStore open(Path directory, TableSettings settings, InstantSource clock, int recent) {
        TableStore table = TableStore.open(directory, ReportTables.SHAPES, ReportTables.STEPS, settings, clock);
        try {
            return new TableReportStore(table, recent);
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    @Override
    public Outcome put(EpochReport report, String digest, Instant received) {
        synchronized (nodes.computeIfAbsent(report.node(), n -> new Object())) {
            return putNext(report, digest, received);
        }
    }

    /** A number that comes to nothing is not used again: numbers rise, and may have gaps. */
    private Outcome putNext(EpochReport report, String digest, Instant received) {
        Optional<String> before = digestOf(report.node(), report.sequence());
        if (before.isPresent()) {
            return before.get().equals(digest) ? Outcome.DUPLICATE : Outcome.CONFLICT;
        }
        Receipt receipt = table.append(ReportRows.batch(next.getAndIncrement(), report, digest, received));
        return switch (receipt) {
            case STORED -> {
                remember(report, digest);
                yield Outcome.STORED;
            }
            case DUPLICATE -> Outcome.DUPLICATE;
            case CONFLICT -> Outcome.CONFLICT;
            case TOO_OLD ->
                throw new YochiException(
                        ErrorCode.INPUT_REJECTED,
                        "window " + report.window() + " is older than what the store still remembers");
        };
    }

    private Optional<String> digestOf(NodeId node, long sequence) {
        Optional<String> recent = digests.find(node, sequence);
        if (recent.isPresent() || !digests.mayHaveForgotten(node, sequence)) {
            return recent;
        }
        List<Object> which = List.of(node.toString(), sequence);
        return table
                .read(Lane.SLOW, RowReports.HEADS + " WHERE node = ? AND sequence = ?", which, RowReports::heads)
                .stream()
                .map(RowReports.Head::digest)
                .findFirst();
    }

    private void remember(EpochReport report, String digest) {
        digests.remember(report.node(), report.sequence(), digest);
    }

    private List<RowReports.Head> heads(Instant from, Instant until) {
        if (from.equals(Instant.MIN) && until.equals(Instant.MAX)) {
            return table.read(Lane.SLOW, RowReports.HEADS + " ORDER BY number", List.of(), RowReports::heads);
        }
        return table.read(
                Lane.SLOW,
                RowReports.HEADS + " WHERE window_start >= ? AND window_start < ? ORDER BY number",
                List.of(from, until),
                RowReports::heads);
    }

    @Override
    public void readReceived(Instant from, Instant until, BiConsumer<EpochReport, Instant> to) {
        List<RowReports.Head> heads = latest(heads(from, until));
        for (int i = 0; i < heads.size(); i += CHUNK) {
            chunk(heads.subList(i, Math.min(heads.size(), i + CHUNK)), to);
        }
    }

    /** A correction replaces the whole window it corrects; late data stand beside it. */
    private static List<RowReports.Head> latest(List<RowReports.Head> heads) {
        Map<List<Object>, Integer> revisions = new HashMap<>();
        for (RowReports.Head h : heads) {
            if (!h.report().late()) {
                revisions.merge(
                        List.of(h.report().node(), h.report().window()),
                        h.report().revision(),
                        Math::max);
            }
        }
        return heads.stream()
                .filter(h -> h.report().late()
                        || h.report().revision()
                                == revisions.getOrDefault(
                                        List.of(h.report().node(), h.report().window()), 0))
                .toList();
    }

    private void chunk(List<RowReports.Head> heads, BiConsumer<EpochReport, Instant> to) {
        List<Object> span = List.of(heads.getFirst().number(), heads.getLast().number());
        Map<Object, byte[]> sketches = table.read(Lane.SLOW, RowReports.SKETCHES, span, RowReports::sketches);
        Map<Long, List<Statistic>> cells =
                table.read(Lane.SLOW, RowReports.CELLS, span, rows -> RowReports.cells(rows, sketches));
        Map<Long, List<Uptime>> uptimes = table.read(Lane.SLOW, RowReports.UPTIMES, span, RowReports::uptimes);
        Map<Long, Map<String, String>> operators =
                table.read(Lane.SLOW, RowReports.OPERATORS, span, RowReports::operators);
        for (RowReports.Head h : heads) {
            to.accept(
                    h.report()
                            .with(
                                    cells.getOrDefault(h.number(), List.of()),
                                    uptimes.getOrDefault(h.number(), List.of()),
                                    operators.getOrDefault(h.number(), Map.of())),
                    h.received());
        }
    }

    @Override
    public List<Entry> ledger() {
        List<Entry> out = new ArrayList<>();
        for (RowReports.Head h : heads(Instant.MIN, Instant.MAX)) {
            EpochReport r = h.report();
            out.add(new Entry(r.node(), r.sequence(), r.boot(), r.window(), r.revision(), r.late(), h.digest()));
        }
        return out;
    }

    /**
     * Deletes the sketches of reports received before that instant, and the tokens of victims with their counts: they
     * are as good as raw data to who gets their key (algorithms §6.3). The numbers of the sets stay.
     *
     * @return how many went
     */
    public synchronized long forgetSketches(Instant receivedBefore) {
        long last = table.read(
                Lane.SLOW,
                "SELECT coalesce(max(number), 0) FROM report WHERE received < ?",
                List.of(receivedBefore),
                rows -> rows.next() ? rows.whole(1) : 0);
        return last == 0
                ? 0
                : table.erase(
                        ReportTables.SKETCH,
                        "report <= ? AND (metric IN ('sources', 'victims') OR metric LIKE 'sources.brightness.%')",
                        List.of(last));
    }

    /** The table below, for its upkeep (sealing days, disk budget) and its health. */
    public TableStore table() {
        return table;
    }

    @Override
    public void close() {
        table.close();
    }
}
