package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CanonicalJsonTest {
    private static String canonical(String json) {
        return CanonicalJson.text(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** RFC 8785 §3.2.2 and §3.2.4. */
    @Test
    void writesTheExampleOfTheStandard() {
        assertThat(canonical("""
                        {
                          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                          "literals": [null, true, false]
                        }"""))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785 §3.2.3: by UTF-16 code units, not by code points. */
    @Test
    void sortsNamesAsTheStandardDoes() {
        String names = "{\"\\u20ac\": 5, \"\\r\": 1, \"\\ufb33\": 7, \"1\": 2, "
                + "\"\\ud83d\\ude00\": 6, \"\\u0080\": 3, \"\\u00f6\": 4}";
        JsonNode sorted = StrictJson.read(canonical(names).getBytes(StandardCharsets.UTF_8));
        assertThat(sorted.valueStream().map(JsonNode::intValue)).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void takesWholeNumbersThatADoubleHoldsAndRefusesOthers() {
        assertThat(canonical("[9007199254740992,-9007199254740992,18446744073709551616]"))
                .isEqualTo("[9007199254740992,-9007199254740992,18446744073709552000]");
        assertThatThrownBy(() -> canonical("[9007199254740993]")).hasMessageContaining("9007199254740993");
    }

    @Test
    void refusesALoneSurrogate() {
        assertThatThrownBy(() -> CanonicalJson.text(JsonNodeFactory.instance.stringNode("a\ud800b")))
                .hasMessageContaining("character 1");
        assertThatThrownBy(() -> CanonicalJson.text(JsonNodeFactory.instance.stringNode("\udc00")))
                .hasMessageContaining("character 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "[1,]", "{'a':1}", "", "[NaN]", "[01]"})
    void refusesWhatIsNoStrictJson(String text) {
        assertThatThrownBy(() -> canonical(text))
                .isInstanceOfAny(tools.jackson.core.JacksonException.class, IllegalArgumentException.class);
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> canonical("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(tools.jackson.core.JacksonException.class);
    }
}
