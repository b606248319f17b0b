package yochi.link.identity;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** All members there, each sound or any text, quoted or bare: a verdict, and never that of a sound signature. */
    @FuzzTest
    void neverAcceptsAnEnvelopeThatWasNotSigned(FuzzedDataProvider data) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", "\"a\"");
        members.put("type", "\"any/1\"");
        members.put("issuer", "\"" + CENTRE + "\"");
        members.put("recipient", "\"" + ISP + "\"");
        members.put("issuedAt", "\"" + NOW + "\"");
        members.put("expires", "\"" + NOW.plusSeconds(60) + "\"");
        members.put("body", "\"b\"");
        members.put("signatures", "[\"eyJhbGciOiJFZERTQSJ9..AAAA\"]");
        members.replaceAll((name, sound) -> switch (data.consumeInt(0, 3)) {
            case 0 -> data.consumeAsciiString(60);
            case 1 -> "\"" + data.consumeAsciiString(60) + "\"";
            case 2 -> name.equals("signatures") ? "[\"" + data.consumeAsciiString(200) + "\"]" : sound;
            default -> sound;
        });
        String text = members.entrySet().stream()
                .map(m -> "\"" + m.getKey() + "\":" + m.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        if (read(text) instanceof Verdict.Accepted<JsonNode>) {
            throw new AssertionError("accepted an envelope that was never signed");
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
