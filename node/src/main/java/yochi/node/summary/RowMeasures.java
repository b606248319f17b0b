package yochi.node.summary;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.sketch.BinCounts;
import yochi.core.sketch.EntropyBounds;
import yochi.core.sketch.QuantileSketch;

/**
 * The measures of rows, each made of some cells of one epoch: distinct addresses, their entropy, new ones, and whatever
 * details the epoch holds. What was not measured is missing, never zero.
 */
public final class RowMeasures {
    private static final String NOT_KEPT = "more than the node keeps";
    private static final String NOT_TOLD = "the records do not tell it";

    private final EpochSummary epoch;
    private final CellCounts counts;
    private final int[][] rowsOfSlot;
    private final int rows;
    private final long[] unkept;
    private final long[] distinct;
    private final long[] fresh;
    private final EntropyBounds.Sum[] entropy;
    private final EntropyBounds.Sum[] services;
    private final QuantileSketch[] sizes;
    private final QuantileSketch[] gaps;
    private final BinCounts[] ports;
    private final int[][] ranks;
    private final long[] ttls;

    /**
     * Measures the rows of an epoch.
     *
     * @param rowsOfSlot for every cell of {@link EpochSummary#counted} the rows in which it counts
     * @param rows number of rows
     */
    public RowMeasures(EpochSummary epoch, int[][] rowsOfSlot, int rows) {
        this.epoch = epoch;
        this.counts = epoch.counted();
        this.rowsOfSlot = rowsOfSlot;
        this.rows = rows;
        this.unkept = new long[rows];
        this.distinct = new long[rows];
        this.fresh = new long[rows];
        this.entropy = filled(new EntropyBounds.Sum[rows]);
        this.services = filled(new EntropyBounds.Sum[rows]);
        this.sizes = new QuantileSketch[rows];
        this.gaps = new QuantileSketch[rows];
        this.ports = new BinCounts[rows];
        this.ranks = new int[rows][];
        this.ttls = new long[rows * CellDetails.TTL_CLASSES];
        addresses();
        services();
        bins();
        registers();
        ttls();
    }

    private static EntropyBounds.Sum[] filled(EntropyBounds.Sum[] sums) {
        Arrays.setAll(sums, i -> new EntropyBounds.Sum());
        return sums;
    }

    private static long pair(int row, long address) {
        return ((long) row << Addresses.BITS) | address;
    }

    private void addresses() {
        AttackType[] types = new AttackType[rows];
        for (int slot = 0; slot < rowsOfSlot.length; slot++) {
            for (int row : rowsOfSlot[slot]) {
                unkept[row] += counts.unkept(slot);
                types[row] = CellCode.type(counts.code(slot));
            }
        }
        LongCounts joined = new LongCounts(counts.pairs());
        counts.forEachPair((slot, address, n) -> {
            for (int row : rowsOfSlot[slot]) {
                joined.add(pair(row, address), n);
            }
        });
        joined.forEach((pair, n) -> {
            int row = (int) (pair >>> Addresses.BITS);
            distinct[row]++;
            entropy[row].add(n);
            if (epoch.isNew(types[row], pair & ((1L << Addresses.BITS) - 1))) {
                fresh[row]++;
            }
        });
    }

    private void services() {
        LongCounts joined = new LongCounts(0);
        for (int slot = 0; slot < rowsOfSlot.length; slot++) {
            long n = counts.records(slot);
            int service = CellCode.serviceNumber(counts.code(slot));
            for (int row : rowsOfSlot[slot]) {
                joined.add(pair(row, service), (int) Math.min(Integer.MAX_VALUE, n));
            }
        }
        joined.forEach((pair, n) -> services[(int) (pair >>> Addresses.BITS)].add(n));
    }

    private void bins() {
        epoch.details().forEachBin((slot, kind, bin, n) -> {
            for (int row : rowsOfSlot[slot]) {
                switch (kind) {
                    case CellDetails.SIZES -> sketch(sizes, row).addToBin(bin, n);
                    case CellDetails.GAPS -> sketch(gaps, row).addToBin(bin, n);
                    default -> {
                        if (ports[row] == null) {
                            ports[row] = BinCounts.empty();
                        }
                        ports[row].add(bin, n);
                    }
                }
            }
        });
    }

    private static QuantileSketch sketch(QuantileSketch[] of, int row) {
        if (of[row] == null) {
            of[row] = QuantileSketch.empty();
        }
        return of[row];
    }

