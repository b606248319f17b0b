package yochi.link.wire;

import com.google.protobuf.ByteString;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.link.wire.proto.MetricColumn;

/** Writes the values of one metric, each kind of measure into its own lists. */
final class MetricWriter {
    private final MetricColumn.Builder column;
    private final NameTable<String> reasons;
    private final NameTable<String> kinds = new NameTable<>();
    private int lastCount = -1;
    private int lastDistinct = -1;
    private int lastSketch = -1;
    private int lastMissing = -1;
    private int lastPacked = -1;
    private boolean estimated;

    MetricWriter(Metric metric, NameTable<String> reasons) {
        this.column = MetricColumn.newBuilder().setMetric(metric.id());
        this.reasons = reasons;
    }

    void add(int cell, Measure measure) {
        switch (measure) {
            case Measure.Count c -> {
                column.addCountCellGap(cell - lastCount).addCount(c.value());
                lastCount = cell;
            }
            case Measure.DistinctCount d -> {
                column.addDistinctCellGap(cell - lastDistinct)
                        .addDistinctEstimate(d.estimate())
                        .addDistinctBelow(d.estimate() - d.lower())
                        .addDistinctAbove(d.upper() - d.estimate());
                estimated |= d.lower() != d.upper();
                lastDistinct = cell;
            }
            case Measure.DistinctSet d -> {
                column.addSketchCellGap(cell - lastSketch)
                        .addSketch(ByteString.copyFrom(d.sketch().toBytes()));
                lastSketch = cell;
            }
            case Measure.Packed p -> {
                column.addPackedCellGap(cell - lastPacked)
                        .addPackedKind(kinds.number(p.kind()))
                        .addPacked(ByteString.copyFrom(p.bytes()));
                lastPacked = cell;
            }
            case Measure.Missing m -> {
                column.addMissingCellGap(cell - lastMissing).addMissingReason(reasons.number(m.reason()));
                lastMissing = cell;
            }
        }
    }

    MetricColumn column() {
        if (!estimated) {
            column.clearDistinctBelow().clearDistinctAbove();
        }
        return column.addAllKinds(kinds.names()).build();
    }
}
