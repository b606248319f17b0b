package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Tlp;

class JsonTest {
    private final Json json = new Json(Optional.empty());

    @Test
    void whatIsAbsentIsLeftOutAndZeroStaysZero() {
        assertThat(json.write(new Series.Point(Instant.EPOCH, OptionalDouble.empty())))
                .isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\"}");
        assertThat(json.write(new Series.Point(Instant.EPOCH, OptionalDouble.of(0))))
                .isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\",\"value\":0.0}");
        assertThat(json.write(new ForecastRecord.Calibration(Double.NaN, 1, 2))).doesNotContain("level");
    }

    @Test
    void theModelsWordsAreTextAndClosedSetsAreInLowerCase() {
        assertThat(json.write(List.of(
                        new Asn(64_500),
                        Asn.UNKNOWN,
                        new Country("JP"),
                        AttackType.SCAN_SYN,
                        Tlp.AMBER_STRICT,
                        Finding.Verdict.EVENT_OR_FILTER)))
                .isEqualTo("[\"AS64500\",\"unknown\",\"JP\",\"SCAN_SYN\",\"amber-strict\",\"event-or-filter\"]");
    }

    @Test
    void aSpanOfObservationTimeIsItsTwoEnds() {
        assertThat(json.write(new Epoch(0, 60)))
                .isEqualTo("{\"from\":\"1970-01-01T00:00:00Z\",\"to\":\"1970-01-01T00:01:00Z\"}");
    }

    @Test
    void aPhraseKeepsItsCodeItsValuesAndItsEnglish() {
        assertThat(json.write(new Phrase("a.b", Map.of("n", "3"), "Three.")))
                .isEqualTo("{\"code\":\"a.b\",\"values\":{\"n\":\"3\"},\"parts\":{},\"text\":\"Three.\"}");
    }
}
