package yochi.link.exchange;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Acknowledgement;
import yochi.link.identity.JsonForm;

/** The JSON form of an {@link Acknowledgement}, the body of the signed message {@code yochi.acknowledgement/1}. */
public final class AcknowledgementJson {
    public static final String TYPE = "yochi.acknowledgement/1";

    /** How the signed message writes and reads its body. */
    public static final JsonForm<Acknowledgement> FORM = new JsonForm<>() {
        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonNode write(Acknowledgement body) {
            return AcknowledgementJson.write(body);
        }

        @Override
        public Acknowledgement read(JsonNode json) {
            return AcknowledgementJson.read(json);
        }
    };

    private AcknowledgementJson() {}

    public static ObjectNode write(Acknowledgement acknowledgement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("notice", acknowledgement.notice())
                .put("received", acknowledgement.received().toString());
        acknowledgement.message().ifPresent(id -> json.put("message", id));
        ArrayNode answers = json.putArray("answers");
        for (Acknowledgement.Answer answer : acknowledgement.answers()) {
            answers.addObject()
                    .put("mitigation", answer.mitigation())
                    .put("decision", Fields.word(answer.decision()))
                    .put("why", answer.why());
        }
        return json;
    }

    public static Acknowledgement read(JsonNode json) {
        Fields in = Fields.of(json, "acknowledgement");
        return new Acknowledgement(
                in.text("notice"),
                in.textIfAny("message"),
                in.instant("received"),
                in.each("answers", AcknowledgementJson::answer));
    }

    private static Acknowledgement.Answer answer(Fields in) {
        return new Acknowledgement.Answer(
                in.text("mitigation"), in.word("decision", Acknowledgement.Decision.class), in.text("why"));
    }
}
