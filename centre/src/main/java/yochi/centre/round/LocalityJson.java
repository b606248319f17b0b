package yochi.centre.round;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** What is peculiar to a region as JSON; records of before readings and strength were told can still be read. */
final class LocalityJson {
    private LocalityJson() {}

    static void write(Finding.Locality l, ObjectNode json) {
        json.put("observed", l.observed())
                .put("expected", l.expected())
                .put("lower5", l.lower5())
                .put("verdict", l.verdict().name());
        ArrayNode readings = json.putArray("readings");
        l.readings()
                .forEach(r -> readings.addObject()
                        .put("verdict", r.verdict().name())
                        .put("probability", r.probability()));
        l.strength().ifPresent(s -> write(s, json.putObject("strength")));
        json.put("why", l.why());
    }

    private static void write(Finding.Strength s, ObjectNode json) {
        json.put("lift", s.lift()).put("pmi", s.pmi()).put("days", s.days());
        FindingJson.put(json, "counted", s.counted());
        FindingJson.put(json, "past", s.past());
        FindingJson.put(json, "pastLower5", s.pastLower5());
        FindingJson.put(json, "both", s.both());
        FindingJson.put(json, "bothLower5", s.bothLower5());
        FindingJson.put(json, "surprise", s.surprise());
        ArrayNode together = json.putArray("together");
        s.together().forEach(r -> together.add(r.name()));
        FindingJson.put(json, "qValue", s.qValue());
        FindingJson.put(json, "growthPerDay", s.growthPerDay());
        FindingJson.put(json, "growthLow", s.growthLow());
        FindingJson.put(json, "growthHigh", s.growthHigh());
    }

    static Finding.Locality read(
            JsonNode json, Region region, AttackType type, Service service, Epoch window, List<String> missing) {
        return new Finding.Locality(
                region,
                type,
                service,
                window,
                json.path("observed").doubleValue(),
                json.path("expected").doubleValue(),
                json.path("lower5").doubleValue(),
                verdict(json),
                json.path("readings")
                        .valueStream()
                        .map(r -> new Finding.Reading(
                                verdict(r), r.path("probability").doubleValue()))
                        .toList(),
                json.has("strength") ? Optional.of(strength(json.path("strength"))) : Optional.empty(),
                json.path("why").stringValue(),
                missing);
    }

    private static Finding.Verdict verdict(JsonNode json) {
        return Finding.Verdict.valueOf(json.path("verdict").stringValue());
    }

    private static Finding.Strength strength(JsonNode json) {
        return new Finding.Strength(
                json.path("lift").doubleValue(),
                json.path("pmi").doubleValue(),
                json.path("days").intValue(),
                FindingJson.get(json, "counted"),
                FindingJson.get(json, "past"),
                FindingJson.get(json, "pastLower5"),
                FindingJson.get(json, "both"),
                FindingJson.get(json, "bothLower5"),
                FindingJson.get(json, "surprise"),
                json.path("together")
                        .valueStream()
                        .map(r -> new Region(r.stringValue()))
                        .toList(),
                FindingJson.get(json, "qValue"),
                FindingJson.get(json, "growthPerDay"),
                FindingJson.get(json, "growthLow"),
                FindingJson.get(json, "growthHigh"));
    }
}
