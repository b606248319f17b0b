package yochi.centre.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import yochi.centre.collection.Collection;
import yochi.centre.collection.Extractions;
import yochi.centre.collection.Parcels;
import yochi.centre.fleet.Fleet;
import yochi.centre.fleet.FleetNode;
import yochi.centre.fleet.Rollout;
import yochi.centre.round.Progress;
import yochi.centre.round.RoundRecord;
import yochi.core.model.AttackType;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Measure;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Telling;

/** What operators read, as JSON; docs/formats.md names every field. */
final class OperatorJson {
    private OperatorJson() {}

    static Map<String, Object> of(Rollout rollout) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("policy", rollout.policy().name());
        out.put("digest", rollout.policy().digest());
        List<Object> nodes = new ArrayList<>();
        for (Rollout.Outcome o : rollout.outcomes()) {
            Map<String, Object> node = new LinkedHashMap<>();
            node.put("node", o.node().toString());
            node.put("effective", o.effective());
            node.put("seconds", o.took().toNanos() / 1e9);
            node.put("detail", o.detail());
            nodes.add(node);
        }
        out.put("nodes", nodes);
        out.put("silent", rollout.silent().stream().map(Object::toString).toList());
        return out;
    }

    /** How many parcels from node to node stand where. */
    private static List<Object> parcels(List<Parcels.Count> counts) {
        List<Object> all = new ArrayList<>();
        for (Parcels.Count c : counts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("country", c.country());
            one.put("purpose", c.purpose());
            one.put("state", c.state().name().toLowerCase(Locale.ROOT));
            one.put("parcels", c.parcels());
            one.put("since", c.since().toString());
            all.add(one);
        }
        return all;
    }

    static ExtractionRequest request(JsonNode json) {
        EnumSet<ExtractionRequest.Dimension> by = EnumSet.noneOf(ExtractionRequest.Dimension.class);
        for (JsonNode d : json.path("by")) {
            by.add(ExtractionRequest.Dimension.valueOf(d.asString("").toUpperCase(Locale.ROOT)));
        }
        JsonNode reader = json.path("reader");
        ExtractionRequest question = new ExtractionRequest(
                given(json, "id").orElseGet(() -> UUID.randomUUID().toString()),
                Instant.parse(json.path("from").asString("")),
                Instant.parse(json.path("until").asString("")),
                given(json, "attackType").map(AttackType::valueOf),
                given(json, "service").map(Service::parse),
                by);
        return reader.isMissingNode()
                ? question
                : question.by(new ExtractionRequest.Reader(
                        reader.path("name").asString(""),
                        Instant.parse(reader.path("issued").asString("")),
                        reader.path("signature").asString("")));
    }

    private static Optional<String> given(JsonNode json, String key) {
        return Optional.of(json.path(key).asString("")).filter(t -> !t.isEmpty());
    }

    static Map<String, Object> of(Extractions.Gathered gathered) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", gathered.request().id());
        out.put("from", gathered.request().from().toString());
        out.put("until", gathered.request().until().toString());
        out.put("seconds", gathered.took().toNanos() / 1e9);
        List<Object> answers = new ArrayList<>();
        for (ExtractionAnswer a : gathered.answers().values()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("node", a.node().toString());
            answer.put("outcome", a.outcome().name().toLowerCase(Locale.ROOT));
            answer.put("reason", a.reason());
            answer.put("policy", a.policy());
            a.left().ifPresent(left -> answer.put("questionsLeft", left));
            answer.put("cells", a.cells().stream().map(OperatorJson::of).toList());
            answers.add(answer);
        }
        out.put("answers", answers);
        out.put("silent", gathered.silent().stream().map(Object::toString).toList());
        return out;
    }

    private static Map<String, Object> of(Statistic cell) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("sensorGroup", cell.key().sensorGroup());
        out.put("party", cell.key().party().name().toLowerCase(Locale.ROOT));
        out.put("attackType", cell.key().attackType().name());
        out.put("service", cell.key().service().toString());
        out.put("tool", cell.key().tool().toString());
        out.put("place", cell.key().place().toString());
        out.put("asn", cell.key().asn().toString());
        cell.measures().forEach((metric, measure) -> out.put(metric.id(), number(measure)));
        return out;
    }

    private static Object number(Measure measure) {
        return switch (measure) {
            case Measure.Count c -> c.value();
            case Measure.DistinctCount d -> d.estimate();
            case Measure.DistinctSet d -> d.bounds().estimate();
            case Measure.Packed p -> packed(p);
            case Measure.Missing m -> Map.of("missing", m.reason());
        };
    }

    private static Object packed(Measure.Packed measure) {
        return switch (measure) {
            case Measure.Quantiles q when q.sketch().count() > 0 ->
                Map.of(
                        "count", q.sketch().count(),
                        "p10", q.sketch().quantile(0.1),
                        "p50", q.sketch().quantile(0.5),
                        "p90", q.sketch().quantile(0.9));
            case Measure.Quantiles q -> Map.of("count", 0);
            case Measure.Entropy e ->
                Map.of(
                        "bits", e.bounds().bits(),
                        "lower", e.bounds().lowerBits(),
                        "upper", e.bounds().upperBits());
            case Measure.Histogram h -> {
                Map<String, Long> bins = new LinkedHashMap<>();
                h.bins().forEach((bin, n) -> bins.put(Integer.toString(bin), n));
                yield bins;
            }
            case Measure.FrequentItems f ->
                Map.of(
                        "items", f.items().counts().size(),
                        "error", f.items().error());
            case Measure.Unknown u -> Map.of("unknownKind", u.kind());
        };
    }

    static Map<String, Object> of(
            Fleet fleet, Collection collection, Tellings tellings, List<Parcels.Count> parcels) {
        Map<String, Collection.Account> accounts = new LinkedHashMap<>();
        collection.accounts().forEach(a -> accounts.put(a.node().toString(), a));
        List<Object> nodes = new ArrayList<>();
        for (FleetNode n : fleet.nodes()) {
            Map<String, Object> node = new LinkedHashMap<>();
            node.put("node", n.id().toString());
            node.put("name", n.name());
            node.put("country", n.country().toString());
            node.put("operator", n.operator());
            node.put("connected", n.connected());
            node.put("healthy", n.healthy());
            node.put("health", n.health());
            node.put("revoked", n.revoked().isPresent());
            n.lastSeen().ifPresent(t -> node.put("lastSeen", t.toString()));
            node.put("wantedPolicy", n.wanted());
            node.put("runningPolicy", n.running());
            node.put("effective", n.effective());
            node.put("findings", findings(tellings.of(n.id())));
            Optional.ofNullable(accounts.get(n.id().toString())).ifPresent(a -> node.put("reports", reports(a)));
            node.put(
                    "history",
                    fleet.history(n.id()).stream()
                            .map(h -> Map.of(
                                    "at", h.at().toString(),
                                    "event", h.event(),
                                    "digest", h.digest(),
                                    "detail", h.detail()))
                            .toList());
            nodes.add(node);
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("nodes", nodes);
        out.put("parcels", parcels(parcels));
        return out;
    }

    private static Map<String, Object> findings(Telling telling) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("events", telling.events().name().toLowerCase(Locale.ROOT));
        out.put("onset", telling.onset().name().toLowerCase(Locale.ROOT));
        out.put("links", telling.links().name().toLowerCase(Locale.ROOT));
        return out;
    }

    private static Map<String, Object> reports(Collection.Account a) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("received", a.received());
        out.put("highest", a.highest());
        out.put("missing", a.missing());
        out.put("gaps", a.gaps());
        out.put("duplicates", a.duplicates());
        out.put("copied", a.copied());
        out.put("releasedUntil", a.releasedUntil().toString());
        return out;
    }

    /** Rounds of analyses: how far the running one is, and how long the last ones took. */
    static Map<String, Object> of(Optional<Progress> running, List<RoundRecord> last) {
        Map<String, Object> answer = new LinkedHashMap<>();
        running.ifPresent(p -> answer.put("running", Map.of("step", p.step(), "done", p.done(), "of", p.of())));
        answer.put("last", last.stream().map(OperatorJson::of).toList());
        return answer;
    }

    private static Map<String, Object> of(RoundRecord round) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("number", round.number());
        out.put("until", round.until().toString());
        out.put("started", round.started().toString());
        out.put("cubeSeconds", seconds(round.cube()));
        out.put("seconds", seconds(round.total()));
        out.put("whole", round.whole());
        out.put("forecasts", round.forecasts());
        out.put("parts", round.parts().stream().map(OperatorJson::of).toList());
        return out;
    }

    private static Map<String, Object> of(RoundRecord.PartRecord part) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", part.name());
        out.put("state", part.state().name());
        out.put("seconds", seconds(part.took()));
        out.put("results", part.results());
        out.put("why", part.why());
        return out;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
