package yochi.centre.ledger;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.AttackType;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.link.exchange.ForecastJson;

/** The three faces of a sealed statement as JSON: what the centre keeps, what the public may open, what is chained. */
final class SealedJson {
    /** Salted digest of what a statement was made from. */
    static final String INPUT = "inputCommitment";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SealedJson() {}

    /** What the centre keeps for itself: everything, by name. */
    static String kept(Statement statement, Instant knownUntil) {
        return whole(statement, knownUntil, ForecastJson.write(statement.forecast()))
                .toString();
    }

    /** Whether the public is not told by name of whom it speaks; else what is shown is what is kept. */
    static boolean hidden(Statement statement) {
        Prediction.Question asked = statement.forecast().question();
        return !PublicName.of(asked).equals(asked);
    }

    /**
     * What is opened when the span has passed. A victim stands there by its class, and {@code who} binds the statement
     * to its name: who is told the name's salt can check that it was meant, nobody else can find it out.
     */
    static String shown(Statement statement, Instant knownUntil, String nameSalt) {
        Forecast forecast = statement.forecast();
        Prediction.Question shown = PublicName.of(forecast.question());
        ObjectNode told = ForecastJson.write(forecast);
        boolean hidden = hidden(statement);
        if (hidden) {
            ((ObjectNode) told.get("question")).put("region", shown.region().name());
            told.putArray("missing");
        }
        ObjectNode json = whole(statement, knownUntil, told);
        if (hidden) {
            json.put("who", who(nameSalt, forecast.question().region()))
                    .put("missingCount", forecast.missing().size());
        }
        return json.toString();
    }

    static String who(String nameSalt, Region region) {
        return Entry.sha256(nameSalt + "\n" + region.name());
    }

    private static ObjectNode whole(Statement statement, Instant knownUntil, ObjectNode forecast) {
        ObjectNode json = JSON.createObjectNode()
                .put("knownUntil", knownUntil.toString())
                .put("basis", statement.basis().word())
                .put("inputDigest", statement.inputDigest());
        json.set("forecast", forecast);
        return json;
    }

    /**
     * What is chained before the span: when and how it was made, and the commitments to what it says and to what it was
     * made from. Whether a campaign is under way tells of victims, so the basis stands in what is opened later; and who
     * has the other inputs could try out who was named in orders, were their digest told without salt.
     */
    static String chained(Statement statement, Instant knownUntil, Opening opening) {
        Forecast forecast = statement.forecast();
        return JSON.createObjectNode()
                .put("commitment", opening.commitment())
                .put("knownUntil", knownUntil.toString())
                .put("informationUntil", forecast.informationUntil().toString())
                .put("from", forecast.question().from().toString())
                .put("to", forecast.question().to().toString())
                .put("method", forecast.method())
                .put(INPUT, opening.salted(statement.inputDigest()))
                .toString();
    }

    /** Reads what {@link #kept}, {@link #shown} or an entry of the first version says. */
    static Sealed read(String id, long number, Instant sealedAt, String text) {
        JsonNode json = JSON.readTree(text);
        Forecast forecast = ForecastJson.read(json.path("forecast"));
        return new Sealed(
                id,
                number,
                sealedAt,
                Instant.parse(json.path("knownUntil").asString("")),
                forecast,
                basis(json, forecast),
                json.path("inputDigest").asString(""));
    }

    /** Entries of before the two were told apart say nothing; counts know no campaign. */
    private static Basis basis(JsonNode json, Forecast forecast) {
        if (json.has("basis")) {
            return Basis.of(json.path("basis").stringValue());
        }
        return forecast.question().attackType() == AttackType.ATTACK_ORDER ? Basis.UNDIVIDED : Basis.FORECAST;
    }

    /** Whether what was opened is what the entry said of it beforehand. */
    static boolean agrees(String chained, Opening opening, Sealed opened) {
        JsonNode json = JSON.readTree(chained);
        Forecast forecast = opened.forecast();
        return json.path("knownUntil").asString("").equals(opened.knownUntil().toString())
                && json.path("informationUntil")
                        .asString("")
                        .equals(forecast.informationUntil().toString())
                && json.path("from").asString("").equals(forecast.question().from().toString())
                && json.path("to").asString("").equals(forecast.question().to().toString())
                && json.path("basis").asString(opened.basis().word()).equals(opened.basis().word())
                && json.path("method").asString("").equals(forecast.method())
                && sameInput(json, opening, opened.inputDigest());
    }

    /** Older entries tell the digest itself. */
    static boolean sameInput(JsonNode chained, Opening opening, String digest) {
        return chained.has(INPUT)
                ? chained.path(INPUT).asString("").equals(opening.salted(digest))
                : chained.path("inputDigest").asString("").equals(digest);
    }

    /** One text or instant of a body. */
    static String text(String body, String name) {
        return JSON.readTree(body).path(name).asString("");
    }

    static Instant instant(String body, String name) {
        return Instant.parse(text(body, name));
    }
}
