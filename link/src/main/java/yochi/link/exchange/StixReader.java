package yochi.link.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Forecast;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;

/** Reads the alerts, forecasts and notices out of STIX objects that a {@link StixWriter} wrote; others are let be. */
public final class StixReader {
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final List<JsonNode> objects = new ArrayList<>();

    /** Takes a bundle or a TAXII envelope: any object with a list {@code objects}. */
    public StixReader(JsonNode bundle) {
        for (JsonNode object : bundle.path("objects")) {
            objects.add(object);
            byId.put(object.path("id").asString(""), object);
        }
    }

    /** Alerts that stand; those that were revoked are not among them. */
    public List<Alert> alerts() {
        return ours("report")
                .filter(report -> !isRevoked(report))
                .map(StixReader::alert)
                .toList();
    }

    /** Ids of alerts that are over: whoever acts on one, stops. */
    public List<String> revoked() {
        return ours("report")
                .filter(StixReader::isRevoked)
                .map(report -> Fields.of(own(report), "report.extensions").text("alert"))
                .toList();
    }

    private static boolean isRevoked(JsonNode object) {
        return object.path("revoked").booleanValue(false);
    }

    public List<Forecast> forecasts() {
        return ours("note")
                .map(note -> ForecastJson.read(own(note).path("forecast")))
                .toList();
    }

    public List<Notice> notices() {
        return ours("grouping").map(this::notice).toList();
    }

    private java.util.stream.Stream<JsonNode> ours(String type) {
        return objects.stream()
                .filter(object -> object.path("type").asString("").equals(type))
                .filter(object -> own(object).isObject());
    }

    static JsonNode own(JsonNode object) {
        return object.path("extensions").path(StixObjects.EXTENSION);
    }

    private static Alert alert(JsonNode report) {
        Fields stix = Fields.of(report, "report");
        Fields in = Fields.of(own(report), "report.extensions");
        return new Alert(
                in.text("alert"),
                in.word("basis", Alert.Basis.class),
                in.instant("occurred"),
                stix.instant("published"),
                stix.text("name"),
                new Asn(in.whole("asn")),
                in.each("victims", AlertJson::victim),
                AlertJson.share(in, "probability"),
                in.number("horizon_hours"),
                in.texts("evidence"),
                in.texts("advice"),
                StixMarking.tlp(stix.texts("object_marking_refs").getFirst()),
                in.objectIfAny("assessment").map(AssessmentJson::read).orElse(Assessment.NONE));
    }

    private Notice notice(JsonNode grouping) {
        Fields in = Fields.of(own(grouping), "grouping.extensions");
        List<Alert> alerts = new ArrayList<>();
        List<Mitigation> mitigations = new ArrayList<>();
        for (String id : Fields.of(grouping, "grouping").texts("object_refs")) {
            JsonNode object = byId.get(id);
            if (object == null) {
                throw new IllegalArgumentException("grouping names an object that is not here: " + id);
            }
            String type = object.path("type").asString("");
            if (type.equals("report")) {
                alerts.add(alert(object));
            } else if (type.equals("course-of-action")) {
                mitigations.add(MitigationJson.read(Fields.of(own(object).path("mitigation"), "course-of-action")));
            }
        }
        if (alerts.size() != 1) {
            throw new IllegalArgumentException("a notice has one alert, not " + alerts.size());
        }
        return new Notice(in.text("notice"), alerts.getFirst(), in.text("recipient"), mitigations);
    }
}
