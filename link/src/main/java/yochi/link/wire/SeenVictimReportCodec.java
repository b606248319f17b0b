package yochi.link.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.Service;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.SeenVictimEntry;
import yochi.link.wire.proto.SeenVictimReportBody;

/**
 * The bytes of {@code yochi.seen-victims/1}: magic {@code YSVI}, major, minor, protobuf body (seen_victim.proto). A
 * victim of a kind that this side does not know is counted among those that are not named.
 */
public final class SeenVictimReportCodec {
    public static final String FORMAT = "yochi.seen-victims/1";
    /** Largest message that is read: 10,000 victims of 50 bytes, twice. */
    public static final int MAX_BYTES = 1 << 20;
    /** Victims of one report. */
    public static final int MOST = 10_000;

    private static final int MOST_KINDS = 64;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final Envelope ENVELOPE = new Envelope("YSVI", 1, 0, "report on seen victims", MAX_BYTES);
    private static final List<SeenVictim.Kind> KINDS =
            List.of(SeenVictim.Kind.AMPLIFICATION, SeenVictim.Kind.BACKSCATTER);

    private SeenVictimReportCodec() {}

    public static byte[] encode(SeenVictimReport report) {
        SeenVictimReportBody.Builder out = SeenVictimReportBody.newBuilder()
                .setNode(ByteString.copyFrom(ReportEncoder.bytes(report.node().value())))
                .setSequence(report.sequence())
                .setAddressee(report.addressee().code())
                .setFromSecond(report.from().getEpochSecond())
                .setWindowSeconds(Math.toIntExact(
                        report.until().getEpochSecond() - report.from().getEpochSecond()))
                .setPolicy(report.policy())
                .setUnnamed(report.unnamed());
        report.watched().forEach(kind -> out.addWatched(KINDS.indexOf(kind) + 1));
        for (SeenVictim victim : report.victims()) {
            SeenVictimEntry.Builder entry = out.addVictimsBuilder()
                    .setName(ByteString.copyFrom(HexFormat.of().parseHex(victim.name())))
                    .setKind(KINDS.indexOf(victim.kind()) + 1)
                    .setAsn((int) victim.asn().number())
                    .setFromHour(Math.floorDiv(victim.from().getEpochSecond(), HOUR))
                    .setMinutes(Math.toIntExact(Math.ceilDiv(victim.seconds(), MINUTE)))
                    .setPackets(victim.packets());
            if (!victim.service().equals(Service.ANY)) {
                entry.setService(victim.service().toString());
            }
        }
        return ENVELOPE.wrap(out.build().toByteArray());
    }

    /**
     * Reads a report on seen victims.
     *
     * @throws YochiException {@link ErrorCode#REPORT_VERSION} on a newer major, {@link ErrorCode#INPUT_REJECTED} on
     *     bytes that are none
     */
    public static SeenVictimReport decode(byte[] bytes) {
        byte[] body = ENVELOPE.open(bytes);
        try {
            return report(SeenVictimReportBody.parseFrom(body));
        } catch (InvalidProtocolBufferException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException e) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED, "a broken report on seen victims: " + e.getMessage(), e);
        }
    }

    private static SeenVictimReport report(SeenVictimReportBody body) {
        ReportLimits.atMost("victims", body.getVictimsCount(), MOST);
        ReportLimits.atMost("kinds", body.getWatchedCount(), MOST_KINDS);
        Set<SeenVictim.Kind> watched = EnumSet.noneOf(SeenVictim.Kind.class);
        body.getWatchedList().forEach(number -> kind(number).ifPresent(watched::add));
        List<SeenVictim> victims = new ArrayList<>();
        long unnamed = ReportDecoder.natural(body.getUnnamed());
        for (SeenVictimEntry entry : body.getVictimsList()) {
            Optional<SeenVictim.Kind> kind = kind(entry.getKind());
            if (kind.isPresent()) {
                victims.add(victim(entry, kind.get()));
            } else {
                unnamed = Math.addExact(unnamed, 1);
            }
        }
        Instant from = Instant.ofEpochSecond(body.getFromSecond());
        return new SeenVictimReport(
                ReportDecoder.node(body.getNode()),
                body.getSequence(),
                new Country(body.getAddressee()),
                from,
                from.plusSeconds(Integer.toUnsignedLong(body.getWindowSeconds())),
                watched,
                ReportLimits.name(body.getPolicy()),
                unnamed,
                victims);
    }

    private static SeenVictim victim(SeenVictimEntry entry, SeenVictim.Kind kind) {
        return new SeenVictim(
                HexFormat.of().formatHex(entry.getName().toByteArray()),
                kind,
                new Asn(Integer.toUnsignedLong(entry.getAsn())),
                entry.getService().isEmpty() ? Service.ANY : Service.parse(ReportLimits.name(entry.getService())),
                Instant.ofEpochSecond(Math.multiplyExact(entry.getFromHour(), HOUR)),
                ReportDecoder.natural(entry.getMinutes()) * MINUTE,
                ReportDecoder.natural(entry.getPackets()));
    }

    private static Optional<SeenVictim.Kind> kind(int number) {
        return number >= 1 && number <= KINDS.size() ? Optional.of(KINDS.get(number - 1)) : Optional.empty();
    }
}
