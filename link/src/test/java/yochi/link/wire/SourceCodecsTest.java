package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import yochi.core.model.ErrorCode;
import yochi.core.model.Service;
import yochi.core.model.SourceReport;
import yochi.core.model.YochiException;

/** G-5: sources travel as tokens in a message of their own, and lists of them come back in another. */
class SourceCodecsTest {
    private static final Path FOLDER = Path.of("src/test/resources/baseline");

    @Test
    void goldenBytesOfVersionOneZeroStayReadable() throws IOException {
        byte[] report = SourceReportCodec.encode(SampleReports.sources());
        byte[] list = SourceListCodec.encode(SampleReports.sourceList());
        if (Boolean.getBoolean("yochi.renew")) {
            Files.write(FOLDER.resolve("sources-1.0.ysrc"), report);
            Files.write(FOLDER.resolve("source-list-1.0.ysrl"), list);
        }
        byte[] oldReport = Files.readAllBytes(FOLDER.resolve("sources-1.0.ysrc"));
        byte[] oldList = Files.readAllBytes(FOLDER.resolve("source-list-1.0.ysrl"));
        assertThat(SourceReportCodec.decode(oldReport)).isEqualTo(SampleReports.sources());
        assertThat(SourceListCodec.decode(oldList)).isEqualTo(SampleReports.sourceList());
        assertThat(report).isEqualTo(oldReport);
        assertThat(list).isEqualTo(oldList);
    }

    @Test
    void refusesAnUnknownMajorAndACutMessage() {
        byte[] bytes = SourceReportCodec.encode(SampleReports.sources());
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> SourceReportCodec.decode(cut)).hasMessageContaining("broken source report");
        bytes[4] = 3;
        assertThatThrownBy(() -> SourceReportCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REPORT_VERSION));
        byte[] list = SourceListCodec.encode(SampleReports.sourceList());
        byte[] cutList = Arrays.copyOf(list, list.length - 1);
        assertThatThrownBy(() -> SourceListCodec.decode(cutList)).hasMessageContaining("broken source list");
    }

    private static SourceReport with(List<SourceReport.OfService> services) {
        SourceReport one = SampleReports.sources();
        return new SourceReport(
                one.node(),
                one.sequence(),
                one.country(),
                one.day(),
                one.kind(),
                one.until(),
                one.policy(),
                one.keyId(),
                one.watched(),
                services,
                one.leftOut(),
                one.closed());
    }

    private static void refused(SourceReport report, String why) {
        byte[] bytes = SourceReportCodec.encode(report);
        assertThatThrownBy(() -> SourceReportCodec.decode(bytes)).hasMessageContaining(why);
    }

    @Test
    void moreSourcesThanTheLimitTheSameTwiceAndAnOrderThatTellsSomethingAreRefused() {
        List<SourceReport.Seen> many = LongStream.rangeClosed(1, SourceReportCodec.MOST + 1)
                .mapToObj(token -> new SourceReport.Seen(token, 1))
                .toList();
        refused(with(List.of(new SourceReport.OfService(Service.tcp(22), many))), "limit 50000");
        SourceReport.OfService few = new SourceReport.OfService(Service.tcp(22), many.subList(0, 3));
        refused(with(List.of(few, few)), "stands there twice");
        SourceReport.OfService again =
                new SourceReport.OfService(Service.tcp(22), List.of(many.get(2), many.get(1)));
        refused(with(List.of(again)), "do not ascend");
        SourceReport.OfService twice =
                new SourceReport.OfService(Service.tcp(22), List.of(many.get(1), many.get(1)));
        refused(with(List.of(twice)), "do not ascend");
    }
}
