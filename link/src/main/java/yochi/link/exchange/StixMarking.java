package yochi.link.exchange;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Tlp;

/** The marking definitions of TLP 2.0 with the ids that OASIS published; those built into STIX 2.1 are TLP 1. */
final class StixMarking {
    private static final String EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
    private static final String CREATED = "2022-10-01T00:00:00.000Z";

    private StixMarking() {}

    static String id(Tlp tlp) {
        return "marking-definition--"
                + switch (tlp) {
                    case CLEAR -> "94868c89-83c2-464b-929b-a1a8aa3c8487";
                    case GREEN -> "bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
                    case AMBER -> "55d920b0-5e8b-4f79-9ee9-91f868d9b421";
                    case AMBER_STRICT -> "939a9414-2ddd-4d32-a0cd-375ea402b003";
                    case RED -> "e828b379-4e03-4974-9ac4-e53a884c97c1";
                };
    }

    static Tlp tlp(String id) {
        for (Tlp tlp : Tlp.values()) {
            if (id(tlp).equals(id)) {
                return tlp;
            }
        }
        throw new IllegalArgumentException("not a marking of TLP 2.0: " + id);
    }

    static ObjectNode definition(Tlp tlp) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "marking-definition")
                .put("spec_version", "2.1")
                .put("id", id(tlp))
                .put("created", CREATED)
                .put("name", "TLP:" + AlertJson.tlp(tlp).toUpperCase(java.util.Locale.ROOT));
        json.putObject("extensions")
                .putObject(EXTENSION)
                .put("extension_type", "property-extension")
                .put("tlp_2_0", AlertJson.tlp(tlp));
        return json;
    }
}
