package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.YochiException;

/** K-16: what the centre asks for and what a border answers travel whole. */
class ExtractionCodecTest {
    private static final ExtractionRequest REQUEST = new ExtractionRequest(
            "q1",
            Instant.parse("2013-05-01T00:00:00Z"),
            Instant.parse("2013-05-08T00:00:00Z"),
            Optional.of(AttackType.SCAN_SYN),
            Optional.empty(),
            Set.of(ExtractionRequest.Dimension.SERVICE, ExtractionRequest.Dimension.TOOL));

    @Test
    void aRequestIsReadBackAsItWas() {
        assertThat(ExtractionCodec.request(ExtractionCodec.encode(REQUEST))).isEqualTo(REQUEST);
        ExtractionRequest signed = REQUEST.by(new ExtractionRequest.Reader(
                "ministry", Instant.parse("2026-11-22T01:02:03Z"), "00ff"));
        assertThat(ExtractionCodec.request(ExtractionCodec.encode(signed))).isEqualTo(signed);
    }

    @Test
    void anAnswerIsReadBackWithItsCells() {
        CellKey key = new CellKey(
                ExtractionCodec.span(REQUEST),
                "all",
                AttackType.SCAN_SYN,
                Service.tcp(445),
                Tool.ZMAP,
                Country.UNKNOWN,
                Asn.UNKNOWN);
        ExtractionAnswer answer = new ExtractionAnswer(
                "q1",
                NodeId.of(1, new Random(1)),
                ExtractionAnswer.Outcome.ANSWERED,
                "",
                "strict",
                List.of(new Statistic(key, Map.of(Metric.PACKETS, new Measure.Count(7)))),
                new Suppressed(1, 2, 9));
        assertThat(ExtractionCodec.answer(ExtractionCodec.encode(answer, REQUEST)))
                .isEqualTo(answer);
    }

    @Test
    void aRequestForAnUnknownDimensionIsRefused() {
        byte[] bytes = ExtractionCodec.encode(REQUEST);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replace("SERVICE", "SERVICX");
        assertThatThrownBy(() -> ExtractionCodec.request(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_REJECTED));
    }
}
