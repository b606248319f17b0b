package yochi.analysis.cube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.NodeId;
import yochi.core.model.Region;

/**
 * Takes reports in any order and builds cubes from them; keeps what it took, so that a round adds the day's reports and
 * builds again. A report met twice counts once; a revision replaces the window with all that came for it before it; a
 * late report adds to its window. Within a bound of memory: where it is reached the oldest windows are forgotten, and
 * the cube says so. Not for several threads.
 */
public final class CubeBuilder {
    /** At the plan's scale a round needs some five times what it looks at (docs/performance.md). */
    private static final int HEAP_SHARE = 6;

    private final Grouping grouping;
    private final Slicer slicer;
    private final SortedMap<Window, SortedMap<Long, Received>> windows = new TreeMap<>();
    private SortedMap<Region, History> last = new TreeMap<>();
    private int duplicates;
    private long most = Long.MAX_VALUE;
    private long held;
    private Instant since = Instant.MIN;
    private int forgotten;

    /** One window of one node. */
    private record Window(NodeId node, Epoch epoch) implements Comparable<Window> {
        private static final Comparator<Window> ORDER =
                Comparator.comparing(Window::epoch).thenComparing(Window::node);

        @Override
        public int compareTo(Window other) {
            return ORDER.compare(this, other);
        }
    }

    private record Received(int revision, boolean late, Instant at, List<Slice> slices) {
        long bytes() {
            return slices.stream().mapToLong(Slice::bytes).sum();
        }

        boolean holdsSketches() {
            return slices.stream().anyMatch(Slice::holdsSketches);
        }

        Received withoutSketches() {
            return new Received(
                    revision, late, at, slices.stream().map(Slice::withoutSketches).toList());
        }
    }

    CubeBuilder(Grouping grouping) {
        this.grouping = grouping;
        this.slicer = new Slicer(grouping);
    }

    /** Takes a report whose sketches need not be forgotten. */
    public CubeBuilder add(EpochReport report) {
        return add(report, Instant.MAX);
    }

    /** Takes a report that was received then. */
    public CubeBuilder add(EpochReport report, Instant at) {
        if (report.window().start().isBefore(since)) {
            forgotten++;
            return this;
        }
        Window window = new Window(report.node(), report.window());
        SortedMap<Long, Received> known = windows.computeIfAbsent(window, w -> new TreeMap<>());
        if (known.containsKey(report.sequence())) {
            duplicates++;
            return this;
        }
        Received received = new Received(report.revision(), report.late(), at, slicer.cut(report));
        known.put(report.sequence(), received);
        held += received.bytes();
        while (held > most && oldest().isBefore(windows.lastKey().epoch().start())) {
            forgetOldest();
        }
        if (held > most) { // one span alone is too much: what came last has no room
            windows.computeIfPresent(window, (w, reports) -> {
                reports.remove(report.sequence());
                return reports.isEmpty() ? null : reports;
            });
            held -= received.bytes();
            forgotten++;
        }
        return this;
    }

    private Instant oldest() {
        return windows.firstKey().epoch().start();
    }

    /** All windows that begin with the oldest, so that every region's past begins at the same time. */
    private void forgetOldest() {
        Instant oldest = oldest();
        while (oldest().equals(oldest)) {
            SortedMap<Long, Received> gone = windows.pollFirstEntry().getValue();
            held -= gone.values().stream().mapToLong(Received::bytes).sum();
            forgotten += gone.size();
        }
        since = oldest();
    }

    /** Keeps at most so many bytes, roughly; the oldest windows are forgotten for it. */
    public CubeBuilder within(long bytes) {
        most = bytes;
        return this;
    }

    /** The same with the share of the heap that leaves a round enough for its analyses. */
    public CubeBuilder withinHeap() {
        return within(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** Bytes that it keeps, roughly. */
    public long held() {
        return held;
    }

    /** Reports that were forgotten, or not taken since they were older than those, for want of memory. */
    public int forgotten() {
        return forgotten;
    }

    /**
     * Forgets the sketches of reports received before then, as the store does (algorithms §6.3): the numbers of their
     * sets stay, overlaps of those windows can no longer be told.
     *
     * @return end of the observation time of which such reports spoke; {@link Instant#MIN} where there was none
     */
    public Instant forgetSketches(Instant receivedBefore) {
        Instant[] until = {Instant.MIN};
        windows.forEach((window, bySequence) -> bySequence.replaceAll((sequence, received) -> {
            if (!received.at().isBefore(receivedBefore)) {
                return received;
            }
            until[0] = window.epoch().end().isAfter(until[0]) ? window.epoch().end() : until[0];
            if (!received.holdsSketches()) {
                return received;
            }
            Received smaller = received.withoutSketches();
            held += smaller.bytes() - received.bytes();
            return smaller;
        }));
        return until[0];
    }

    /** Reports that had been met before, by node, window and sequence. */
    public int duplicates() {
        return duplicates;
    }

    /**
     * The cube of all windows that end by {@code until}.
     *
     * @param until end of the observation time that is looked at
     * @param asOf when this was known, in the caller's clock
     */
    public Cube build(Instant until, Instant asOf) {
        SortedMap<Region, List<Slice>> perRegion = new TreeMap<>();
        SortedSet<String> policies = new TreeSet<>();
        windows.forEach((window, received) -> {
            if (!window.epoch().end().isAfter(until)) {
                valid(received).forEach(r -> r.slices().forEach(slice -> {
                    perRegion
                            .computeIfAbsent(slice.region(), region -> new ArrayList<>())
                            .add(slice);
                    policies.add(slice.policy());
                }));
            }
        });
        SortedMap<Region, History> histories = new TreeMap<>();
        perRegion.forEach((region, slices) -> histories.put(region, history(region, slices)));
        last = histories;
        return new Cube(grouping, until, asOf, since, histories, policies);
    }

    /** A region of which nothing new was told keeps what the last cube has put together. */
    private History history(Region region, List<Slice> slices) {
        History known = last.get(region);
        return known != null && known.isOf(slices) ? known : new History(slices);
    }

    /** The cube of everything taken so far. */
    public Cube build(Instant asOf) {
        Instant until = windows.keySet().stream()
                .map(w -> w.epoch().end())
                .max(Comparator.naturalOrder())
                .orElse(asOf);
        return build(until, asOf);
    }

    /** The newest revision of a window's release and what came late after it. */
    private static List<Received> valid(SortedMap<Long, Received> bySequence) {
        long release = -1;
        int revision = -1;
        for (var e : bySequence.entrySet()) {
            if (!e.getValue().late() && e.getValue().revision() > revision) {
                release = e.getKey();
                revision = e.getValue().revision();
            }
        }
        List<Received> out = new ArrayList<>();
        for (var e : bySequence.entrySet()) {
            boolean lateAfterwards = e.getValue().late() && (revision < 1 || e.getKey() > release);
            if (e.getKey() == release || lateAfterwards) {
                out.add(e.getValue());
            }
        }
        return out;
    }
}
