package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.node.Collected;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Every number of every log, one at a time, made one that no machine can reckon out: counted, not believed (K-7). */
@Timeout(60)
class AbsurdNumbersTest {
    private static final List<String> ABSURD = List.of(
            "1e1000000740823200",
            "-1e-1000000740823200",
            "1e2147483647",
            "1e-2147483648",
            "-1e999999999",
            "1e-999999999",
            "99999999999999999999999999999999");
    private static final Pattern NUMBER = Pattern.compile("(?<=[:,\\[\"\\t ])-?\\d+(?:\\.\\d+)?(?=[,\"}\\]\\t\\n])");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asaLines/unescaped",
                "cowrieLines/session",
                "dionaeaLines/array",
                "dockerLines/create",
                "eveLines/alert",
                "heraldingLines/session",
                "honeytrapLines/attacks",
                "zeekLines/table",
                "thugDocuments/visit",
                "archives/redirect",
            })
    void aNumberOfAbsurdSizeIsNeitherReckonedOutNorThrown(String seed) throws IOException {
        String text;
        try (InputStream stream = getClass().getResourceAsStream("TraceFuzzTestInputs/" + seed)) {
            text = new String(stream.readAllBytes(), UTF_8);
        }
        TraceSettings settings = TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG"))));
        InputAccount sound = read(settings, text);
        List<MatchResult> numbers = NUMBER.matcher(text).results().toList();
        assertThat(numbers).isNotEmpty();
        for (MatchResult number : numbers) {
            for (String absurd : ABSURD) {
                String changed = text.substring(0, number.start()) + absurd + text.substring(number.end());
                InputAccount account = read(settings.reading(sound.format().orElseThrow()), changed);
                assertThat(account.records()).as(changed).isPositive();
            }
        }
    }

    private static InputAccount read(TraceSettings settings, String text) {
        return new TraceReader(settings).read("log", new ByteArrayInputStream(text.getBytes(UTF_8)), new Collected());
    }
}
