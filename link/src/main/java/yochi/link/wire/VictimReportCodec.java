package yochi.link.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.Service;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.VictimEntry;
import yochi.link.wire.proto.VictimReportBody;

/** The bytes of {@code yochi.victims/1}: magic {@code YVIC}, major, minor, protobuf body (victim.proto). */
public final class VictimReportCodec {
    public static final String FORMAT = "yochi.victims/1";
    /** Largest message that is read: 20,000 targets of 100 bytes. */
    public static final int MAX_BYTES = 2 << 20;

    private static final Envelope ENVELOPE = new Envelope("YVIC", 1, 0, "victim report", MAX_BYTES);

    private VictimReportCodec() {}

    public static byte[] encode(VictimReport report) {
        NameTable<String> vectors = new NameTable<>();
        VictimReportBody.Builder out = VictimReportBody.newBuilder()
                .setNode(ByteString.copyFrom(ReportEncoder.bytes(report.node().value())))
                .setSequence(report.sequence())
                .setAddressee(report.addressee().code())
                .setListedSecond(report.listed().getEpochSecond())
                .setWithdrawn(report.withdrawn())
                .setPolicy(report.policy());
        for (Victim victim : report.victims()) {
            VictimEntry.Builder entry = out.addVictimsBuilder()
                    .setPseudonym(victim.pseudonym())
                    .setCountrySource(victim.countrySource())
                    .setAsn((int) victim.asn().number())
                    .setOrders(victim.orders());
            if (victim.hosting().known()) {
                entry.setHosting(victim.hosting().code());
            }
            if (!victim.country().equals(report.addressee())) {
                entry.setCountry(victim.country().code());
            }
            victim.vectors().forEach(v -> entry.addVector(vectors.number(v)));
            victim.services().forEach(s -> entry.addServices(s.toString()));
        }
        return ENVELOPE.wrap(out.addAllVectors(vectors.names()).build().toByteArray());
    }

    /**
     * Reads a victim report.
     *
     * @throws YochiException {@link ErrorCode#REPORT_VERSION} on a newer major, {@link ErrorCode#INPUT_REJECTED} on
     *     bytes that are none
     */
    public static VictimReport decode(byte[] bytes) {
        byte[] body = ENVELOPE.open(bytes);
        try {
            return report(VictimReportBody.parseFrom(body));
        } catch (InvalidProtocolBufferException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "a broken victim report: " + e.getMessage(), e);
        }
    }

    private static VictimReport report(VictimReportBody body) {
        Country addressee = new Country(body.getAddressee());
        List<Victim> victims = new ArrayList<>();
        for (VictimEntry entry : body.getVictimsList()) {
            List<String> vectors = entry.getVectorList().stream()
                    .map(v -> ReportLimits.name(ReportDecoder.at(body.getVectorsList(), v, "vector")))
                    .toList();
            victims.add(new Victim(
                    ReportLimits.name(entry.getPseudonym()),
                    entry.getCountry().isEmpty() ? addressee : new Country(entry.getCountry()),
                    ReportLimits.name(entry.getCountrySource()),
                    new Asn(Integer.toUnsignedLong(entry.getAsn())),
                    vectors,
                    entry.getServicesList().stream().map(Service::parse).toList(),
                    ReportDecoder.natural(entry.getOrders()),
                    entry.getHosting().isEmpty() ? Country.UNKNOWN : new Country(entry.getHosting())));
        }
        return new VictimReport(
                ReportDecoder.node(body.getNode()),
                body.getSequence(),
                addressee,
                Instant.ofEpochSecond(body.getListedSecond()),
                body.getWithdrawn(),
                ReportLimits.name(body.getPolicy()),
                victims);
    }
}
