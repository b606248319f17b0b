package yochi.node.border;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Tool;
import yochi.node.border.WindowCells.About;
import yochi.node.summary.CellCode;
import yochi.node.summary.CellCounts;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.LongCounts;

/**
 * The statistics of one window that leave. Per epoch: each visible cell, the total of each attack type, "rest" and the
 * total of each party. Per window: distinct sets of origins and victims as keyed sketches.
 */
final class ReleasedCells {
    private static final String NO_LENGTH = "the records hold no length";
    private static final String NOT_KEPT = "more distinct addresses than the node keeps";

    private final WindowCells cells;
    private final List<About> rows = new ArrayList<>();
    private final Map<About, Integer> rowNumbers = new HashMap<>();
    private final int[][] rowsOfCell;
    private final Judgement judgement;
    private final TreeMap<CellKey, Map<Metric, Measure>> out = new TreeMap<>();

    ReleasedCells(WindowCells cells, Judgement judgement) {
        this.cells = cells;
        this.judgement = judgement;
        this.rowsOfCell = new int[cells.size()][];
        for (int cell = 0; cell < rowsOfCell.length; cell++) {
            rowsOfCell[cell] = rowsOf(cell);
        }
    }

    private static About everything(String sensorGroup, AttackType type) {
        return new About(sensorGroup, type, Service.ANY, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
    }

    private int[] rowsOf(int cell) {
        About about = cells.about(cell);
        Party party = about.type().party();
        About typeTotal = everything(about.sensorGroup(), about.type());
        List<About> wanted = new ArrayList<>();
        if (judgement.visible(cell) && !about.equals(typeTotal)) {
            wanted.add(about);
        }
        if (judgement.inTypeTotal(cell)) {
            wanted.add(typeTotal);
        }
        if (judgement.inPartyTotal(cell)) {
            if (!judgement.visible(cell)) {
                wanted.add(everything(about.sensorGroup(), AttackType.rest(party)));
            }
            wanted.add(everything(about.sensorGroup(), AttackType.all(party)));
        }
        return wanted.stream()
                .mapToInt(w -> rowNumbers.computeIfAbsent(w, x -> {
                    rows.add(x);
                    return rows.size() - 1;
                }))
                .toArray();
    }

    void epochs(List<EpochSummary> epochs) {
        LongCounts seen = new LongCounts(64);
        for (EpochSummary epoch : epochs) {
            seen.clear();
            Sums sums = new Sums(rows.size());
            CellCounts counts = epoch.counted();
            int[] cellOf = cells.cellsOf(epoch);
            for (int slot = 0; slot < cellOf.length; slot++) {
                for (int row : rowsOfCell[cellOf[slot]]) {
                    sums.add(row, counts, slot);
                }
            }
            counts.forEachPair((slot, address, n) -> {
                for (int row : rowsOfCell[cellOf[slot]]) {
                    if (seen.add(WindowCells.pair(row, address), 1) == 0) {
                        sums.distinct[row]++;
                    }
                }
            });
            for (int row = 0; row < rows.size(); row++) {
                if (sums.any[row]) {
                    put(rows.get(row).in(epoch.epoch()), sums.measures(row));
                }
            }
        }
    }

    private void put(CellKey key, Map<Metric, Measure> measures) {
        out.merge(key, measures, (a, b) -> new Statistic(key, a).merge(new Statistic(key, b)).measures());
    }

    /** Sums of one epoch by row. */
    private static final class Sums {
        private final boolean[] any;
        private final long[] packets;
        private final long[] bytes;
        private final long[] unmeasured;
        private final long[] orders;
        private final long[] unkept;
        private final long[] distinct;
        private final boolean[] traffic;

        Sums(int rows) {
            any = new boolean[rows];
            packets = new long[rows];
            bytes = new long[rows];
            unmeasured = new long[rows];
            orders = new long[rows];
            unkept = new long[rows];
            distinct = new long[rows];
            traffic = new boolean[rows];
        }

        void add(int row, CellCounts counts, int slot) {
            any[row] = true;
            unkept[row] += counts.unkept(slot);
            if (CellCode.type(counts.code(slot)) == AttackType.ATTACK_ORDER) {
                orders[row] += counts.amount(slot);
            } else {
                traffic[row] = true;
                packets[row] += counts.records(slot);
                bytes[row] += counts.amount(slot);
                unmeasured[row] += counts.unmeasured(slot);
            }
        }

        Map<Metric, Measure> measures(int row) {
            Map<Metric, Measure> measures = new TreeMap<>();
            if (traffic[row]) {
                measures.put(Metric.PACKETS, new Measure.Count(packets[row]));
                measures.put(
                        Metric.BYTES,
                        unmeasured[row] > 0 ? new Measure.Missing(NO_LENGTH) : new Measure.Count(bytes[row]));
            }
            if (orders[row] > 0) {
                measures.put(Metric.ORDERS, new Measure.Count(orders[row]));
            }
            measures.put(
                    Metric.SOURCES,
                    unkept[row] > 0 ? new Measure.Missing(NOT_KEPT) : Measure.DistinctCount.exactly(distinct[row]));
            return measures;
        }
    }

    /** Adds the sketches: per attack type and service, per attack type, per party, there also by brightness. */
    void sketches(Epoch window, SketchKeys.Key key, int atLeast) {
        WindowSketches sketches = new WindowSketches(cells, window, key);
        for (int cell = 0; cell < rowsOfCell.length; cell++) {
            sketches.assign(cell, Arrays.stream(rowsOfCell[cell]).mapToObj(rows::get));
        }
        sketches.measures(atLeast).forEach(this::put);
    }

    /** Adds what was not counted. */
    void missing(Map<CellKey, Map<Metric, Measure>> cells) {
        cells.forEach(this::put);
    }

    List<Statistic> cells() {
        List<Statistic> list = new ArrayList<>(out.size());
        out.forEach((key, measures) -> list.add(new Statistic(key, measures)));
        return list;
    }
}
