package yochi.link.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.Forecast;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Prediction;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;

/**
 * Writes alerts, forecasts and notices as STIX 2.1 (OASIS Standard): same input, same objects, same ids. Text is
 * defanged; each list of objects names the marking definitions it uses and no others.
 */
public final class StixWriter {
    /** Readers take about a second for a thousand objects: longer bundles are cut into pages. */
    public static final int MAX_OBJECTS = 1000;

    private static final Set<String> REVOCABLE =
            Set.of("report", "campaign", "relationship", "note", "course-of-action");

    private final StixObjects objects;

    public StixWriter(Producer producer) {
        objects = new StixObjects(producer);
    }

    /**
     * The objects of one alert.
     *
     * @param modified when the alert last changed; the alert's first version has its time of raising
     * @param sealed ids of the ledger's statements that it rests on
     */
    public List<ObjectNode> alert(Alert alert, Instant modified, List<String> sealed) {
        return framed(new StixAlert(objects, alert, modified, sealed).write(), alert.tlp());
    }

    /** The objects of an alert that rests on no sealed statement. */
    List<ObjectNode> alert(Alert alert, Instant modified) {
        return alert(alert, modified, List.of());
    }

    /** The objects of a notice: those of its alert, and an indicator and a course of action per mitigation. */
    public List<ObjectNode> notice(Notice notice) {
        Alert alert = notice.alert();
        StixAlert stix = new StixAlert(objects, alert, alert.raised(), List.of());
        List<ObjectNode> out = new ArrayList<>(stix.write());
        List<String> named = new ArrayList<>(ids(out));
        for (Mitigation mitigation : notice.mitigations()) {
            List<ObjectNode> more = mitigation(mitigation, stix.campaign(), alert);
            out.addAll(more);
            named.addAll(ids(more));
        }
        ObjectNode group = objects.domain(
                        "grouping", StixId.of("grouping", notice.id()), alert.raised(), alert.raised())
                .put("name", Defang.text(alert.title()))
                .put("context", "suspicious-activity");
        StixObjects.refs(group, "object_refs", named);
        StixObjects.own(group).put("notice", notice.id()).put("recipient", notice.recipient());
        out.add(StixObjects.marked(group, alert.tlp()));
        return framed(out, alert.tlp());
    }

    /**
     * The next and last version of what an alert said, once it is over: what readers act on is revoked. What was seen
     * was seen, so observations and sightings stay; so do objects that other alerts share.
     *
     * @param published newest versions of the alert's objects
     * @param at when it was over; later versions are not earlier than those they replace
     * @param life how it ended, which its report says
     */
    public static List<ObjectNode> revoked(
            Collection<? extends JsonNode> published, Instant at, Assessment.Life life) {
        return published.stream()
                .filter(object -> REVOCABLE.contains(object.path("type").asString("")))
                .filter(object -> !StixReader.own(object).has("wave"))
                .filter(object -> !object.path("revoked").booleanValue(false))
                .map(object -> {
                    Instant after =
                            Instant.parse(object.path("modified").stringValue()).plusMillis(1);
                    ObjectNode last = ((ObjectNode) object.deepCopy())
                            .put("modified", StixObjects.time(at.isAfter(after) ? at : after))
                            .put("revoked", true);
                    if (last.has("labels")) {
                        StixObjects.refs(last, "labels", List.of(Fields.word(life)));
                    }
                    if (StixReader.own(last).path("assessment") instanceof ObjectNode assessment) {
                        assessment.put("life", Fields.word(life));
                    }
                    return last;
                })
                .toList();
    }

    /** A forecast that no ledger has sealed. */
    List<ObjectNode> forecast(Forecast forecast, Tlp tlp) {
        return forecast(forecast, List.of(), tlp);
    }

    /**
     * A forecast as a note on the home country, its distribution and rivals in the extension.
     *
     * @param sealed id of the ledger's statement that it is
     */
    public List<ObjectNode> forecast(Forecast forecast, List<String> sealed, Tlp tlp) {
        Prediction.Question question = forecast.question();
        ObjectNode place = objects.home();
        String key = ForecastJson.write(forecast).toString();
        ObjectNode note = objects.domain("note", StixId.of("note", key), forecast.issued(), forecast.issued())
                .put("abstract", "Forecast for " + question.region())
                .put(
                        "content",
                        question.metric() + " of " + Fields.word(question.attackType()) + " on " + question.service()
                                + " from " + question.from() + " to " + question.to() + ": " + said(forecast));
        StixObjects.refs(note, "object_refs", List.of(place.path("id").stringValue()));
        if (forecast.prediction() instanceof Prediction.Probability p) {
            note.put("confidence", StixObjects.confidence(p.value()));
        }
        StixObjects.ledger(note, sealed);
        StixObjects.own(note).set("forecast", ForecastJson.write(forecast));
        return framed(List.of(place, StixObjects.marked(note, tlp)), tlp);
    }

