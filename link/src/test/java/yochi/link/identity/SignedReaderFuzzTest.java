package yochi.link.identity;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class SignedReaderFuzzTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SigningKey KEY = SigningKey.ofSeed(new byte[32]);
    private static final PartyName CENTRE = PartyName.centre("home");
    private static final PartyName ISP = PartyName.member("isp-a");
    private static final JsonForm<JsonNode> ANY = new JsonForm<>() {
        @Override
        public String type() {
            return "any/1";
        }

        @Override
        public JsonNode write(JsonNode body) {
            return body;
        }

        @Override
        public JsonNode read(JsonNode json) {
            return json;
        }
    };

    private static Verdict<JsonNode> read(String text) {
        List<TrustedKey> keys = List.of(new TrustedKey(KEY.publicPart(), CENTRE, "centre"));
        SignedReader.Limits limits = SignedReader.Limits.usual();
        return new SignedReader(ISP, keys, limits, ReplayMemory.inProcess(10), () -> NOW)
                .read(text, ANY, Set.of("centre"));
    }

    /** Whatever arrives: a verdict, never an exception; and what nobody signed is never accepted. */
    @FuzzTest
    void neverAcceptsWhatWasNotSigned(FuzzedDataProvider data) {
        if (read(data.consumeString(4000)) instanceof Verdict.Accepted<JsonNode>) {
            throw new AssertionError("accepted a text that was never signed");
        }
    }

    /** A single changed character of a good message never passes as another message. */
    @FuzzTest
    void neverAcceptsAnAlteredMessage(FuzzedDataProvider data) {
        JsonNode body = JsonNodeFactory.instance.stringNode("block 192.0.2.1");
        String good = new Signer(KEY, CENTRE, () -> NOW, new Random(5))
                .sign(body, ANY, ISP, Duration.ofHours(1))
                .text();
        int at = data.consumeInt(0, good.length() - 1);
        char with = (char) data.consumeInt(0, 0xFFFF);
        String altered = good.substring(0, at) + with + good.substring(at + 1);
        if (read(altered) instanceof Verdict.Accepted<JsonNode> accepted
                && !accepted.message().text().equals(good)) {
            throw new AssertionError("accepted an altered message: position " + at);
        }
    }
}
