package yochi.centre.round;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** What regions have in common as JSON: pairs, groups, and how far kinds of attack have spread. */
final class SimilarityJson {
    private SimilarityJson() {}

    static void write(ObjectNode json, Finding.Similarity s) {
        json.put("kind", "similarity")
                .put("a", s.a().name())
                .put("b", s.b().name())
                .put("window", s.window().toString())
                .put("nA", s.nA())
                .put("nB", s.nB())
                .put("rank", s.rank());
        FindingJson.put(json, "mix", s.mix());
        FindingJson.put(json, "who", s.who());
        FindingJson.put(json, "observedOverlap", s.observedOverlap());
        FindingJson.put(json, "expectedOverlap", s.expectedOverlap());
        FindingJson.put(json, "when", s.when());
        FindingJson.put(json, "lagHours", s.lagHours());
        FindingJson.put(json, "low", s.low());
        FindingJson.put(json, "high", s.high());
        FindingJson.put(json, "combined", s.combined());
        FindingJson.put(json, "combinedP", s.combinedP());
        FindingJson.put(json, "qValue", s.qValue());
        FindingJson.put(json, "divergence", s.divergence());
        FindingJson.put(json, "dispersion", s.dispersion());
        ObjectNode rivals = json.putObject("rivals");
        FindingJson.put(rivals, "cosine", s.rivals().cosine());
        FindingJson.put(rivals, "containment", s.rivals().containment());
        FindingJson.put(rivals, "jaccard", s.rivals().jaccard());
        FindingJson.put(rivals, "correlation", s.rivals().correlation());
        ArrayNode kinds = json.putArray("kinds");
        s.kinds().forEach(k -> kinds.addObject()
                .put("attackType", k.attackType().name())
                .put("observed", k.observed())
                .put("expected", k.expected())
                .put("who", k.who())
                .put("low", k.low())
                .put("high", k.high()));
    }

    static Finding similarity(JsonNode json, Epoch window, List<String> missing) {
        JsonNode rivals = json.path("rivals");
        return new Finding.Similarity(
                new Region(json.path("a").stringValue()),
                new Region(json.path("b").stringValue()),
                window,
                json.path("nA").longValue(),
                json.path("nB").longValue(),
                FindingJson.get(json, "mix"),
                FindingJson.get(json, "who"),
                FindingJson.get(json, "observedOverlap"),
                FindingJson.get(json, "expectedOverlap"),
                FindingJson.get(json, "when"),
                FindingJson.get(json, "lagHours"),
                FindingJson.get(json, "low"),
                FindingJson.get(json, "high"),
                FindingJson.get(json, "combined"),
                FindingJson.get(json, "combinedP"),
                json.path("rank").intValue(),
                FindingJson.get(json, "qValue"),
                FindingJson.get(json, "divergence"),
                FindingJson.get(json, "dispersion"),
                new Finding.Similarity.Rivals(
                        FindingJson.get(rivals, "cosine"),
                        FindingJson.get(rivals, "containment"),
                        FindingJson.get(rivals, "jaccard"),
                        FindingJson.get(rivals, "correlation")),
                json.path("kinds").valueStream().map(SimilarityJson::kind).toList(),
                missing);
    }

    private static Finding.Similarity.Kind kind(JsonNode json) {
        return new Finding.Similarity.Kind(
                AttackType.valueOf(json.path("attackType").stringValue()),
                json.path("observed").doubleValue(),
                json.path("expected").doubleValue(),
                json.path("who").doubleValue(),
                json.path("low").doubleValue(),
                json.path("high").doubleValue());
    }

    static void write(ObjectNode json, Finding.Clusters c) {
        json.put("kind", "clusters").put("window", c.window().toString()).put("threshold", c.threshold());
        names(json.putArray("regions"), c.regions());
        ArrayNode merges = json.putArray("merges");
        c.merges()
                .forEach(m -> merges.addObject()
                        .put("a", m.a())
                        .put("b", m.b())
                        .put("height", m.height())
                        .put("size", m.size())
                        .put("support", m.support()));
        ArrayNode groups = json.putArray("groups");
        c.groups().forEach(g -> names(groups.addArray(), g));
        FindingJson.put(json, "stability", c.stability());
        FindingJson.put(json, "againstBefore", c.againstBefore());
    }

    static Finding clusters(JsonNode json, Epoch window, List<String> missing) {
        return new Finding.Clusters(
                window,
                regions(json.path("regions")),
                json.path("merges")
                        .valueStream()
                        .map(m -> new Finding.Clusters.Merge(
                                m.path("a").intValue(),
                                m.path("b").intValue(),
                                m.path("height").doubleValue(),
                                m.path("size").intValue(),
                                m.path("support").doubleValue()))
                        .toList(),
                json.path("groups").valueStream().map(SimilarityJson::regions).toList(),
                json.path("threshold").doubleValue(),
                FindingJson.get(json, "stability"),
                FindingJson.get(json, "againstBefore"),
                missing);
    }

    static void write(ObjectNode json, Finding.Spread s) {
        json.put("kind", "spread")
                .put("attackType", s.attackType().name())
                .put("service", s.service().toString())
                .put("window", s.window().toString())
                .put("judged", s.judged())
                .put("present", s.present())
                .put("observing", s.observing())
                .put("effectiveRegions", s.effectiveRegions());
        names(json.putArray("raised"), s.raised());
        ArrayNode arrivals = json.putArray("arrivals");
        s.arrivals().forEach(a -> {
            ObjectNode one = arrivals.addObject()
                    .put("region", a.region().name())
                    .put("earliest", a.earliest().toString())
                    .put("latest", a.latest().toString())
                    .put("always", a.always());
            FindingJson.put(one, "probability", a.probability());
        });
    }

    static Finding spread(JsonNode json, Epoch window, List<String> missing) {
        return new Finding.Spread(
                FindingJson.attackType(json),
                FindingJson.service(json),
                window,
                regions(json.path("raised")),
                json.path("judged").intValue(),
                json.path("present").intValue(),
                json.path("observing").intValue(),
                json.path("effectiveRegions").doubleValue(),
                json.path("arrivals")
                        .valueStream()
                        .map(a -> new Finding.Spread.Arrival(
                                new Region(a.path("region").stringValue()),
                                Instant.parse(a.path("earliest").stringValue()),
                                Instant.parse(a.path("latest").stringValue()),
                                a.path("always").booleanValue(),
                                FindingJson.get(a, "probability")))
                        .toList(),
                missing);
    }

    private static void names(ArrayNode to, List<Region> regions) {
        regions.forEach(r -> to.add(r.name()));
    }

    private static List<Region> regions(JsonNode names) {
        return names.valueStream().map(n -> new Region(n.stringValue())).toList();
    }
}
