package yochi.link.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import yochi.core.model.EpochReport;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.ReportBody;

/**
 * The bytes of {@code yochi.report/1}: magic {@code YREP}, major, minor, then a protobuf body of name tables and
 * columns (report.proto). The same report gives the same bytes. An unknown major is refused; unknown fields and names
 * are kept and counted (see ReceivedReport).
 */
public final class ReportCodec {
    /** Format name as documents print it. */
    public static final String FORMAT = "yochi.report/1";
    /** Ending of report files. */
    public static final String FILE_ENDING = ".yrep";
    /** Largest report that is read: a day of 100 sensors with sketches stays below 2 MiB. */
    public static final int MAX_BYTES = 16 << 20;

    private static final Envelope ENVELOPE = new Envelope("YREP", 1, 0, "report", MAX_BYTES);

    private ReportCodec() {}

    /** The report's bytes; throws where it could not be read back because it breaks a limit. */
    public static byte[] encode(EpochReport report) {
        return ENVELOPE.wrap(new ReportEncoder(report).body().toByteArray());
    }

    /** Reads a report, unknown names folded as {@link #read} says. */
    public static EpochReport decode(byte[] bytes) {
        return read(bytes).report();
    }

    /**
     * Reads a report and says what of it this side does not know.
     *
     * @throws YochiException {@link ErrorCode#REPORT_VERSION} on a newer major, {@link ErrorCode#INPUT_REJECTED} on
     *     bytes that are no report
     */
    public static ReceivedReport read(byte[] bytes) {
        byte[] body = ENVELOPE.open(bytes);
        try {
            ReportDecoder decoder = new ReportDecoder(ReportBody.parseFrom(body));
            EpochReport report = decoder.report();
            return new ReceivedReport(report, Arrays.copyOf(bytes, bytes.length), decoder.unknown());
        } catch (InvalidProtocolBufferException | IllegalArgumentException | ArithmeticException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "a broken report: " + e.getMessage(), e);
        }
    }
}
