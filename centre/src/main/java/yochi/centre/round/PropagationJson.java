package yochi.centre.round;

import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Finding.Propagation;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** Findings of propagation as JSON and back, for the record of rounds. */
final class PropagationJson {
    private PropagationJson() {}

    static void write(ObjectNode json, Propagation p) {
        json.put("kind", "propagation")
                .put("window", p.window().toString())
                .put("conclusion", p.conclusion().name())
                .put("cascades", p.cascades())
                .put("needed", p.needed())
                .put("together", p.common().together())
                .put("why", p.why());
        p.common().shared().ifPresent(v -> json.put("shared", v));
        ArrayNode arrows = json.putArray("arrows");
        p.arrows().forEach(a -> arrows.addObject()
                .put("from", a.from().name())
                .put("to", a.to().name())
                .put("basis", a.basis().name())
                .put("attackType", a.attackType().name())
                .put("lagHours", a.lagHours())
                .put("strength", a.strength())
                .put("low", a.low())
                .put("high", a.high())
                .put("frequency", a.frequency())
                .put("gain", a.gain())
                .put("qValue", a.qValue()));
        ArrayNode leads = json.putArray("leads");
        p.leads().forEach(l -> {
            ObjectNode lead = leads.addObject()
                    .put("from", l.from().name())
                    .put("to", l.to().name())
                    .put("attackType", l.attackType().name())
                    .put("lagHours", l.lagHours())
                    .put("correlation", l.correlation())
                    .put("qValue", l.qValue());
            l.granger().ifPresent(v -> lead.put("granger", v));
            l.entropy().ifPresent(v -> lead.put("entropy", v));
        });
        ArrayNode leaders = json.putArray("leaders");
        p.leaders().forEach(l -> {
            ObjectNode leader = leaders.addObject()
                    .put("region", l.region().name())
                    .put("first", l.first())
                    .put("of", l.of());
            l.score().ifPresent(v -> leader.put("score", v));
        });
    }

    static void write(ObjectNode json, Finding.Reach r) {
        json.put("kind", "reach")
                .put("home", r.home().name())
                .put("attackType", r.attackType().name())
                .put("service", r.service().toString())
                .put("window", r.window().toString())
                .put("hours", r.hours())
                .put("reach", r.reach())
                .put("seen", r.seen());
        ArrayNode at = json.putArray("at");
        r.at().forEach(region -> at.add(region.name()));
    }

    static Propagation propagation(JsonNode json, Epoch window, List<String> missing) {
        return new Propagation(
                window,
                Propagation.Conclusion.valueOf(json.path("conclusion").stringValue()),
                json.path("cascades").intValue(),
                json.path("needed").intValue(),
                json.path("arrows").valueStream().map(PropagationJson::arrow).toList(),
                json.path("leads").valueStream().map(PropagationJson::lead).toList(),
                json.path("leaders").valueStream().map(PropagationJson::leader).toList(),
                new Propagation.Common(get(json, "shared"), json.path("together").intValue()),
                json.path("why").stringValue(),
                missing);
    }

    static Finding.Reach reach(JsonNode json, Epoch window, List<String> missing) {
        return new Finding.Reach(
                region(json, "home"),
                AttackType.valueOf(json.path("attackType").stringValue()),
                Service.parse(json.path("service").stringValue()),
                window,
                json.path("hours").doubleValue(),
                json.path("reach").doubleValue(),
                json.path("seen").doubleValue(),
                json.path("at").valueStream().map(r -> new Region(r.stringValue())).toList(),
                missing);
    }

    private static Propagation.Arrow arrow(JsonNode json) {
        return new Propagation.Arrow(
                region(json, "from"),
                region(json, "to"),
                Propagation.Basis.valueOf(json.path("basis").stringValue()),
                AttackType.valueOf(json.path("attackType").stringValue()),
                json.path("lagHours").doubleValue(),
                json.path("strength").doubleValue(),
                json.path("low").doubleValue(),
                json.path("high").doubleValue(),
                json.path("frequency").doubleValue(),
                json.path("gain").doubleValue(),
                json.path("qValue").doubleValue());
    }

    private static Propagation.Lead lead(JsonNode json) {
        return new Propagation.Lead(
                region(json, "from"),
                region(json, "to"),
                AttackType.valueOf(json.path("attackType").stringValue()),
                json.path("lagHours").doubleValue(),
                json.path("correlation").doubleValue(),
                json.path("qValue").doubleValue(),
                get(json, "granger"),
                get(json, "entropy"));
    }

    private static Propagation.Leader leader(JsonNode json) {
        return new Propagation.Leader(
                region(json, "region"),
                json.path("first").intValue(),
                json.path("of").intValue(),
                get(json, "score"));
    }

    private static Region region(JsonNode json, String member) {
        return new Region(json.path(member).stringValue());
    }

    private static OptionalDouble get(JsonNode json, String name) {
        return json.has(name) ? OptionalDouble.of(json.path(name).doubleValue()) : OptionalDouble.empty();
    }
}
