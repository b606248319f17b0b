package yochi.analysis.cube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Service;

/** One region's slices in order of time: when things were first seen, and spans of them. */
final class History {
    /** Spans kept for further questions, at most; then all are put together anew (own choice: days of five years). */
    private static final int MOST_SPANS = 2_048;

    /** As they came, and in order of time. */
    private final List<Slice> told;

    private final List<Slice> slices;
    private final Cells cells;
    /** Of each cell the first slice that holds it. */
    private final Numbers first;
    /** When each sensor was first heard of; from then on its silence is missing, not zero. */
    private final SortedMap<String, Long> sensors = new TreeMap<>();
    /** Who runs each sensor as last told, empty where that was not told. */
    private final SortedMap<String, String> operators = new TreeMap<>();
    /** The windows in which a service was left out by configuration, and the reason last told. */
    private final Map<Service, LeftOut> leftOut = new HashMap<>();
    /** Kinds of which single services were seen. */
    private final Set<AttackType> parts = EnumSet.noneOf(AttackType.class);

    private final Map<Epoch, Span> spans = new ConcurrentHashMap<>();
    private final Optional<String> operator;

    /** When a service was not counted, and why. */
    static final class LeftOut {
        private final Set<Epoch> windows = new HashSet<>();
        private String reason = "";

        boolean covers(Epoch window) {
            return windows.contains(window);
        }

        String reason() {
            return reason;
        }
    }

    History(List<Slice> slices) {
        this.told = List.copyOf(slices);
        this.slices = new ArrayList<>(slices);
        this.slices.sort(Comparator.comparing(Slice::window));
        this.cells = Cells.union(this.slices.stream().map(Slice::cells).toList());
        this.first = Numbers.of(first());
        for (Cell cell : cells) {
            if (!cell.total()) {
                parts.add(cell.attackType());
            }
        }
        for (Slice slice : this.slices) {
            slice.sensors().keySet().forEach(s -> sensors.putIfAbsent(s, slice.window().startSecond()));
            operators.putAll(slice.operators());
            slice.unwatched().forEach((service, reason) -> {
                LeftOut out = leftOut.computeIfAbsent(service, s -> new LeftOut());
                out.windows.add(slice.window());
                out.reason = reason;
            });
        }
        Set<String> names = new HashSet<>(operators.values());
        this.operator =
                names.size() == 1 && !names.contains("") ? names.stream().findFirst() : Optional.empty();
    }

    private long[] first() {
        long[] out = new long[cells.size()];
        Arrays.fill(out, -1);
        for (int s = 0; s < slices.size(); s++) {
            Cells own = slices.get(s).cells();
            int at = 0;
            for (int i = 0; i < own.size(); i++) {
                at = cells.seek(own.code(i), at);
                out[at] = out[at] < 0 ? s : out[at];
            }
        }
        return out;
    }

    /** Whether it is made of the very same slices. */
    boolean isOf(List<Slice> others) {
        return Told.same(told, others);
    }

    /** The slices of windows that end by then. */
    List<Slice> until(long second) {
        return slices.stream().filter(s -> s.window().endSecond() <= second).toList();
    }

    /** The slices of windows that begin before then. */
    List<Slice> begunBefore(long second) {
        return slices.stream().filter(s -> s.window().startSecond() < second).toList();
    }

    /** The operator of all sensors, if all are known to have the same. */
    Optional<String> operator() {
        return operator;
    }

    Country country() {
        return slices.get(0).country();
    }

    long firstSecond() {
        return slices.get(0).window().startSecond();
    }

    Cells cells() {
        return cells;
    }

    Optional<LeftOut> leftOut(Cell cell) {
        return leftOut.isEmpty() ? Optional.empty() : Optional.ofNullable(leftOut.get(cell.service()));
    }

    /** Whether a total was never told though parts of it were. */
    boolean hasParts(Cell total) {
        return !cells.contains(total)
                && (total.attackType().isTotal()
                        ? parts.stream().anyMatch(kind -> kind.party() == total.party())
                        : parts.contains(total.attackType()));
    }

