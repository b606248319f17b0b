package yochi.link.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What strict receivers of STIX 2.1 enforce, as rules of our own: names, ids, times, references, markings, no property
 * that the standard does not know.
 */
final class StixRules {
    private static final Pattern ID =
            Pattern.compile("[a-z][a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Set<String> COMMON = Set.of(
            "type",
            "spec_version",
            "id",
            "created_by_ref",
            "created",
            "modified",
            "object_marking_refs",
            "external_references",
            "labels",
            "confidence",
            "revoked",
            "extensions");
    private static final Map<String, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry("identity", Set.of("name", "identity_class")),
            Map.entry("extension-definition", Set.of("name", "schema", "version", "extension_types", "created_by_ref")),
            Map.entry("marking-definition", Set.of()),
            Map.entry("location", Set.of("country")),
            Map.entry("autonomous-system", Set.of("number")),
            Map.entry("campaign", Set.of("name")),
            Map.entry("attack-pattern", Set.of("name")),
            Map.entry("relationship", Set.of("relationship_type", "source_ref", "target_ref")),
            Map.entry("observed-data", Set.of("first_observed", "last_observed", "number_observed", "object_refs")),
            Map.entry("sighting", Set.of("sighting_of_ref")),
            Map.entry("note", Set.of("content", "object_refs")),
            Map.entry("report", Set.of("name", "published", "object_refs")),
            Map.entry("grouping", Set.of("context", "object_refs")),
            Map.entry("indicator", Set.of("name", "description", "pattern", "pattern_type", "valid_from")),
            Map.entry("course-of-action", Set.of("name")));
    private static final Map<String, Set<String>> OPTIONAL = Map.of(
            "marking-definition", Set.of("name"),
            "location", Set.of("name"),
            "extension-definition", Set.of("description"),
            "campaign", Set.of("description", "objective", "first_seen"),
            "sighting", Set.of("first_seen", "last_seen", "count", "observed_data_refs", "where_sighted_refs"),
            "note", Set.of("abstract"),
            "report", Set.of("description", "report_types"),
            "grouping", Set.of("name"),
            "indicator", Set.of("pattern_version", "indicator_types"),
            "course-of-action", Set.of("description"));
    private static final Set<String> TIMES = Set.of(
            "created",
            "modified",
            "first_seen",
            "last_seen",
            "first_observed",
            "last_observed",
            "published",
            "valid_from");

    private final Set<String> ids = new HashSet<>();
    private final Set<String> referred = new HashSet<>();
    private final List<String> broken = new ArrayList<>();

    private StixRules() {}

    /** The rules that the bundle breaks; empty for a good one. */
    static List<String> broken(JsonNode bundle) {
        StixRules rules = new StixRules();
        rules.require(bundle.path("type").asString("").equals("bundle"), "no bundle");
        rules.require(!bundle.has("spec_version"), "a bundle of STIX 2.1 has no spec_version");
        for (JsonNode object : bundle.path("objects")) {
            rules.require(rules.ids.add(object.path("id").asString("")), "twice: " + object.path("id"));
        }
        bundle.path("objects").forEach(rules::object);
        Set<String> unresolved = new HashSet<>(rules.referred);
        unresolved.removeAll(rules.ids);
        rules.require(unresolved.isEmpty(), "refers to what is not here: " + unresolved);
        Set<String> unused = new HashSet<>(rules.ids);
        unused.removeIf(id -> !id.startsWith("marking-definition--"));
        unused.removeAll(rules.referred);
        rules.require(unused.isEmpty(), "a marking that nothing uses: " + unused);
        return rules.broken;
    }

    private void object(JsonNode object) {
        String type = object.path("type").asString("");
        String id = object.path("id").asString("");
        require(REQUIRED.containsKey(type), "unknown type " + type);
        require(ID.matcher(id).matches() && id.startsWith(type + "--"), "not an id of " + type + ": " + id);
        require(object.path("spec_version").asString("").equals("2.1"), id + " without spec_version");
        Set<String> allowed = new HashSet<>(COMMON);
        allowed.addAll(REQUIRED.getOrDefault(type, Set.of()));
        allowed.addAll(OPTIONAL.getOrDefault(type, Set.of()));
        for (String name : object.propertyNames()) {
            require(allowed.contains(name), id + " has the unknown property " + name);
            JsonNode value = object.get(name);
            require(!value.isNull() && !(value.isArray() && value.isEmpty()), id + " has an empty " + name);
            if (TIMES.contains(name)) {
                require(TIME.matcher(value.asString("")).matches(), id + " has no time in " + name + ": " + value);
            }
            if (name.endsWith("_ref")) {
                referred.add(value.asString(""));
            }
            if (name.endsWith("_refs")) {
                value.forEach(ref -> referred.add(ref.asString("")));
            }
        }
        REQUIRED.getOrDefault(type, Set.of()).forEach(name -> require(object.has(name), id + " lacks " + name));
        if (object.has("modified")) {
            require(
                    object.path("created")
                                    .asString("")
                                    .compareTo(object.path("modified").asString(""))
                            <= 0,
                    id + " was modified before it was created");
        }
        if (object.has("confidence")) {
            int confidence = object.path("confidence").asInt(-1);
            require(confidence >= 0 && confidence <= 100, id + " has a confidence of " + confidence);
        }
        object.path("external_references").forEach(r -> require(
                r.has("source_name") && (r.has("external_id") || r.has("url")), id + " refers to nothing outside"));
        if (type.equals("identity")) {
            require(object.path("created_by_ref").asString("").equals(id), "the producer is its own creator");
        }
        if (type.equals("indicator")) {
            PatternReader.parse(object.path("pattern").stringValue());
        }
        object.path("extensions").properties().forEach(extension -> {
            require(extension.getKey().startsWith("extension-definition--"), id + " has the extension " + extension);
            require(
                    extension.getValue().path("extension_type").asString("").equals("property-extension"),
                    id + " has an extension of no type");
        });
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }
}
