package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import yochi.core.model.ErrorCode;
import yochi.core.model.VictimReport;
import yochi.core.model.YochiException;

/** S-3: victims travel in a message of their own. */
class VictimReportCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/baseline/victims-1.0.yvic");

    @Test
    void readsWhatItWrote() {
        VictimReport report = SampleReports.victims();
        assertThat(VictimReportCodec.decode(VictimReportCodec.encode(report))).isEqualTo(report);
    }

    @Test
    void goldenBytesOfVersionOneZeroStayReadable() throws IOException {
        byte[] bytes = VictimReportCodec.encode(SampleReports.victims());
        if (Boolean.getBoolean("yochi.renew")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, bytes);
        }
        assertThat(VictimReportCodec.decode(Files.readAllBytes(GOLDEN))).isEqualTo(SampleReports.victims());
        assertThat(bytes).isEqualTo(Files.readAllBytes(GOLDEN));
    }

    @Test
    void refusesAnUnknownMajorAndACutMessage() {
        byte[] bytes = VictimReportCodec.encode(SampleReports.victims());
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> VictimReportCodec.decode(cut)).hasMessageContaining("broken victim report");
        bytes[4] = 3;
        assertThatThrownBy(() -> VictimReportCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REPORT_VERSION));
    }
}
