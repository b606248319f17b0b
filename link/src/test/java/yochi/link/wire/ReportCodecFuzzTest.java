package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import yochi.core.model.EpochReport;
import yochi.core.model.YochiException;

/** Issue 2 §7: no bytes make a codec of reports do anything but read or refuse them. */
class ReportCodecFuzzTest {
    @FuzzTest
    void reportsAreReadOrRefused(byte[] bytes) {
        read(bytes);
        read(framed("YREP", bytes));
    }

    @FuzzTest
    void victimReportsAreReadOrRefused(byte[] bytes) {
        for (byte[] message : new byte[][] {bytes, framed("YVIC", bytes)}) {
            try {
                assertThat(VictimReportCodec.decode(message)).isNotNull();
            } catch (YochiException refused) {
                assertThat(refused.advice()).isNotEmpty();
            }
        }
    }

    @FuzzTest
    void offenderReportsAreReadOrRefused(byte[] bytes) {
        for (byte[] message : new byte[][] {bytes, framed("YOFF", bytes)}) {
            try {
                byte[] again = OffenderReportCodec.encode(OffenderReportCodec.decode(message));
                assertThat(OffenderReportCodec.encode(OffenderReportCodec.decode(again))).isEqualTo(again);
            } catch (YochiException refused) {
                assertThat(refused.advice()).isNotEmpty();
            }
        }
    }

    @FuzzTest
    void reportsOnSeenVictimsAreReadOrRefused(byte[] bytes) {
        for (byte[] message : new byte[][] {bytes, framed("YSVI", bytes)}) {
            try {
                byte[] again = SeenVictimReportCodec.encode(SeenVictimReportCodec.decode(message));
                assertThat(SeenVictimReportCodec.encode(SeenVictimReportCodec.decode(again))).isEqualTo(again);
            } catch (YochiException refused) {
                assertThat(refused.advice()).isNotEmpty();
            }
        }
    }

    @FuzzTest
    void parcelsAreReadOrRefused(byte[] bytes) {
        for (byte[] message : new byte[][] {bytes, framed("YPAR", bytes)}) {
            try {
                byte[] again = Parcel.decode(message).encode();
                assertThat(Parcel.decode(again).encode()).isEqualTo(again);
            } catch (YochiException refused) {
                assertThat(refused.advice()).isNotEmpty();
            }
        }
    }

    private static void read(byte[] message) {
        try {
            EpochReport report = ReportCodec.decode(message);
            byte[] again = ReportCodec.encode(report);
            assertThat(ReportCodec.encode(ReportCodec.decode(again))).isEqualTo(again);
        } catch (YochiException refused) {
            assertThat(refused.advice()).isNotEmpty();
        }
    }

    private static byte[] framed(String magic, byte[] body) {
        byte[] out = Arrays.copyOf(magic.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 6 + body.length);
        out[4] = 1;
        System.arraycopy(body, 0, out, 6, body.length);
        return out;
    }
}