    /** Start of the window in which the cell was first seen. */
    Optional<Instant> firstSeen(Cell cell) {
        return firstSlice(cell).map(s -> s.window().start());
    }

    /** The same as narrowly as the report tells it. */
    Optional<Epoch> firstSighting(Cell cell) {
        return firstSlice(cell).map(s -> s.firstSighting(cell));
    }

    private Optional<Slice> firstSlice(Cell cell) {
        int i = cells.find(cell);
        return i < 0 ? Optional.empty() : Optional.of(slices.get((int) first.at(i)));
    }

    Span span(Epoch window) {
        Span known = spans.get(window);
        if (known == null) {
            known = new Span(this, window, inside(window));
            if (spans.size() >= MOST_SPANS) {
                spans.clear();
            }
            spans.put(window, known);
        }
        return known;
    }

    List<Span> spans(List<Epoch> windows) {
        return windows.stream().map(this::span).toList();
    }

    private List<Slice> inside(Epoch window) {
        int from = firstAtOrAfter(window.startSecond());
        List<Slice> out = new ArrayList<>();
        for (int i = from; i < slices.size() && slices.get(i).window().startSecond() < window.endSecond(); i++) {
            if (slices.get(i).window().endSecond() <= window.endSecond()) {
                out.add(slices.get(i));
            }
        }
        return out;
    }

    boolean tells(Cell cell, Epoch window) {
        long end = window.endSecond();
        for (int i = firstAtOrAfter(window.startSecond()); i < slices.size(); i++) {
            Epoch own = slices.get(i).window();
            if (own.startSecond() >= end) {
                return false;
            }
            if (own.endSecond() <= end && slices.get(i).tells(cell)) {
                return true;
            }
        }
        return false;
    }

    private int firstAtOrAfter(long second) {
        int low = 0;
        int high = slices.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (slices.get(middle).window().startSecond() < second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many sensors were known by then. */
    long known(long second) {
        long known = 0;
        for (long since : sensors.values()) {
            known += since <= second ? 1 : 0;
        }
        return known;
    }

    /** Share of the window that the sensors known in it watched. */
    double uptime(Epoch window, List<Slice> within) {
        double watched = 0;
        for (Slice slice : within) {
            for (double share : slice.sensors().values()) {
                watched += share * slice.window().seconds();
            }
        }
        long due = sensors.values().stream()
                .mapToLong(since -> Math.max(0, window.endSecond() - Math.max(since, window.startSecond())))
                .sum();
        return due == 0 ? 0 : Math.min(1, watched / due);
    }

    /** Distinct sources of all cells, step by step. */
    StepCounts steps(List<Epoch> windows) {
        List<Span> steps = spans(windows);
        return new StepCounts(steps, (cell, step) -> leftOut(cell)
                .filter(out -> step.slices().stream().anyMatch(s -> out.covers(s.window())))
                .isPresent());
    }

    /** Distinct sources of each block that were in no earlier one; numbers without a set count as they came. */
    double[] newSources(Cell cell, List<Epoch> blocks) {
        double[] out = new double[blocks.size()];
        SortedMap<String, TokenSet> met = new TreeMap<>();
        for (int b = 0; b < out.length; b++) {
            for (Slice slice : span(blocks.get(b)).slices()) {
                Optional<Measure.DistinctCount> count = slice.counts().get(cell);
                TokenSet set = slice.sets().get(cell);
                if (count.isPresent()) {
                    out[b] += count.get().estimate();
                } else if (set != null) {
                    TokenSet before = met.getOrDefault(slice.keyId(), TokenSet.empty());
                    TokenSet all = TokenSet.union(List.of(before, set));
                    out[b] += Math.max(0, all.estimate() - before.estimate());
                    met.put(slice.keyId(), all);
                }
            }
        }
        return out;
    }

    @Override
    public String toString() {
        return Arrays.toString(sensors.keySet().toArray()) + " " + slices.size() + " windows";
    }
}