    /** Bundles of at most {@link #MAX_OBJECTS}; the same object twice is written once, its latest version. */
    public static List<ObjectNode> bundles(Collection<ObjectNode> objects) {
        Map<String, ObjectNode> once = new LinkedHashMap<>();
        objects.forEach(object -> once.merge(
                object.path("id").stringValue(),
                object,
                (a, b) -> a.path("modified")
                                        .asString("")
                                        .compareTo(b.path("modified").asString(""))
                                > 0
                        ? a
                        : b));
        List<ObjectNode> all = List.copyOf(once.values());
        List<ObjectNode> out = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_OBJECTS) {
            out.add(bundle(all.subList(from, Math.min(all.size(), from + MAX_OBJECTS))));
        }
        return out;
    }

    private static ObjectNode bundle(List<ObjectNode> objects) {
        StringBuilder key = new StringBuilder();
        objects.forEach(object -> key.append(object.path("id").stringValue())
                .append(object.path("modified").asString("")));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "bundle").put("id", StixId.of("bundle", key.toString()));
        ArrayNode array = json.putArray("objects");
        objects.forEach(array::add);
        return json;
    }

    private List<ObjectNode> mitigation(Mitigation mitigation, String campaign, Alert alert) {
        List<ObjectNode> out = new ArrayList<>();
        Tlp tlp = alert.tlp();
        Instant at = alert.raised();
        StixPattern.of(mitigation.match()).ifPresent(pattern -> {
            String id = StixId.of("indicator", mitigation.id());
            ObjectNode indicator = objects.domain("indicator", id, at, at)
                    .put("name", "Traffic of the attack toward " + Defang.text(destination(mitigation)))
                    .put("description", Defang.text(mitigation.why()))
                    .put("pattern", pattern)
                    .put("pattern_type", "stix")
                    .put("pattern_version", "2.1")
                    .put("valid_from", StixObjects.time(at));
            indicator.putArray("indicator_types").add("malicious-activity");
            out.add(StixObjects.marked(indicator, tlp));
            out.add(objects.relationship(id, "indicates", campaign, at, tlp));
        });
        String id = StixId.of("course-of-action", mitigation.id());
        ObjectNode course = objects.domain("course-of-action", id, at, at)
                .put("name", action(mitigation) + " toward " + Defang.text(destination(mitigation)))
                .put("description", Defang.text(mitigation.why()));
        StixObjects.own(course).set("mitigation", MitigationJson.write(mitigation));
        out.add(StixObjects.marked(course, tlp));
        for (AttackTechnique technique : AttackTechnique.of(alert.victims().stream()
                .map(Victim::vectors)
                .flatMap(List::stream)
                .toList())) {
            out.add(objects.relationship(id, "mitigates", StixAlert.techniqueId(technique), at, tlp));
        }
        return out;
    }

    private static String destination(Mitigation mitigation) {
        return mitigation.match().destination().toString();
    }

    private static String action(Mitigation mitigation) {
        return switch (mitigation.action()) {
            case Mitigation.Action.Discard d -> "Discard";
            case Mitigation.Action.Limit l -> "Limit to " + l.bytesPerSecond() + " bytes a second";
        };
    }

    private static String said(Forecast forecast) {
        return switch (forecast.prediction()) {
            case Prediction.Probability p -> "probability " + p.value();
            case Prediction.Quantiles q -> "quantiles " + q.quantiles();
        };
    }

    /** With the producer, the extension's definition, and the markings used. */
    private List<ObjectNode> framed(List<ObjectNode> content, Tlp tlp) {
        List<ObjectNode> out = new ArrayList<>();
        out.add(StixObjects.marked(objects.producer(), Tlp.CLEAR));
        out.add(StixObjects.marked(objects.extension(), Tlp.CLEAR));
        Set<Tlp> used = new TreeSet<>(Set.of(Tlp.CLEAR));
        used.add(tlp);
        used.forEach(marking -> out.add(StixMarking.definition(marking)));
        out.addAll(content);
        return out;
    }

    private static List<String> ids(List<ObjectNode> objects) {
        return objects.stream().map(object -> object.path("id").stringValue()).toList();
    }
}
