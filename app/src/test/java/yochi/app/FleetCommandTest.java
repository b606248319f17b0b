package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** M-2: of each node one line, from which it follows whether an empty list of attacks means that there were none. */
class FleetCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "told | told | told | sends what it finds",
                "told | told | unsought | sends events, onset: not links (it does not look for them)",
                "policy | told | told | sends onset, links: not events (its policy)",
                "sampling | sampling | sampling | sends no findings: not events (only some sensors count),"
                        + " onset (only some sensors count), links (only some sensors count)",
                "unknown | later | told | sends links: not events (it has not said), onset (it has not said)",
            })
    void whatIsSentAndWhyNotTheRest(String events, String onset, String links, String line) {
        String json = "{\"events\":\"" + events + "\",\"onset\":\"" + onset + "\",\"links\":\"" + links + "\"}";
        assertThat(FleetCommand.findings(JsonMapper.shared().readTree(json))).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\",\"country\":\"SG\",\"runningPolicy\":\"\"} | a (SG); never seen; has not said which"
                        + " policy it runs; no report yet; sends no findings: not events (it has not said), onset (it"
                        + " has not said), links (it has not said)",
                "{\"name\":\"b\",\"country\":\"IE\",\"lastSeen\":\"2026-01-01T00:00:00Z\",\"connected\":true,"
                        + "\"healthy\":true,\"runningPolicy\":\"0123456789\",\"effective\":true,"
                        + "\"reports\":{\"highest\":7,\"missing\":2},\"findings\":{\"events\":\"told\","
                        + "\"onset\":\"told\",\"links\":\"told\"}} | b (IE); healthy; policy 01234567; report 7,"
                        + " 2 missing; sends what it finds",
            })
    void eachNodeHasOneLine(String json, String line) {
        assertThat(FleetCommand.line(JsonMapper.shared().readTree(json))).isEqualTo(line);
    }
}
