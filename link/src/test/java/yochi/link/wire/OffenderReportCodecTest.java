package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import yochi.core.model.ErrorCode;
import yochi.core.model.OffenderReport;
import yochi.core.model.YochiException;

/** machines that attack travel in a message of their own. */
class OffenderReportCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/baseline/offenders-1.0.yoff");

    @Test
    void readsWhatItWrote() {
        OffenderReport report = SampleReports.offenders();
        assertThat(OffenderReportCodec.decode(OffenderReportCodec.encode(report))).isEqualTo(report);
    }

    @Test
    void goldenBytesOfVersionOneZeroStayReadable() throws IOException {
        byte[] bytes = OffenderReportCodec.encode(SampleReports.offenders());
        if (Boolean.getBoolean("yochi.renew")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, bytes);
        }
        assertThat(OffenderReportCodec.decode(Files.readAllBytes(GOLDEN))).isEqualTo(SampleReports.offenders());
        assertThat(bytes).isEqualTo(Files.readAllBytes(GOLDEN));
    }

    @Test
    void refusesAnUnknownMajorAndACutMessage() {
        byte[] bytes = OffenderReportCodec.encode(SampleReports.offenders());
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> OffenderReportCodec.decode(cut)).hasMessageContaining("broken offender report");
        bytes[4] = 3;
        assertThatThrownBy(() -> OffenderReportCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REPORT_VERSION));
    }
}
