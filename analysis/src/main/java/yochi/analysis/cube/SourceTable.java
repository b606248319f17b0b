package yochi.analysis.cube;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.core.model.CellKey;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Service;
import yochi.core.model.Statistic;

/** Distinct sources per cell of one window: sets where sketches came, numbers with bounds elsewhere. */
final class SourceTable {
    private final Epoch window;
    private final Map<Cell, List<TokenSet>> sets = new HashMap<>();
    /** Estimate, lower and upper bound of the window, and of the finer epochs together. */
    private final Tally coarse = new Tally(0, 0, 0);

    private final Tally fine = new Tally(0, 0, 0);
    private final Map<Cell, long[]> hourly = new HashMap<>();
    private final SortedMap<Integer, List<TokenSet>> brightness = new TreeMap<>();

    SourceTable(Epoch window) {
        this.window = window;
    }

    void add(Statistic statistic) {
        CellKey key = statistic.key();
        statistic.measures().forEach((metric, measure) -> {
            if (metric.equals(Metric.SOURCES)) {
                add(key, measure);
            } else if (metric.brightness() >= 0
                    && new Cell(key.attackType(), key.service()).equals(Cell.ALL_ORIGIN)
                    && measure instanceof Measure.DistinctSet d) {
                brightness
                        .computeIfAbsent(metric.brightness(), s -> new ArrayList<>())
                        .add(TokenSet.of(d.sketch()));
            }
        });
    }

    private void add(CellKey key, Measure measure) {
        switch (measure) {
            case Measure.DistinctSet d -> {
                sets.computeIfAbsent(new Cell(key.attackType(), key.service()), c -> new ArrayList<>())
                        .add(TokenSet.of(d.sketch()));
                hour(key, d.bounds().estimate());
            }
            case Measure.DistinctCount d -> {
                Tally into = key.epoch().seconds() >= window.seconds() ? coarse : fine;
                int row = into.row(Cell.code(key.attackType(), key.service()));
                // As two distinct counts merge: at least the larger, at most the sum.
                into.set(0, row, Math.max(into.get(0, row), d.estimate()));
                into.set(1, row, Math.max(into.get(1, row), d.lower()));
                into.add(2, row, d.upper());
                hour(key, d.estimate());
            }
            case Measure.Count c -> {}
            case Measure.Packed p -> {}
            case Measure.Missing m -> {}
        }
    }

    private void hour(CellKey key, long estimate) {
        int hour = PacketTable.hour(window, key.epoch());
        if (key.service().equals(Service.ANY) && key.epoch().seconds() <= Epoch.HOUR && hour >= 0) {
            Cell total = new Cell(key.attackType(), key.service());
            hourly.computeIfAbsent(total, c -> new long[PacketTable.hours(window)])[hour] += estimate;
        }
    }

    Map<Cell, TokenSet> sets() {
        Map<Cell, TokenSet> out = new HashMap<>();
        sets.forEach((cell, parts) -> out.put(cell, TokenSet.union(parts)));
        return out;
    }

    /** Numbers of cells without a set; {@code row} itself where it holds the same cells. */
    CountColumn counts(Cells row) {
        Tally all = new Tally(0, 0, 0);
        for (Tally from : new Tally[] {fine, coarse}) {
            for (int r = 0; r < from.rows(); r++) {
                int into = all.row(from.code(r));
                for (int c = 0; c < 3; c++) {
                    all.set(c, into, from.get(c, r));
                }
            }
        }
        Cells own = all.cells(code -> sets.isEmpty() || !sets.containsKey(Cell.of(code)));
        Cells cells = own.same(row) ? row : own;
        return new CountColumn(
                cells, all.column(0, cells, 0), all.column(1, cells, 0), all.column(2, cells, 0));
    }

    Map<Cell, long[]> perHour() {
        return hourly;
    }

    SortedMap<Integer, TokenSet> brightness() {
        SortedMap<Integer, TokenSet> out = new TreeMap<>();
        brightness.forEach((stratum, parts) -> out.put(stratum, TokenSet.union(parts)));
        return out;
    }
}
