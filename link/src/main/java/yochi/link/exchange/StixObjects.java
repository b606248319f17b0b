package yochi.link.exchange;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Asn;
import yochi.core.model.Tlp;

/** Makes single STIX 2.1 objects of one producer with the properties that every object has. */
final class StixObjects {
    /** Where all properties of our own live, none at top level: strict readers refuse those. */
    static final String EXTENSION = StixId.of("extension-definition", "yochi.stix/1");

    /** Source of references to sealed statements. */
    static final String LEDGER = "yochi-ledger";

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Producer producer;
    private final String producerId;

    StixObjects(Producer producer) {
        this.producer = producer;
        producerId = StixId.of("identity", producer.name());
    }

    String producerId() {
        return producerId;
    }

    static String time(Instant t) {
        return MILLIS.format(t);
    }

    /** The producer of everything; it is its own creator. */
    ObjectNode producer() {
        return domain("identity", producerId, producer.since(), producer.since())
                .put("name", producer.name())
                .put("identity_class", "organization");
    }

    ObjectNode extension() {
        ObjectNode json = domain("extension-definition", EXTENSION, producer.since(), producer.since())
                .put("name", "yochi")
                .put("description", "Properties of alerts, forecasts and mitigations of Yochi.")
                .put("schema", "docs/formats.md#stix-extension-yochistix1")
                .put("version", "1.0.0");
        json.putArray("extension_types").add("property-extension");
        return json;
    }

    /** The protected country: public knowledge, the same object in every bundle. */
    ObjectNode home() {
        String country = producer.home().code();
        return marked(
                domain("location", StixId.of("location", country), producer.since(), producer.since())
                        .put("name", country)
                        .put("country", country),
                Tlp.CLEAR);
    }

    /** An entry of a public registry, and so without a marking. */
    static ObjectNode autonomousSystem(Asn asn) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "autonomous-system")
                .put("spec_version", "2.1")
                .put("id", StixId.autonomousSystem(asn.number()))
                .put("number", asn.number());
    }

    /** A technique of ATT&amp;CK: public knowledge, the same object in every bundle. */
    ObjectNode technique(AttackTechnique technique) {
        String id = StixId.of("attack-pattern", technique.number());
        ObjectNode json =
                domain("attack-pattern", id, producer.since(), producer.since()).put("name", technique.title());
        json.putArray("external_references")
                .addObject()
                .put("source_name", "mitre-attack")
                .put("external_id", technique.number())
                .put("url", technique.address());
        return marked(json, Tlp.CLEAR);
    }

    /** The wave that an alert belongs to: known by its id alone, and so the same object in every bundle. */
    ObjectNode wave(String wave) {
        ObjectNode json = domain(
                        "campaign", StixId.of("campaign", "wave " + wave), producer.since(), producer.since())
                .put("name", "Wave of attacks on " + producer.home().code());
        own(json).put("wave", wave);
        return marked(json, Tlp.CLEAR);
    }

    /** A domain object with its common properties. */
    ObjectNode domain(String type, String id, Instant created, Instant modified) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return json.put("type", type)
                .put("spec_version", "2.1")
                .put("id", id)
                .put("created_by_ref", producerId)
                .put("created", time(created))
                .put("modified", time(modified));
    }

    ObjectNode relationship(String from, String kind, String to, Instant created, Tlp tlp) {
        String id = StixId.of("relationship", from + "\n" + kind + "\n" + to);
        return marked(
                domain("relationship", id, created, created)
                        .put("relationship_type", kind)
                        .put("source_ref", from)
                        .put("target_ref", to),
                tlp);
    }

    /** A probability as STIX has it: 0 to 100. */
    static int confidence(double probability) {
        return Math.clamp(Math.round(100 * probability), 0, 100);
    }

    /** Names statements of the producer's ledger, which anybody checks by their commitments. */
    static void ledger(ObjectNode json, List<String> sealed) {
        if (!sealed.isEmpty()) {
            var refs = json.putArray("external_references");
            sealed.forEach(id -> refs.addObject().put("source_name", LEDGER).put("external_id", id));
        }
    }

    static ObjectNode marked(ObjectNode json, Tlp tlp) {
        json.putArray("object_marking_refs").add(StixMarking.id(tlp));
        return json;
    }

    static ObjectNode refs(ObjectNode json, String name, List<String> ids) {
        json.set(name, Fields.array(ids));
        return json;
    }

    /** The object's place for properties of our own. */
    static ObjectNode own(ObjectNode json) {
        return json.putObject("extensions").putObject(EXTENSION).put("extension_type", "property-extension");
    }
}
