package yochi.link.exchange;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;

/** The JSON form of an {@link Alert} (docs/formats.md, yochi.notice/1). */
public final class AlertJson {
    private AlertJson() {}

    public static ObjectNode write(Alert alert) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", alert.id())
                .put("basis", Fields.word(alert.basis()))
                .put("occurred", alert.occurred().toString())
                .put("raised", alert.raised().toString())
                .put("title", alert.title())
                .put("asn", alert.asn().number())
                .put("probability", alert.probability())
                .put("horizonHours", alert.horizonHours())
                .put("tlp", tlp(alert.tlp()));
        json.set("victims", victims(alert.victims()));
        json.set("evidence", Fields.array(alert.evidence()));
        json.set("advice", Fields.array(alert.advice()));
        AssessmentJson.write(json, alert.assessment());
        return json;
    }

    public static Alert read(JsonNode json) {
        return read(Fields.of(json, "alert"));
    }

    static Alert read(Fields in) {
        return new Alert(
                in.text("id"),
                in.word("basis", Alert.Basis.class),
                in.instant("occurred"),
                in.instant("raised"),
                in.text("title"),
                new Asn(in.whole("asn")),
                in.each("victims", AlertJson::victim),
                share(in, "probability"),
                in.number("horizonHours"),
                in.texts("evidence"),
                in.texts("advice"),
                parseTlp(in.text("tlp")),
                AssessmentJson.read(in));
    }

    /** TLP 2.0 writes {@code amber+strict}. */
    static String tlp(Tlp tlp) {
        return tlp.name().toLowerCase(Locale.ROOT).replace('_', '+');
    }

    static Tlp parseTlp(String text) {
        for (Tlp tlp : Tlp.values()) {
            if (tlp(tlp).equals(text)) {
                return tlp;
            }
        }
        throw new IllegalArgumentException("not a label of TLP 2.0: " + text);
    }

    static ArrayNode victims(List<Victim> victims) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (Victim victim : victims) {
            ObjectNode json = out.addObject();
            json.put("pseudonym", victim.pseudonym())
                    .put("country", victim.country().toString())
                    .put("countrySource", victim.countrySource())
                    .put("asn", victim.asn().number())
                    .put("orders", victim.orders());
            if (victim.hosting().known()) {
                json.put("hosting", victim.hosting().code());
            }
            json.set("vectors", Fields.array(victim.vectors()));
            json.set(
                    "services",
                    Fields.array(
                            victim.services().stream().map(Service::toString).toList()));
        }
        return out;
    }

    static Victim victim(Fields in) {
        return new Victim(
                in.text("pseudonym"),
                Country.parse(in.text("country")),
                in.text("countrySource"),
                new Asn(in.whole("asn")),
                in.texts("vectors"),
                in.texts("services").stream().map(Service::parse).toList(),
                in.whole("orders"),
                in.textIfAny("hosting").map(Country::parse).orElse(Country.UNKNOWN));
    }

    static double share(Fields in, String name) {
        double value = in.number(name);
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is not within 0 to 1: " + value);
        }
        return value;
    }
}
