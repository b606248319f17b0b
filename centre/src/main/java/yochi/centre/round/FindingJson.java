package yochi.centre.round;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** Findings as JSON, for the record of rounds; a number that cannot be told is absent. */
final class FindingJson {
    private FindingJson() {}

    static ObjectNode write(Finding finding) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (finding) {
            case Finding.Similarity s -> SimilarityJson.write(json, s);
            case Finding.Clusters c -> SimilarityJson.write(json, c);
            case Finding.Spread s -> SimilarityJson.write(json, s);
            case Finding.Locality l -> {
                cell(json, "locality", l.region(), l.attackType(), l.service(), l.window());
                LocalityJson.write(l, json);
            }
            case Finding.Trend t -> {
                cell(json, "trend", t.region(), t.attackType(), t.service(), t.window())
                        .put("label", t.label().name());
                put(json, "slopePerDay", finite(t.slopePerDay()));
                put(json, "low", finite(t.low()));
                put(json, "high", finite(t.high()));
                put(json, "pValue", finite(t.pValue()));
            }
            case Finding.Change c ->
                cell(json, "change", c.region(), c.attackType(), c.service(), c.window())
                        .put("at", c.at().toString())
                        .put("before", c.before())
                        .put("after", c.after())
                        .put("probability", c.probability());
            case Finding.Propagation p -> PropagationJson.write(json, p);
            case Finding.Reach r -> PropagationJson.write(json, r);
        }
        ArrayNode missing = json.putArray("missing");
        finding.missing().forEach(missing::add);
        return json;
    }

    static Finding read(JsonNode json) {
        Epoch window = Epoch.parse(json.path("window").stringValue());
        List<String> missing =
                json.path("missing").valueStream().map(JsonNode::stringValue).toList();
        String kind = json.path("kind").stringValue();
        return switch (kind) {
            case "similarity" -> SimilarityJson.similarity(json, window, missing);
            case "clusters" -> SimilarityJson.clusters(json, window, missing);
            case "spread" -> SimilarityJson.spread(json, window, missing);
            case "locality" ->
                LocalityJson.read(json, region(json), attackType(json), service(json), window, missing);
            case "trend" ->
                new Finding.Trend(
                        region(json),
                        attackType(json),
                        service(json),
                        window,
                        get(json, "slopePerDay").orElse(Double.NaN),
                        get(json, "low").orElse(Double.NaN),
                        get(json, "high").orElse(Double.NaN),
                        get(json, "pValue").orElse(Double.NaN),
                        Finding.Label.valueOf(json.path("label").stringValue()),
                        missing);
            case "change" ->
                new Finding.Change(
                        region(json),
                        attackType(json),
                        service(json),
                        window,
                        Instant.parse(json.path("at").stringValue()),
                        json.path("before").doubleValue(),
                        json.path("after").doubleValue(),
                        json.path("probability").doubleValue(),
                        missing);
            case "propagation" -> PropagationJson.propagation(json, window, missing);
            case "reach" -> PropagationJson.reach(json, window, missing);
            default -> throw new IllegalArgumentException("not a known finding: " + kind);
        };
    }

    static ObjectNode cell(
            ObjectNode json, String kind, Region region, AttackType type, Service service, Epoch window) {
        return json.put("kind", kind)
                .put("region", region.name())
                .put("attackType", type.name())
                .put("service", service.toString())
                .put("window", window.toString());
    }

    private static Region region(JsonNode json) {
        return new Region(json.path("region").stringValue());
    }

    static AttackType attackType(JsonNode json) {
        return AttackType.valueOf(json.path("attackType").stringValue());
    }

    static Service service(JsonNode json) {
        return Service.parse(json.path("service").stringValue());
    }

    static void put(ObjectNode json, String name, OptionalDouble value) {
        value.ifPresent(v -> json.put(name, v));
    }

    static OptionalDouble get(JsonNode json, String name) {
        return json.has(name) ? OptionalDouble.of(json.path(name).doubleValue()) : OptionalDouble.empty();
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