    private void registers() {
        LongCounts joined = new LongCounts(0);
        epoch.details().registers().forEach((key, rank) -> {
            for (int row : rowsOfSlot[(int) (key >>> Registers.BITS)]) {
                joined.raise(Registers.moved(key, row), rank);
            }
        });
        joined.forEach((key, rank) -> {
            int row = (int) (key >>> Registers.BITS);
            if (ranks[row] == null) {
                ranks[row] = Registers.ranks();
            }
            ranks[row][rank]++;
        });
    }

    /** Distinct addresses of a row, exact. */
    public long distinct(int row) {
        return distinct[row];
    }

    /** All measures of a row beyond packets, bytes and orders. */
    public Map<Metric, Measure> of(int row) {
        Map<Metric, Measure> out = new TreeMap<>();
        boolean whole = unkept[row] == 0;
        out.put(
                Metric.SOURCES,
                whole ? Measure.DistinctCount.exactly(distinct[row]) : new Measure.Missing(NOT_KEPT));
        if (wants(Detail.ENTROPY)) {
            out.put(
                    Metric.ENTROPY_SOURCES,
                    whole ? new Measure.Entropy(entropy[row].bounds()) : new Measure.Missing(NOT_KEPT));
            out.put(Metric.ENTROPY_SERVICES, new Measure.Entropy(services[row].bounds()));
        }
        if (wants(Detail.NEW_SOURCES)) {
            out.put(Metric.SOURCES_NEW, fresh(row, whole));
        }
        boolean full = epoch.details().unkept() > 0;
        if (wants(Detail.SIZES)) {
            out.put(Metric.SIZE, full || sizes[row] == null ? none() : new Measure.Quantiles(sizes[row]));
        }
        if (wants(Detail.GAPS)) {
            QuantileSketch known = gaps[row] == null ? QuantileSketch.empty() : gaps[row];
            out.put(Metric.GAP, full ? none() : new Measure.Quantiles(known));
        }
        if (wants(Detail.SOURCE_PORTS)) {
            out.put(Metric.SOURCE_PORTS, full || ports[row] == null ? none() : new Measure.Histogram(ports[row]));
        }
        if (wants(Detail.TARGETS)) {
            out.put(Metric.TARGETS, full || ranks[row] == null ? none() : targets(row));
        }
        if (wants(Detail.TTL)) {
            out.put(Metric.TTL, ttl(row));
        }
        return out;
    }

    private boolean wants(Detail detail) {
        return epoch.details().wants(detail);
    }

    private Measure none() {
        return new Measure.Missing(epoch.details().unkept() > 0 ? NOT_KEPT : NOT_TOLD);
    }

    private Measure fresh(int row, boolean whole) {
        if (!whole || !epoch.noNewSources().isEmpty()) {
            return new Measure.Missing(whole ? epoch.noNewSources() : NOT_KEPT);
        }
        double missed = fresh[row] * epoch.newSourcesError() / Math.max(1e-9, 1 - epoch.newSourcesError());
        long upper = Math.min(distinct[row], fresh[row] + (long) Math.ceil(missed + 2 * Math.sqrt(missed)));
        return new Measure.DistinctCount(
                Math.min(upper, Math.round(fresh[row] + missed)), fresh[row], Math.max(fresh[row], upper));
    }

    private Measure targets(int row) {
        double n = Registers.estimate(ranks[row]);
        long estimate = Math.max(1, Math.round(n));
        return new Measure.DistinctCount(
                estimate,
                (long) Math.floor(estimate / (1 + 2 * Registers.ERROR)),
                (long) Math.ceil(estimate / (1 - 2 * Registers.ERROR)));
    }

    private void ttls() {
        for (int slot = 0; slot < rowsOfSlot.length; slot++) {
            for (int row : rowsOfSlot[slot]) {
                for (int c = 0; c < CellDetails.TTL_CLASSES; c++) {
                    ttls[row * CellDetails.TTL_CLASSES + c] += epoch.details().ttl(slot, c);
                }
            }
        }
    }

    private Measure ttl(int row) {
        BinCounts out = BinCounts.empty();
        for (int c = 0; c < CellDetails.TTL_CLASSES; c++) {
            out.add(c, ttls[row * CellDetails.TTL_CLASSES + c]);
        }
        return out.total() == 0 ? new Measure.Missing(NOT_TOLD) : new Measure.Histogram(out);
    }
}
