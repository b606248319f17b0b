package yochi.link.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.OffenderEntry;
import yochi.link.wire.proto.OffenderReportBody;

/**
 * The bytes of {@code yochi.offenders/1}: magic {@code YOFF}, major, minor, protobuf body (offender.proto). Of an
 * attack type that this side does not know the name is left out.
 */
public final class OffenderReportCodec {
    public static final String FORMAT = "yochi.offenders/1";
    /** Largest message that is read: 20,000 machines of 100 bytes. */
    public static final int MAX_BYTES = 2 << 20;

    private static final int MOST = 20_000;
    private static final int MOST_NAMES = 64;
    private static final Envelope ENVELOPE = new Envelope("YOFF", 1, 0, "offender report", MAX_BYTES);
    private static final List<Offender.Evidence> EVIDENCE = List.of(
            Offender.Evidence.LOGIN,
            Offender.Evidence.DOWNLOAD,
            Offender.Evidence.HANDSHAKE,
            Offender.Evidence.REPEATED_SCAN);

    private OffenderReportCodec() {}

    public static byte[] encode(OffenderReport report) {
        OffenderReportBody.Builder out = OffenderReportBody.newBuilder()
                .setNode(ByteString.copyFrom(ReportEncoder.bytes(report.node().value())))
                .setSequence(report.sequence())
                .setAddressee(report.addressee().code())
                .setSeenIn(report.seenIn().code())
                .setReleasedSecond(report.released().getEpochSecond())
                .setPolicy(report.policy())
                .setUnproven(report.unproven())
                .setTables(report.tables().map(LocalDate::toString).orElse(""));
        for (Offender offender : report.offenders()) {
            OffenderEntry.Builder entry = out.addOffendersBuilder()
                    .setAddress(ByteString.copyFrom(InetAddress.ofLiteral(
                                    offender.address().network())
                            .getAddress()))
                    .setAsn((int) offender.asn().number())
                    .setFromSecond(offender.from().getEpochSecond())
                    .setUntilSecond(offender.until().getEpochSecond())
                    .setEvidence(EVIDENCE.indexOf(offender.evidence()) + 1)
                    .setSensors(offender.sensors());
            offender.attackTypes().forEach(t -> entry.addAttackTypes(t.name()));
            offender.services().forEach(s -> entry.addServices(s.toString()));
        }
        return ENVELOPE.wrap(out.build().toByteArray());
    }

    /**
     * Reads an offender report.
     *
     * @throws YochiException {@link ErrorCode#REPORT_VERSION} on a newer major, {@link ErrorCode#INPUT_REJECTED} on
     *     bytes that are none
     */
    public static OffenderReport decode(byte[] bytes) {
        byte[] body = ENVELOPE.open(bytes);
        try {
            return report(OffenderReportBody.parseFrom(body));
        } catch (InvalidProtocolBufferException
                | UnknownHostException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "a broken offender report: " + e.getMessage(), e);
        }
    }

    private static OffenderReport report(OffenderReportBody body) throws UnknownHostException {
        ReportLimits.atMost("offenders", body.getOffendersCount(), MOST);
        List<Offender> offenders = new ArrayList<>();
        for (OffenderEntry entry : body.getOffendersList()) {
            offenders.add(offender(entry));
        }
        return new OffenderReport(
                ReportDecoder.node(body.getNode()),
                body.getSequence(),
                new Country(body.getAddressee()),
                new Country(body.getSeenIn()),
                Instant.ofEpochSecond(body.getReleasedSecond()),
                ReportLimits.name(body.getPolicy()),
                ReportDecoder.natural(body.getUnproven()),
                offenders,
                body.getTables().isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(body.getTables())));
    }

    private static Offender offender(OffenderEntry entry) throws UnknownHostException {
        ReportLimits.atMost("attack types", entry.getAttackTypesCount(), MOST_NAMES);
        ReportLimits.atMost("services", entry.getServicesCount(), MOST_NAMES);
        int evidence = entry.getEvidence();
        if (evidence < 1 || evidence > EVIDENCE.size()) {
            throw new IllegalArgumentException("evidence " + evidence);
        }
        InetAddress address = InetAddress.getByAddress(entry.getAddress().toByteArray());
        return new Offender(
                Prefix.around(address, address.getAddress().length * Byte.SIZE),
                new Asn(Integer.toUnsignedLong(entry.getAsn())),
                Instant.ofEpochSecond(entry.getFromSecond()),
                Instant.ofEpochSecond(entry.getUntilSecond()),
                EVIDENCE.get(evidence - 1),
                entry.getSensors(),
                entry.getAttackTypesList().stream().flatMap(name -> known(name).stream()).toList(),
                entry.getServicesList().stream().map(Service::parse).toList());
    }

    private static List<AttackType> known(String name) {
        return Arrays.stream(AttackType.values())
                .filter(t -> t.name().equals(name))
                .toList();
    }
}
