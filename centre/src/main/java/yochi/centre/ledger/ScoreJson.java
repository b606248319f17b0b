package yochi.centre.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of scores, and of reasons why there is none, as JSON text. */
final class ScoreJson {
    private static final String EVENT = "\"measure\":\"brier\"";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ScoreJson() {}

    static String score(Score score) {
        ObjectNode json = JSON.createObjectNode()
                .put("outcome", score.outcome())
                .put("knownAt", score.knownAt().toString())
                .put("measure", score.measure())
                .put("ours", score.ours());
        ObjectNode rivals = json.putObject("rivals");
        score.rivals().forEach(rivals::put);
        score.inside90().ifPresent(inside -> json.put("inside90", inside));
        score.inside50().ifPresent(inside -> json.put("inside50", inside));
        score.first().ifPresent(day -> json.put("first", day.toString()));
        return json.toString();
    }

    /** Whether the score is of an event; a quotation mark within a name stands there escaped. */
    static boolean ofEvent(String body) {
        return body.contains(EVENT);
    }

    static Score score(Entry entry) {
        return score(entry.subject(), entry.body());
    }

    static Score score(String subject, String body) {
        JsonNode json = JSON.readTree(body);
        Map<String, Double> rivals = new TreeMap<>();
        json.path("rivals")
                .properties()
                .forEach(r -> rivals.put(r.getKey(), r.getValue().doubleValue()));
        return new Score(
                subject,
                json.path("outcome").doubleValue(),
                Instant.parse(json.path("knownAt").stringValue()),
                json.path("measure").stringValue(),
                json.path("ours").doubleValue(),
                rivals,
                truth(json, "inside90"),
                truth(json, "inside50"),
                json.has("first") ? Optional.of(Instant.parse(json.path("first").stringValue())) : Optional.empty());
    }

    static String unscored(String reason) {
        return JSON.createObjectNode().put("reason", reason).toString();
    }

    static String unscored(Silence silence) {
        ObjectNode json = JSON.createObjectNode().put("reason", silence.reason());
        json.putObject("silence")
                .put("region", silence.region())
                .put("since", silence.since().toString());
        return json.toString();
    }

    /** Whose silence was the reason; empty where it was another. */
    static Optional<Silence> silence(Entry entry) {
        JsonNode json = JSON.readTree(entry.body()).path("silence");
        return json.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Silence(
                        json.path("region").asString(""),
                        Instant.parse(json.path("since").asString(""))));
    }

    static String reason(Entry entry) {
        return JSON.readTree(entry.body()).path("reason").stringValue();
    }

    private static Optional<Boolean> truth(JsonNode json, String name) {
        return json.has(name) ? Optional.of(json.path(name).booleanValue()) : Optional.empty();
    }
}
