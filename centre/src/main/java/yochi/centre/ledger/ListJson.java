package yochi.centre.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sealed lists and what came of them, as JSON text. */
final class ListJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_WORDS = 200;

    private ListJson() {}

    /** One scored list as the record counts it. */
    record Tally(Group group, Instant from, Instant to, ListOutcome.OfUnit list) {}

    /** What is opened when the span has passed. */
    static String shown(ListStatement statement, Instant knownUntil) {
        ObjectNode json = head(statement, knownUntil);
        var lists = json.putArray("lists");
        for (ListStatement.OfUnit list : statement.lists()) {
            ObjectNode one = lists.addObject()
                    .put("unit", list.unit())
                    .put("length", list.length())
                    .put("expected", list.expected())
                    .put("digest", list.digest());
            ObjectNode rivals = one.putObject("rivals");
            list.rivals().forEach(rivals::put);
        }
        var missing = json.putArray("missing");
        statement.missing().forEach(missing::add);
        return json.toString();
    }

    private static ObjectNode head(ListStatement statement, Instant knownUntil) {
        return JSON.createObjectNode()
                .put("knownUntil", knownUntil.toString())
                .put("informationUntil", statement.informationUntil().toString())
                .put("from", statement.from().toString())
                .put("to", statement.to().toString())
                .put("basis", Basis.FORECAST.word())
                .put("method", statement.method())
                .put("inputDigest", statement.inputDigest());
    }

    /** What is chained before the span. */
    static String chained(ListStatement statement, Instant knownUntil, Opening opening) {
        ObjectNode json = head(statement, knownUntil).put("commitment", opening.commitment());
        json.remove("inputDigest");
        return json.put(SealedJson.INPUT, opening.salted(statement.inputDigest()))
                .toString();
    }

    /** Whether what was opened is what the entry said of it beforehand. */
    static boolean agrees(String chained, Opening opening) {
        String opened = opening.statement();
        return List.of("knownUntil", "informationUntil", "from", "to", "basis", "method").stream()
                        .allMatch(name -> SealedJson.text(chained, name).equals(SealedJson.text(opened, name)))
                && SealedJson.sameInput(JSON.readTree(chained), opening, SealedJson.text(opened, "inputDigest"));
    }

    /** What is chained after it. */
    static String hits(String chained, ListOutcome outcome) {
        ObjectNode json = JSON.createObjectNode()
                .put("knownAt", outcome.knownAt().toString())
                .put("informationUntil", SealedJson.text(chained, "informationUntil"))
                .put("from", SealedJson.text(chained, "from"))
                .put("to", SealedJson.text(chained, "to"))
                .put("method", SealedJson.text(chained, "method"));
        var lists = json.putArray("lists");
        for (ListOutcome.OfUnit list : outcome.lists()) {
            ObjectNode one = lists.addObject().put("unit", list.unit()).put("length", list.length());
            if (list.unknown().isPresent()) {
                one.put("reason", list.unknown().get());
                continue;
            }
            one.put("came", list.came()).put("hits", list.hits());
            ObjectNode rivals = one.putObject("rivals");
            list.rivals().forEach(rivals::put);
        }
        return json.toString();
    }

    /** The lists of a scored entry. */
    static List<Tally> tallies(String body) {
        JsonNode json = JSON.readTree(body);
        Instant from = Instant.parse(json.path("from").asString(""));
        Instant to = Instant.parse(json.path("to").asString(""));
        String method = json.path("method").asString("");
        Instant known = json.has("informationUntil")
                ? Instant.parse(json.path("informationUntil").asString(""))
                : from; // older entries do not say; all were lists for the day behind what was known
        List<Tally> out = new ArrayList<>();
        for (JsonNode one : json.path("lists")) {
            String unit = one.path("unit").asString("");
            SortedMap<String, Integer> rivals = new TreeMap<>();
            for (Map.Entry<String, JsonNode> rival : one.path("rivals").properties()) {
                rivals.put(rival.getKey(), rival.getValue().asInt(0));
            }
            out.add(new Tally(
                    Group.of(method + ", " + unit, Basis.FORECAST, known, from, to),
                    from,
                    to,
                    new ListOutcome.OfUnit(
                            unit,
                            one.path("length").asInt(0),
                            one.path("came").asInt(0),
                            one.path("hits").asInt(0),
                            rivals,
                            one.has("reason") ? Optional.of(one.path("reason").asString("")) : Optional.empty())));
        }
        return out;
    }

    /** Lengths of lists by unit, of a statement or of what came of it. */
    static Map<String, Integer> lengths(String text) {
        Map<String, Integer> out = new TreeMap<>();
        for (JsonNode one : JSON.readTree(text).path("lists")) {
            if (out.size() < MOST_WORDS) {
                out.put(one.path("unit").asString(""), one.path("length").asInt(0));
            }
        }
        return out;
    }
}
