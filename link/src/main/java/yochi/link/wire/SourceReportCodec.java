package yochi.link.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.Service;
import yochi.core.model.SourceReport;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.SourceEntries;
import yochi.link.wire.proto.SourceReportBody;

/** The bytes of {@code yochi.source-report/1}: magic {@code YSRC}, major, minor, protobuf body (source.proto). */
public final class SourceReportCodec {
    public static final String FORMAT = "yochi.source-report/1";
    /** Sources of one report, of all services together. */
    public static final int MOST = 50_000;
    /** Nodes for which one report can hold addresses. */
    public static final int MOST_BOXES = 4;
    /** Largest message that is read: that many sources of 18 bytes, and in each box as many of 18 at most. */
    public static final int MAX_BYTES = 5 << 20;

    private static final int MOST_SERVICES = 64;
    /** By their number on the wire, from 1. */
    private static final List<SourceReport.Kind> KINDS =
            List.of(SourceReport.Kind.AHEAD, SourceReport.Kind.CAME);

    private static final Envelope ENVELOPE = new Envelope("YSRC", 1, 0, "source report", MAX_BYTES);

    private SourceReportCodec() {}

    public static byte[] encode(SourceReport report) {
        SourceReportBody.Builder out = SourceReportBody.newBuilder()
                .setNode(ByteString.copyFrom(ReportEncoder.bytes(report.node().value())))
                .setSequence(report.sequence())
                .setCountry(report.country().code())
                .setDay(report.day().toEpochDay())
                .setKind(KINDS.indexOf(report.kind()) + 1)
                .setUntilSecond(report.until().getEpochSecond())
                .setPolicy(report.policy())
                .setKeyId(report.keyId())
                .setWatched(report.watched())
                .setLeftOut(report.leftOut());
        for (SourceReport.OfService one : report.services()) {
            SourceEntries.Builder entries =
                    out.addServicesBuilder().setService(one.service().toString());
            one.seen().forEach(s -> entries.addTokens(s.token()).addDays(s.days()));
        }
        for (SourceReport.Closed closed : report.closed()) {
            out.addClosedBuilder().setRecipient(closed.recipient()).setBox(bytes(closed.box()));
        }
        return ENVELOPE.wrap(out.build().toByteArray());
    }

    /**
     * Reads a source report.
     *
     * @throws YochiException {@link ErrorCode#REPORT_VERSION} on a newer major, {@link ErrorCode#INPUT_REJECTED} on
     *     bytes that are none
     */
    public static SourceReport decode(byte[] bytes) {
        byte[] body = ENVELOPE.open(bytes);
        try {
            return report(SourceReportBody.parseFrom(body));
        } catch (InvalidProtocolBufferException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "a broken source report: " + e.getMessage(), e);
        }
    }

    private static SourceReport report(SourceReportBody body) {
        if (body.getKind() < 1 || body.getKind() > KINDS.size()) {
            throw new IllegalArgumentException("kind " + body.getKind());
        }
        ReportLimits.atMost("services", body.getServicesCount(), MOST_SERVICES);
        ReportLimits.atMost("closed boxes", body.getClosedCount(), MOST_BOXES);
        ReportLimits.atMost(
                "sources",
                Math.toIntExact(body.getServicesList().stream()
                        .mapToLong(SourceEntries::getTokensCount)
                        .sum()),
                MOST);
        Set<Service> services = new HashSet<>();
        List<SourceReport.OfService> told = new ArrayList<>();
        for (SourceEntries entries : body.getServicesList()) {
            Service service = Service.parse(ReportLimits.name(entries.getService()));
            if (!services.add(service)) {
                throw new IllegalArgumentException(service + " stands there twice");
            }
            told.add(new SourceReport.OfService(service, seen(entries)));
        }
        return new SourceReport(
                ReportDecoder.node(body.getNode()),
                body.getSequence(),
                new Country(body.getCountry()),
                LocalDate.ofEpochDay(body.getDay()),
                KINDS.get(body.getKind() - 1),
                Instant.ofEpochSecond(body.getUntilSecond()),
                ReportLimits.name(body.getPolicy()),
                ReportLimits.name(body.getKeyId()),
                body.getWatched(),
                told,
                ReportDecoder.natural(body.getLeftOut()),
                body.getClosedList().stream()
                        .map(c -> new SourceReport.Closed(ReportLimits.name(c.getRecipient()), text(c.getBox())))
                        .toList());
    }

    private static List<SourceReport.Seen> seen(SourceEntries entries) {
        ReportDecoder.same(entries.getService(), entries.getTokensCount(), entries.getDaysCount());
        List<SourceReport.Seen> out = new ArrayList<>(entries.getTokensCount());
        for (int i = 0; i < entries.getTokensCount(); i++) {
            if (i > 0 && Long.compareUnsigned(entries.getTokens(i - 1), entries.getTokens(i)) >= 0) {
                throw new IllegalArgumentException("tokens that do not ascend");
            }
            out.add(new SourceReport.Seen(entries.getTokens(i), entries.getDays(i)));
        }
        return out;
    }

    static ByteString bytes(String base64) {
        return ByteString.copyFrom(Base64.getDecoder().decode(base64));
    }

    static String text(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
