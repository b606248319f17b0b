package yochi.link.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;

/**
 * One alert as STIX objects: the campaign and the wave it belongs to, how it attacks, what was observed, what can be
 * done, and the report around them, which says where the alert is in its life and which sealed statements it rests on.
 */
final class StixAlert {
    private static final long MAX_OBSERVED = 999_999_999;

    private final StixObjects objects;
    private final Alert alert;
    private final Instant modified;
    private final List<String> sealed;
    private final Tlp tlp;
    private final List<ObjectNode> out = new ArrayList<>();
    private final List<String> named = new ArrayList<>();
    private final String campaign;

    /**
     * The objects of an alert.
     *
     * @param sealed ids of the ledger's statements that it rests on
     */
    StixAlert(StixObjects objects, Alert alert, Instant modified, List<String> sealed) {
        this.objects = objects;
        this.sealed = List.copyOf(sealed);
        this.alert = alert;
        this.modified = modified.isBefore(alert.raised()) ? alert.raised() : modified;
        tlp = alert.tlp();
        campaign = StixId.of("campaign", alert.id());
    }

    String campaign() {
        return campaign;
    }

    List<ObjectNode> write() {
        ObjectNode home = objects.home();
        add(home);
        add(campaignObject());
        add(objects.relationship(campaign, "targets", id(home), alert.raised(), tlp));
        alert.assessment().campaign().map(objects::wave).ifPresent(wave -> {
            add(wave);
            add(objects.relationship(campaign, "related-to", id(wave), alert.raised(), tlp));
        });
        Set<AttackTechnique> techniques = AttackTechnique.of(
                alert.victims().stream().flatMap(v -> v.vectors().stream()).toList());
        for (AttackTechnique technique : techniques) {
            ObjectNode pattern = objects.technique(technique);
            add(pattern);
            add(objects.relationship(campaign, "uses", id(pattern), alert.raised(), tlp));
        }
        if (alert.asn().known()) {
            observed();
        }
        if (!alert.advice().isEmpty()) {
            add(advice());
        }
        for (Assessment.Option option : alert.assessment().options()) {
            ObjectNode course = course(option);
            add(course);
            for (AttackTechnique technique : techniques) {
                add(objects.relationship(id(course), "mitigates", techniqueId(technique), alert.raised(), tlp));
            }
        }
        out.add(report());
        return out;
    }

    /** The techniques' ids, for what mitigates them. */
    static String techniqueId(AttackTechnique technique) {
        return StixId.of("attack-pattern", technique.number());
    }

    private ObjectNode campaignObject() {
        ObjectNode json = object("campaign", campaign)
                .put("name", text(alert.title()))
                .put("description", description())
                .put("objective", "Make the named services unreachable.");
        if (alert.basis() == Alert.Basis.NOWCAST) {
            json.put("first_seen", StixObjects.time(alert.occurred()));
        }
        return StixObjects.marked(json, tlp);
    }

    private String description() {
        return switch (alert.basis()) {
            case NOWCAST -> "Nowcast: an order to attack was observed at its control.";
            case FORECAST -> "Forecast: no order has been observed; the probability is stated in the report.";
        };
    }

    private void observed() {
        ObjectNode system = StixObjects.autonomousSystem(alert.asn());
        add(system);
        if (alert.basis() == Alert.Basis.FORECAST) {
            return;
        }
        long orders =
                Math.clamp(alert.victims().stream().mapToLong(Victim::orders).sum(), 1, MAX_OBSERVED);
        String when = StixObjects.time(alert.occurred());
        ObjectNode observed = object("observed-data", StixId.of("observed-data", alert.id()))
                .put("first_observed", when)
                .put("last_observed", when)
                .put("number_observed", orders);
        StixObjects.refs(observed, "object_refs", List.of(id(system)));
        add(StixObjects.marked(observed, tlp));
        ObjectNode sighting = object("sighting", StixId.of("sighting", alert.id()))
                .put("first_seen", when)
                .put("last_seen", when)
                .put("count", orders)
                .put("sighting_of_ref", campaign);
        StixObjects.refs(sighting, "observed_data_refs", List.of(id(observed)));
        StixObjects.refs(sighting, "where_sighted_refs", List.of(objects.producerId()));
        add(StixObjects.marked(sighting, tlp));
    }

