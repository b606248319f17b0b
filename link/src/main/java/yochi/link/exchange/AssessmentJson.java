package yochi.link.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.Words;

/** The members that an {@link Assessment} adds to the JSON form of its alert. */
final class AssessmentJson {
    /** Members that hold words for people. */
    private static final Set<String> SENTENCES = Set.of("en", "ja", "why", "who");

    private AssessmentJson() {}

    static void write(ObjectNode json, Assessment a) {
        json.put("life", Fields.word(a.life()));
        a.campaign().ifPresent(c -> json.put("campaign", c));
        json.set("facts", each(a.facts(), AssessmentJson::words));
        json.set("inferences", each(a.inferences(), AssessmentJson::words));
        json.set("unknowns", each(a.unknowns(), (u, out) -> {
            out.set("what", words(u.what()));
            out.set("settledBy", words(u.settledBy()));
        }));
        json.set("options", each(a.options(), AssessmentJson::option));
        a.recommendation().ifPresent(r -> {
            ObjectNode out = json.putObject("recommendation")
                    .put("table", r.table())
                    .put("row", r.row())
                    .put("option", r.option());
            out.set("text", words(r.text()));
            out.set("expected", words(r.expected()));
        });
        place(json, a.place());
        json.set("tell", each(a.tell(), AssessmentJson::told));
        json.set("answers", each(a.answers(), (answer, out) -> out.put("who", answer.who())
                .put("verdict", Fields.word(answer.verdict()))
                .put("at", answer.at().toString())
                .put("why", answer.why())));
        json.set("caveats", each(a.caveats(), AssessmentJson::words));
    }

    static ObjectNode option(Assessment.Option option) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        option(option, out);
        return out;
    }

    /** The same with every sentence made harmless (S-7). */
    static ObjectNode harmless(ObjectNode json) {
        json.properties().forEach(e -> {
            if (e.getValue().isString() && SENTENCES.contains(e.getKey())) {
                e.setValue(StringNode.valueOf(Defang.text(e.getValue().stringValue())));
            } else {
                harmless(e.getValue());
            }
        });
        return json;
    }

    private static void harmless(JsonNode any) {
        if (any instanceof ObjectNode object) {
            harmless(object);
        } else if (any.isArray()) {
            any.forEach(AssessmentJson::harmless);
        }
    }

    private static void option(Assessment.Option option, ObjectNode out) {
        out.put("id", option.id());
        out.set("text", words(option.text()));
        out.set("benefit", words(option.benefit()));
        option.covers().ifPresent(share -> out.put("covers", share));
        out.set("collateral", words(option.collateral()));
        out.set("reversible", words(option.reversible()));
        out.set("authority", words(option.authority()));
        out.put("takesEffect", option.takesEffect().toString());
        option.expires().ifPresent(d -> out.put("expires", d.toString()));
    }

    private static void place(ObjectNode json, Assessment.Place place) {
        if (place.victimCountry().value().known()) {
            json.putObject("victimCountry")
                    .put("value", place.victimCountry().value().code())
                    .put("by", place.victimCountry().by());
        }
        if (place.hostingCountry().known()) {
            json.put("hostingCountry", place.hostingCountry().code());
        }
        if (place.originAs().asn().known()) {
            ObjectNode out =
                    json.putObject("originAs").put("asn", place.originAs().asn().number());
            place.originAs().table().ifPresent(date -> out.put("table", date.toString()));
        }
    }

    private static void told(Assessment.Told told, ObjectNode out) {
        out.put("who", told.who()).put("role", Fields.word(told.role()));
        out.set("why", words(told.why()));
        told.act().ifPresent(rule -> out.putObject("act")
                .put("probability", rule.probability())
                .put("ratio", rule.ratio())
                .put("act", rule.act())
                .put("gain", rule.gain()));
        told.recipient().ifPresent(name -> out.put("recipient", name));
        told.untold().ifPresent(reason -> out.set("untold", words(reason)));
    }

    private static ObjectNode words(Words words) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        words(words, out);
        return out;
    }

    private static void words(Words words, ObjectNode out) {
        out.put("en", words.en()).put("ja", words.ja());
    }

    private static <T> ArrayNode each(List<T> items, BiConsumer<T, ObjectNode> writer) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> writer.accept(item, out.addObject()));
        return out;
    }

    /** The assessment of an alert; none where it was written by an older centre. */
    static Assessment read(Fields in) {
        if (!in.has("life")) {
            return Assessment.NONE;
        }
        return new Assessment(
                in.word("life", Assessment.Life.class),
                in.textIfAny("campaign"),
                in.each("facts", AssessmentJson::words),
                in.each("inferences", AssessmentJson::words),
                in.each(
                        "unknowns",
                        u -> new Assessment.Unknown(words(u.object("what")), words(u.object("settledBy")))),
                in.each("options", AssessmentJson::option),
                in.objectIfAny("recommendation")
                        .map(r -> new Assessment.Recommendation(
                                r.text("table"),
                                r.text("row"),
                                r.text("option"),
                                words(r.object("text")),
                                words(r.object("expected")))),
                place(in),
                in.each("tell", AssessmentJson::told),
                in.each(
                        "answers",
                        a -> new Assessment.Answer(
                                a.text("who"),
                                a.word("verdict", Assessment.Verdict.class),
                                a.instant("at"),
                                a.text("why"))),
                in.each("caveats", AssessmentJson::words));
    }

    private static Words words(Fields in) {
        return new Words(in.text("en"), in.text("ja"));
    }

    private static Assessment.Option option(Fields in) {
        return new Assessment.Option(
                in.text("id"),
                words(in.object("text")),
                words(in.object("benefit")),
                in.has("covers") ? OptionalDouble.of(AlertJson.share(in, "covers")) : OptionalDouble.empty(),
                words(in.object("collateral")),
                words(in.object("reversible")),
                words(in.object("authority")),
                in.duration("takesEffect"),
                in.has("expires") ? Optional.of(in.duration("expires")) : Optional.empty());
    }

    private static Assessment.Place place(Fields in) {
        return new Assessment.Place(
                in.objectIfAny("victimCountry")
                        .map(v -> new Assessment.VictimCountry(Country.parse(v.text("value")), v.text("by")))
                        .filter(v -> v.value().known())
                        .orElse(Assessment.Place.UNKNOWN.victimCountry()),
                in.textIfAny("hostingCountry").map(Country::parse).orElse(Country.UNKNOWN),
                in.objectIfAny("originAs")
                        .map(o -> new Assessment.OriginAs(
                                new Asn(o.whole("asn")),
                                o.textIfAny("table").map(AssessmentJson::day)))
                        .filter(o -> o.asn().known())
                        .orElse(Assessment.Place.UNKNOWN.originAs()));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("originAs.table is no day such as 2026-01-01", e);
        }
    }

    private static Assessment.Told told(Fields in) {
        return new Assessment.Told(
                in.text("who"),
                in.word("role", Assessment.Role.class),
                words(in.object("why")),
                in.objectIfAny("act")
                        .map(rule -> new Assessment.CostLoss(
                                AlertJson.share(rule, "probability"),
                                rule.number("ratio"),
                                rule.truth("act"),
                                rule.number("gain"))),
                in.textIfAny("recipient"),
                in.objectIfAny("untold").map(AssessmentJson::words));
    }
}
