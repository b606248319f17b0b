package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import yochi.core.model.YochiException;

/** Issue 5 §6: no bytes make the codecs of sources do anything but read or refuse them. */
class SourceCodecsFuzzTest {
    @FuzzTest
    void sourceReportsAreReadOrRefused(byte[] bytes) {
        for (byte[] message : new byte[][] {bytes, framed("YSRC", bytes)}) {
            try {
                byte[] again = SourceReportCodec.encode(SourceReportCodec.decode(message));
                assertThat(SourceReportCodec.encode(SourceReportCodec.decode(again))).isEqualTo(again);
            } catch (YochiException refused) {
                assertThat(refused.advice()).isNotEmpty();
            }
        }
    }

    @FuzzTest
    void sourceListsAreReadOrRefused(byte[] bytes) {
        for (byte[] message : new byte[][] {bytes, framed("YSRL", bytes)}) {
            try {
                byte[] again = SourceListCodec.encode(SourceListCodec.decode(message));
                assertThat(SourceListCodec.encode(SourceListCodec.decode(again))).isEqualTo(again);
            } catch (YochiException refused) {
                assertThat(refused.advice()).isNotEmpty();
            }
        }
    }

    private static byte[] framed(String magic, byte[] body) {
        byte[] out = Arrays.copyOf(magic.getBytes(StandardCharsets.US_ASCII), 6 + body.length);
        out[4] = 1;
        System.arraycopy(body, 0, out, 6, body.length);
        return out;
    }
}
