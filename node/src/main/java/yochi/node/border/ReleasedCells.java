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
import yochi.core.sketch.ItemCounts;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.border.WindowCells.About;
import yochi.node.summary.CellCode;
import yochi.node.summary.CellCounts;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.LongCounts;
import yochi.node.summary.RowMeasures;

/**
 * The statistics of one window that leave. Per epoch: each visible cell, the total of each attack type, "rest" and the
 * total of each party. Per window: distinct sets of origins and victims as keyed sketches.
 */
final class ReleasedCells {
    private static final int[] NO_ROWS = {};
    private static final String NO_LENGTH = "the records hold no length";
    private static final String DOMINATED = "present: one address gives too much of it";
    private static final String NOT_KEPT = "more distinct addresses than the node keeps";

    private static final int[] NONE = {};

    private final WindowCells cells;
    private final List<About> rows = new ArrayList<>();
    private final Map<About, Integer> rowNumbers = new HashMap<>();
    private final int[][] rowsOfCell;
    private final Judgement judgement;
    private final TreeMap<CellKey, Map<Metric, Measure>> out = new TreeMap<>();

    private final PrivacyPolicy policy;

    ReleasedCells(PrivacyPolicy policy, WindowCells cells, Judgement judgement) {
        this.policy = policy;
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
        if (!judgement.inPartyTotal(cell)) {
            return NO_ROWS;
        }
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
        if (!judgement.visible(cell)) {
            wanted.add(everything(about.sensorGroup(), AttackType.rest(party)));
        }
        wanted.add(everything(about.sensorGroup(), AttackType.all(party)));
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
            cells.clipping().excess(counts, cellOf).forEach((cell, n) -> {
                for (int row : rowsOfCell[cell]) {
                    sums.excess[row] += n;
                }
            });
            for (int slot = 0; slot < cellOf.length; slot++) {
                int[] wanted = rowsOfCell[cellOf[slot]];
                if (wanted.length > 0) {
                    counts.forEachAddress(slot, (address, n) -> {
                        for (int row : wanted) {
                            sums.distinct[row] += seen.add(WindowCells.pair(row, address), 1) == 0 ? 1 : 0;
                        }
                    });
                }
            }
            for (int row = 0; row < rows.size(); row++) {
                if (sums.any[row]) {
                    Map<Metric, Measure> measures = sums.measures(row);
                    put(rows.get(row).in(epoch.epoch()), total(rows.get(row)) ? rounded(measures) : measures);
                }
            }
        }
    }

    /** Adds the further metrics that the policy asks for, each for the whole window, as its rule lets it. */
    void details(Epoch window, List<EpochSummary> epochs) {
        if (policy.details().isEmpty()) {
            return;
        }
        Map<About, Map<Metric, Measure>> all = new HashMap<>();
        for (EpochSummary epoch : epochs) {
            int[] cellOf = cells.cellsOf(epoch);
            int[][] rowsOfSlot = new int[cellOf.length][];
            Arrays.setAll(rowsOfSlot, slot -> rowsOfCell[cellOf[slot]]);
            RowMeasures measured = new RowMeasures(epoch, rowsOfSlot, rows.size());
            for (int row = 0; row < rows.size(); row++) {
                if (measured.distinct(row) > 0) {
                    Map<Metric, Measure> into = all.computeIfAbsent(rows.get(row), r -> new TreeMap<>());
                    measured.of(row).forEach((metric, measure) -> into.merge(metric, measure, Measure::merge));
                }
            }
        }
        all.forEach((about, measures) -> {
            Map<Metric, Measure> leaving = new TreeMap<>();
            measures.forEach((metric, measure) -> ReleaseRule.ofWindow(metric, measure, policy.k())
                    .ifPresent(m -> leaving.put(metric, m)));
            put(about.in(window), leaving);
        });
    }

    /** Adds what the totals of the drawn sensors say of all that watched; only where no sensor leaves by itself. */
    void extrapolated(Sieve.Rest rest) {
        if (rest.whole() || policy.dimensions().contains(Dimension.SENSOR)) {
            return;
        }
        Map<About, Map<String, Long>> sums = new HashMap<>();
        long[] told = new long[rows.size()];
        long[] seen = new long[rows.size()];
        for (int cell = 0; cell < rowsOfCell.length; cell++) {
            for (int row : rowsOfCell[cell]) {
                told[row] += cells.told(cell);
                seen[row] += cells.packets(cell);
            }
        }
        for (EpochSummary epoch : rest.window().epochs()) {
            int[] cellOf = cells.cellsOf(epoch);
            for (int slot = 0; slot < cellOf.length; slot++) {
                long code = epoch.counted().code(slot);
                for (int row : CellCode.type(code) == AttackType.ATTACK_ORDER ? NONE : rowsOfCell[cellOf[slot]]) {
                    if (total(rows.get(row))) {
                        String sensor = epoch.dictionary().sensorOf(CellCode.sensor(code)).name();
                        sums.computeIfAbsent(rows.get(row), r -> new HashMap<>())
                                .merge(sensor, epoch.counted().records(slot), Long::sum);
                    }
                }
            }
        }
        sums.forEach((about, bySensor) -> {
            int row = rowNumbers.getOrDefault(about, 0);
            long[] packets = rest.drawn().stream()
                    .mapToLong(s -> Math.round((double) bySensor.getOrDefault(s, 0L) * told[row] / seen[row]))
                    .toArray();
            put(about.in(rest.window().window()), Extrapolation.of(packets, rest.watching().size()));
        });
    }

    /** Adds packets per keyed victim and ten seconds, of types with enough victims for a sketch (algorithms §1.2). */
    void victims(List<EpochSummary> epochs, SketchKeys.Key key, int atLeast) {
        for (EpochSummary epoch : epochs) {
            epoch.victims().forEach((type, tens) -> {
                About about = rows.stream()
                        .filter(r -> r.type() == type && total(r))
                        .findFirst()
                        .orElse(everything("", type));
                if (about.sensorGroup().isEmpty() || tens.distinct() < atLeast) {
                    return;
                }
                tens.forEach((span, address, n) -> {
                    ItemCounts items = ItemCounts.empty();
                    items.add(key.token(Party.VICTIM, cells.addresses().bytes(address)), n);
                    put(about.in(span), Map.of(Metric.VICTIMS, new Measure.FrequentItems(items)));
                });
            });
        }
    }

    private static boolean total(About about) {
        return about.equals(everything(about.sensorGroup(), about.type()));
    }

    /** Totals and rest are told to a multiple only, so that no exact difference can be formed with them (§6.2). */
    private Map<Metric, Measure> rounded(Map<Metric, Measure> exact) {
        int step = policy.rounding();
        if (step == 1) {
            return exact;
        }
        Map<Metric, Measure> out = new TreeMap<>(exact);
        out.replaceAll((metric, measure) -> {
            if (measure instanceof Measure.DistinctCount d) {
                return nearest(d.estimate(), step);
            }
            boolean adds = metric.equals(Metric.PACKETS) || metric.equals(Metric.ORDERS);
            return adds && measure instanceof Measure.Count c ? new Measure.Count(rounded(c.value(), step)) : measure;
        });
        return out;
    }

    private static long rounded(long value, int step) {
        return (value + step / 2) / step * step;
    }

    /** A number of addresses to the nearest multiple, with the bounds that this leaves. */
    static Measure.DistinctCount nearest(long value, int step) {
        long told = rounded(value, step);
        return new Measure.DistinctCount(told, Math.max(0, told - step / 2), told + step / 2);
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
        private final long[] excess;

        Sums(int rows) {
            any = new boolean[rows];
            packets = new long[rows];
            bytes = new long[rows];
            unmeasured = new long[rows];
            orders = new long[rows];
            unkept = new long[rows];
            distinct = new long[rows];
            traffic = new boolean[rows];
            excess = new long[rows];
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
                measures.put(Metric.PACKETS, new Measure.Count(packets[row] - excess[row]));
                measures.put(
                        Metric.BYTES,
                        unmeasured[row] > 0
                                ? new Measure.Missing(NO_LENGTH)
                                : new Measure.Count(Clipping.scaled(bytes[row], packets[row], excess[row])));
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

    /**
     * Adds the sketches: per attack type and service, per attack type, per party, there also by brightness; and
     * says how many were too small.
     */
    long sketches(Epoch window, SketchKeys.Key key, PrivacyPolicy.Sketches rule) {
        WindowSketches sketches = new WindowSketches(cells, window, key);
        for (int cell = 0; cell < rowsOfCell.length; cell++) {
            sketches.assign(cell, Arrays.stream(rowsOfCell[cell]).mapToObj(rows::get));
        }
        sketches.measures(rule).forEach(this::put);
        return sketches.tooSmall();
    }

    /** Cells that one address dominates: that there is something, and no number. */
    void presence(Epoch window) {
        for (int cell = 0; cell < cells.size(); cell++) {
            if (judgement.present(cell)) {
                out.putIfAbsent(cells.about(cell).in(window), Map.of(Metric.PACKETS, new Measure.Missing(DOMINATED)));
            }
        }
    }

    /** Adds what is told beside what was counted: how the sensors stood, and what was found. */
    void beside(Map<CellKey, Map<Metric, Measure>> cells) {
        cells.forEach(this::put);
    }

    List<Statistic> cells() {
        List<Statistic> list = new ArrayList<>(out.size());
        out.forEach((key, measures) -> list.add(new Statistic(key, measures)));
        return list;
    }
}
