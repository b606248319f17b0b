package yochi.link.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.DateTimeException;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any JSON is either refused with a reason or reads to something that writes and reads back equal. */
class MessageJsonFuzzTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @FuzzTest
    void anyBytesAreRefusedOrReadBackEqual(byte[] bytes) {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JacksonException e) {
            return;
        }
        stable(json, NoticeJson::read, NoticeJson::write);
        stable(json, AcknowledgementJson::read, AcknowledgementJson::write);
        stable(json, OutcomeJson::read, OutcomeJson::write);
        stable(json, ForecastJson::read, ForecastJson::write);
    }

    private static <T> void stable(JsonNode json, Function<JsonNode, T> read, Function<T, ? extends JsonNode> write) {
        T value;
        try {
            value = read.apply(json);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return;
        }
        assertThat(read.apply(write.apply(value))).isEqualTo(value);
    }
}
