package yochi.link.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.ErrorCode;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Service;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.ExtractionQuestion;
import yochi.link.wire.proto.ExtractionReply;

/** Extraction requests and answers as bytes (extraction.proto): what is not understood is refused with its reason. */
public final class ExtractionCodec {
    /** Largest answer that is read. */
    public static final int MAX_BYTES = ReportCodec.MAX_BYTES + (1 << 16);

    private static final Envelope QUESTION = new Envelope("YXRQ", 1, 0, "extraction request", 1 << 16);
    private static final Envelope ANSWER = new Envelope("YXRA", 1, 0, "extraction answer", MAX_BYTES);

    private ExtractionCodec() {}

    public static byte[] encode(ExtractionRequest request) {
        ExtractionQuestion.Builder out = ExtractionQuestion.newBuilder()
                .setId(request.id())
                .setFromSecond(request.from().getEpochSecond())
                .setUntilSecond(request.until().getEpochSecond())
                .setAttackType(request.attackType().map(Enum::name).orElse(""))
                .setService(request.service().map(Service::toString).orElse(""));
        request.by().forEach(d -> out.addBy(d.name()));
        request.reader()
                .ifPresent(r -> out.setReader(r.name())
                        .setIssuedSecond(r.issued().getEpochSecond())
                        .setSignature(ByteString.copyFrom(HexFormat.of().parseHex(r.signature()))));
        return QUESTION.wrap(out.build().toByteArray());
    }

    /** Reads a request; {@link ErrorCode#INPUT_REJECTED} on bytes that are none or ask for what is not known here. */
    public static ExtractionRequest request(byte[] bytes) {
        try {
            ExtractionQuestion q = ExtractionQuestion.parseFrom(QUESTION.open(bytes));
            EnumSet<ExtractionRequest.Dimension> by = EnumSet.noneOf(ExtractionRequest.Dimension.class);
            q.getByList().forEach(name -> by.add(ExtractionRequest.Dimension.valueOf(name)));
            return new ExtractionRequest(
                    ReportLimits.name(q.getId()),
                    Instant.ofEpochSecond(q.getFromSecond()),
                    Instant.ofEpochSecond(q.getUntilSecond()),
                    given(q.getAttackType()).map(AttackType::valueOf),
                    given(q.getService()).map(Service::parse),
                    by,
                    given(q.getReader())
                            .map(name -> new ExtractionRequest.Reader(
                                    name,
                                    Instant.ofEpochSecond(q.getIssuedSecond()),
                                    HexFormat.of().formatHex(q.getSignature().toByteArray()))));
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "a broken extraction request: " + e.getMessage(), e);
        }
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The answer's bytes; its cells must lie inside the request's span. */
    public static byte[] encode(ExtractionAnswer answer, ExtractionRequest request) {
        EpochReport cells = new EpochReport(
                answer.node(),
                "",
                Country.UNKNOWN,
                0,
                0,
                span(request),
                0,
                false,
                answer.policy(),
                "",
                "",
                "",
                answer.cells(),
                List.of(),
                answer.suppressed());
        ExtractionReply.Builder out = ExtractionReply.newBuilder();
        answer.left().ifPresent(out::setLeft);
        return ANSWER.wrap(out.setRequest(answer.request())
                .setOutcome(answer.outcome().name().toLowerCase(Locale.ROOT))
                .setReason(answer.reason())
                .setReport(ByteString.copyFrom(ReportCodec.encode(cells)))
                .build()
                .toByteArray());
    }

    /** The request's span as one epoch: the epoch of the answer's cells. */
    public static Epoch span(ExtractionRequest request) {
        long from = request.from().getEpochSecond();
        return new Epoch(from, Math.toIntExact(request.until().getEpochSecond() - from));
    }

    /** Reads an answer; {@link ErrorCode#INPUT_REJECTED} on bytes that are none. */
    public static ExtractionAnswer answer(byte[] bytes) {
        try {
            ExtractionReply reply = ExtractionReply.parseFrom(ANSWER.open(bytes));
            EpochReport cells = ReportCodec.decode(reply.getReport().toByteArray());
            return new ExtractionAnswer(
                    ReportLimits.name(reply.getRequest()),
                    cells.node(),
                    ExtractionAnswer.Outcome.valueOf(reply.getOutcome().toUpperCase(Locale.ROOT)),
                    ReportLimits.name(reply.getReason()),
                    cells.policy(),
                    cells.cells(),
                    cells.suppressed(),
                    reply.hasLeft() ? OptionalInt.of(reply.getLeft() & Integer.MAX_VALUE) : OptionalInt.empty());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "a broken extraction answer: " + e.getMessage(), e);
        }
    }
}
