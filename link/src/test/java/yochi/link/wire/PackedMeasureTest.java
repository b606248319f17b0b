package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Tool;
import yochi.core.model.YochiException;
import yochi.core.sketch.BinCounts;
import yochi.core.sketch.EntropyBounds;
import yochi.core.sketch.ItemCounts;
import yochi.core.sketch.QuantileSketch;
import yochi.link.wire.proto.ReportBody;

@DisplayName("K-7: measures of every kind, known or not, cross the border whole")
class PackedMeasureTest {
    @Test
    void everyKindComesBackAsItWentAndAnUnknownOneIsKeptAndCounted() {
        Statistic cell = cell(Map.of(
                Metric.SIZE, new Measure.Quantiles(sizes()),
                Metric.TTL, new Measure.Histogram(bins()),
                Metric.VICTIMS, new Measure.FrequentItems(items()),
                Metric.ENTROPY_SOURCES, new Measure.Entropy(entropy()),
                new Metric("tomorrow"), Measure.Packed.of("spectrum", new byte[] {1, 2, 3})));
        ReceivedReport read = ReportCodec.read(ReportCodec.encode(SampleReports.report(List.of(cell), List.of())));
        assertThat(read.report().cells()).containsExactly(cell);
        assertThat(read.unknown()).isEqualTo(new ReceivedReport.Unknown(0, 0, 0, 1));
        byte[] again = ReportCodec.encode(read.report());
        assertThat(ReportCodec.decode(again).cells()).containsExactly(cell);
    }

    @Test
    void aBrokenMeasureOfAKnownKindIsRefused() throws Exception {
        byte[] good = ReportCodec.encode(SampleReports.report(
                List.of(cell(Map.of(Metric.SIZE, new Measure.Quantiles(sizes())))), List.of()));
        ReportBody.Builder body = ReportBody.parseFrom(Arrays.copyOfRange(good, 6, good.length)).toBuilder();
        body.getCellsBuilder().getMetricsBuilder(0).setPacked(0, ByteString.copyFrom(new byte[] {1, 5}));
        byte[] bad = new Envelope("YREP", 1, 0, "report", 1 << 20).wrap(body.build().toByteArray());
        assertThatThrownBy(() -> ReportCodec.decode(bad)).isInstanceOf(YochiException.class);
    }

    private static Statistic cell(Map<Metric, Measure> measures) {
        CellKey key = new CellKey(
                SampleReports.DAY,
                "s1",
                AttackType.SCAN_SYN,
                Service.tcp(23),
                Tool.NONE,
                Country.UNKNOWN,
                Asn.UNKNOWN);
        return new Statistic(key, measures);
    }

    private static QuantileSketch sizes() {
        QuantileSketch out = QuantileSketch.empty();
        out.add(60);
        out.add(1500);
        return out;
    }

    private static BinCounts bins() {
        BinCounts out = BinCounts.empty();
        out.add(1, 7);
        out.add(3, 2);
        return out;
    }

    private static ItemCounts items() {
        ItemCounts out = ItemCounts.empty();
        out.add(-17, 30);
        out.add(Long.MAX_VALUE, 2);
        return out;
    }

    private static EntropyBounds entropy() {
        EntropyBounds.Sum sum = new EntropyBounds.Sum();
        sum.add(3);
        sum.add(4);
        return sum.bounds();
    }
}