    private ObjectNode advice() {
        ObjectNode json = object("note", StixId.of("note", alert.id()))
                .put("abstract", "What the responder can do")
                .put("content", String.join("\n", texts(alert.advice())));
        return StixObjects.marked(StixObjects.refs(json, "object_refs", List.of(campaign)), tlp);
    }

    /** One thing that can be done, with its price; whether the decision table recommends it. */
    private ObjectNode course(Assessment.Option option) {
        List<String> lines = new ArrayList<>();
        alert.assessment()
                .recommendation()
                .filter(r -> r.option().equals(option.id()))
                .ifPresent(r -> lines.add("Recommended: " + r.text().en()));
        lines.add("Benefit: " + option.benefit().en());
        lines.add("Collateral: " + option.collateral().en());
        lines.add("Reversible: " + option.reversible().en());
        lines.add("Authority: " + option.authority().en());
        lines.add("Takes effect within " + option.takesEffect()
                + option.expires().map(d -> ", ends by itself after " + d).orElse("") + ".");
        ObjectNode json = object("course-of-action", StixId.of("course-of-action", alert.id() + "\n" + option.id()))
                .put("name", text(option.text().en()))
                .put("description", String.join("\n", texts(lines)));
        ObjectNode own = StixObjects.own(json);
        own.set("option", AssessmentJson.harmless(AssessmentJson.option(option)));
        alert.assessment()
                .recommendation()
                .filter(r -> r.option().equals(option.id()))
                .ifPresent(r -> own.put("recommended_by", r.table() + " " + text(r.row())));
        return StixObjects.marked(json, tlp);
    }

    private ObjectNode report() {
        ObjectNode json = object("report", StixId.of("report", alert.id()))
                .put("name", text(alert.title()))
                .put("description", String.join("\n", texts(alert.evidence())))
                .put("published", StixObjects.time(alert.raised()));
        json.putArray("report_types").add(alert.basis() == Alert.Basis.NOWCAST ? "campaign" : "threat-report");
        StixObjects.refs(json, "object_refs", named);
        StixObjects.refs(json, "labels", List.of(Fields.word(alert.assessment().life())));
        if (alert.basis() == Alert.Basis.FORECAST) {
            json.put("confidence", StixObjects.confidence(alert.probability()));
        }
        StixObjects.ledger(json, sealed);
        ObjectNode own = StixObjects.own(json)
                .put("alert", alert.id())
                .put("basis", Fields.word(alert.basis()))
                .put("occurred", alert.occurred().toString())
                .put("asn", alert.asn().number())
                .put("probability", alert.probability())
                .put("horizon_hours", alert.horizonHours());
        own.set("victims", AlertJson.victims(alert.victims()));
        own.set("evidence", Fields.array(texts(alert.evidence())));
        own.set("advice", Fields.array(texts(alert.advice())));
        ObjectNode assessment = own.putObject("assessment");
        AssessmentJson.write(assessment, alert.assessment());
        AssessmentJson.harmless(assessment);
        return StixObjects.marked(json, tlp);
    }

    private ObjectNode object(String type, String id) {
        return objects.domain(type, id, alert.raised(), modified);
    }

    private void add(ObjectNode json) {
        out.add(json);
        named.add(id(json));
    }

    private static String id(ObjectNode json) {
        return json.path("id").stringValue();
    }

    private static String text(String text) {
        return Defang.text(text);
    }

    private static List<String> texts(List<String> texts) {
        return texts.stream().map(Defang::text).toList();
    }
}
