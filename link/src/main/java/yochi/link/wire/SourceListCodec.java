package yochi.link.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.Service;
import yochi.core.model.SourceList;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.RankedEntries;
import yochi.link.wire.proto.RankedSource;
import yochi.link.wire.proto.RelayedBox;
import yochi.link.wire.proto.SourceListBody;

/** The bytes of {@code yochi.source-list/1}: magic {@code YSRL}, major, minor, protobuf body (source.proto). */
public final class SourceListCodec {
    public static final String FORMAT = "yochi.source-list/1";
    /** Places of all lists together. */
    public static final int MOST = 200_000;
    /** Largest message that is read: those places of 30 bytes, and 32 boxes as large as a report lets them be. */
    public static final int MAX_BYTES = 64 << 20;

    private static final int MOST_NAMES = 1_000;
    private static final Envelope ENVELOPE = new Envelope("YSRL", 1, 0, "source list", MAX_BYTES);

    private SourceListCodec() {}

    public static byte[] encode(SourceList list) {
        SourceListBody.Builder out = SourceListBody.newBuilder()
                .setDay(list.day().toEpochDay())
                .setIssuedSecond(list.issued().getEpochSecond())
                .setMethod(list.method())
                .setKeyId(list.keyId())
                .setSealed(list.sealed())
                .setSalt(list.salt())
                .addAllMissing(list.missing());
        for (SourceList.OfService one : list.services()) {
            RankedEntries.Builder entries =
                    out.addServicesBuilder().setService(one.service().toString());
            one.places().forEach(p -> entries.addSourcesBuilder()
                    .setToken(p.token())
                    .setChance(p.chance())
                    .setHomeDays(p.homeDays())
                    .setNodesAbroad(p.nodesAbroad())
                    .setDaysAgo(p.daysAgo()));
        }
        list.boxes().forEach(b -> out.addBoxesBuilder()
                .setNode(b.node())
                .setCountry(b.country().code())
                .setBox(SourceReportCodec.bytes(b.box())));
        return ENVELOPE.wrap(out.build().toByteArray());
    }

    /**
     * Reads a list.
     *
     * @throws YochiException {@link ErrorCode#REPORT_VERSION} on a newer major, {@link ErrorCode#INPUT_REJECTED} on
     *     bytes that are none
     */
    public static SourceList decode(byte[] bytes) {
        byte[] body = ENVELOPE.open(bytes);
        try {
            return list(SourceListBody.parseFrom(body));
        } catch (InvalidProtocolBufferException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "a broken source list: " + e.getMessage(), e);
        }
    }

    private static SourceList list(SourceListBody body) {
        ReportLimits.atMost("services", body.getServicesCount(), MOST_NAMES);
        ReportLimits.atMost("boxes", body.getBoxesCount(), MOST_NAMES);
        ReportLimits.atMost("remarks", body.getMissingCount(), MOST_NAMES);
        ReportLimits.atMost(
                "places",
                Math.toIntExact(body.getServicesList().stream()
                        .mapToLong(RankedEntries::getSourcesCount)
                        .sum()),
                MOST);
        List<SourceList.OfService> services = new ArrayList<>();
        for (RankedEntries entries : body.getServicesList()) {
            services.add(new SourceList.OfService(
                    Service.parse(ReportLimits.name(entries.getService())),
                    entries.getSourcesList().stream().map(SourceListCodec::place).toList()));
        }
        List<SourceList.Box> boxes = new ArrayList<>();
        for (RelayedBox box : body.getBoxesList()) {
            boxes.add(new SourceList.Box(
                    ReportLimits.name(box.getNode()),
                    new Country(box.getCountry()),
                    SourceReportCodec.text(box.getBox())));
        }
        return new SourceList(
                LocalDate.ofEpochDay(body.getDay()),
                Instant.ofEpochSecond(body.getIssuedSecond()),
                ReportLimits.name(body.getMethod()),
                ReportLimits.name(body.getKeyId()),
                ReportLimits.name(body.getSealed()),
                ReportLimits.name(body.getSalt()),
                services,
                boxes,
                body.getMissingList().stream().map(ReportLimits::name).toList());
    }

    private static SourceList.Place place(RankedSource s) {
        return new SourceList.Place(
                s.getToken(), s.getChance(), s.getHomeDays(), s.getNodesAbroad(), s.getDaysAgo());
    }
}
