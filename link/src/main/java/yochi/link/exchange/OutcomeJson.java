package yochi.link.exchange;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Outcome;
import yochi.link.identity.JsonForm;

/** The JSON form of an {@link Outcome}, the body of the signed message {@code yochi.outcome/1}. */
public final class OutcomeJson {
    public static final String TYPE = "yochi.outcome/1";

    /** How the signed message writes and reads its body. */
    public static final JsonForm<Outcome> FORM = new JsonForm<>() {
        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonNode write(Outcome body) {
            return OutcomeJson.write(body);
        }

        @Override
        public Outcome read(JsonNode json) {
            return OutcomeJson.read(json);
        }
    };

    private OutcomeJson() {}

    public static ObjectNode write(Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("notice", outcome.notice())
                .put("mitigation", outcome.mitigation())
                .put("state", Fields.word(outcome.state()))
                .put("at", outcome.at().toString())
                .put("simulated", outcome.simulated())
                .put("why", outcome.why());
        outcome.counters()
                .ifPresent(counters -> json.putObject("counters")
                        .put("passedPackets", counters.passedPackets())
                        .put("passedBytes", counters.passedBytes())
                        .put("droppedPackets", counters.droppedPackets())
                        .put("droppedBytes", counters.droppedBytes()));
        return json;
    }

    public static Outcome read(JsonNode json) {
        Fields in = Fields.of(json, "outcome");
        return new Outcome(
                in.text("notice"),
                in.text("mitigation"),
                in.word("state", Outcome.State.class),
                in.instant("at"),
                in.objectIfAny("counters").map(OutcomeJson::counters),
                in.truth("simulated"),
                in.text("why"));
    }

    private static Outcome.Counters counters(Fields in) {
        return new Outcome.Counters(
                in.whole("passedPackets"),
                in.whole("passedBytes"),
                in.whole("droppedPackets"),
                in.whole("droppedBytes"));
    }
}
