package yochi.link.wire;

import java.util.List;
import java.util.Map;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.sketch.DistinctSketch;
import yochi.link.wire.proto.MetricColumn;

/** Reads the values of one metric into the cells that hold it. */
final class MetricReader {
    private final MetricColumn column;
    private final List<String> reasons;
    private final Metric metric;
    private int unknown;

    MetricReader(MetricColumn column, List<String> reasons) {
        this.column = column;
        this.reasons = reasons;
        this.metric = new Metric(ReportLimits.name(column.getMetric()));
    }

    void into(List<Map<Metric, Measure>> cells) {
        counts(cells);
        distincts(cells);
        packed(cells);
        int cell = -1;
        ReportDecoder.same(metric.id(), column.getSketchCellGapCount(), column.getSketchCount());
        for (int i = 0; i < column.getSketchCount(); i++) {
            cell = Math.addExact(cell, column.getSketchCellGap(i));
            byte[] sketch = column.getSketch(i).toByteArray();
            put(cells, cell, new Measure.DistinctSet(DistinctSketch.parse(sketch)));
        }
        cell = -1;
        ReportDecoder.same(metric.id(), column.getMissingCellGapCount(), column.getMissingReasonCount());
        for (int i = 0; i < column.getMissingReasonCount(); i++) {
            cell = Math.addExact(cell, column.getMissingCellGap(i));
            put(cells, cell, new Measure.Missing(ReportDecoder.at(reasons, column.getMissingReason(i), "reason")));
        }
    }

    private void counts(List<Map<Metric, Measure>> cells) {
        ReportDecoder.same(metric.id(), column.getCountCellGapCount(), column.getCountCount());
        int cell = -1;
        for (int i = 0; i < column.getCountCount(); i++) {
            cell = Math.addExact(cell, column.getCountCellGap(i));
            put(cells, cell, new Measure.Count(column.getCount(i)));
        }
    }

    private void distincts(List<Map<Metric, Measure>> cells) {
        int n = column.getDistinctEstimateCount();
        ReportDecoder.same(metric.id(), column.getDistinctCellGapCount(), n);
        ReportDecoder.same(metric.id(), column.getDistinctBelowCount(), column.getDistinctAboveCount());
        boolean exact = column.getDistinctBelowCount() == 0;
        if (!exact) {
            ReportDecoder.same(metric.id(), column.getDistinctBelowCount(), n);
        }
        int cell = -1;
        for (int i = 0; i < n; i++) {
            cell = Math.addExact(cell, column.getDistinctCellGap(i));
            long estimate = column.getDistinctEstimate(i);
            put(
                    cells,
                    cell,
                    exact
                            ? Measure.DistinctCount.exactly(estimate)
                            : new Measure.DistinctCount(
                                    estimate,
                                    Math.subtractExact(estimate, column.getDistinctBelow(i)),
                                    Math.addExact(estimate, column.getDistinctAbove(i))));
        }
    }

    private void packed(List<Map<Metric, Measure>> cells) {
        int n = column.getPackedCount();
        ReportDecoder.same(metric.id(), column.getPackedCellGapCount(), n);
        ReportDecoder.same(metric.id(), column.getPackedKindCount(), n);
        ReportLimits.atMost("kinds", column.getKindsCount(), ReportLimits.NAMES);
        int cell = -1;
        for (int i = 0; i < n; i++) {
            cell = Math.addExact(cell, column.getPackedCellGap(i));
            String kind = ReportLimits.name(ReportDecoder.at(column.getKindsList(), column.getPackedKind(i), "kind"));
            Measure.Packed measure = Measure.Packed.of(kind, column.getPacked(i).toByteArray());
            unknown += measure instanceof Measure.Unknown ? 1 : 0;
            put(cells, cell, measure);
        }
    }

    /** Values of a kind that this side does not know. */
    int unknown() {
        return unknown;
    }

    private void put(List<Map<Metric, Measure>> cells, int cell, Measure measure) {
        if (ReportDecoder.at(cells, cell, "cell").put(metric, measure) != null) {
            throw new IllegalArgumentException("two values of " + metric + " in cell " + cell);
        }
    }
}
