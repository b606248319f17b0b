package yochi.link.exchange;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Notice;
import yochi.link.identity.JsonForm;

/** The JSON form of a {@link Notice}, the body of the signed message {@code yochi.notice/1}. */
public final class NoticeJson {
    public static final String TYPE = "yochi.notice/1";

    /** How the signed message writes and reads its body. */
    public static final JsonForm<Notice> FORM = new JsonForm<>() {
        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public JsonNode write(Notice body) {
            return NoticeJson.write(body);
        }

        @Override
        public Notice read(JsonNode json) {
            return NoticeJson.read(json);
        }
    };

    private NoticeJson() {}

    public static ObjectNode write(Notice notice) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", notice.id()).put("recipient", notice.recipient());
        json.set("alert", AlertJson.write(notice.alert()));
        ArrayNode mitigations = json.putArray("mitigations");
        notice.mitigations().forEach(mitigation -> mitigations.add(MitigationJson.write(mitigation)));
        if (!notice.machines().isEmpty()) {
            ArrayNode machines = json.putArray("machines");
            notice.machines().forEach(machine -> machines.add(OffenderJson.write(machine)));
        }
        if (!notice.texts().isEmpty()) {
            ArrayNode texts = json.putArray("texts");
            notice.texts().forEach(t -> texts.addObject()
                    .put("language", t.language())
                    .put("title", t.title())
                    .put("body", t.body()));
        }
        notice.turn().ifPresent(t -> json.putObject("thread")
                .put("first", t.first())
                .put("number", t.number())
                .put("change", Fields.word(t.change())));
        return json;
    }

    public static Notice read(JsonNode json) {
        Fields in = Fields.of(json, "notice");
        return new Notice(
                in.text("id"),
                AlertJson.read(in.object("alert")),
                in.text("recipient"),
                in.each("mitigations", MitigationJson::read),
                in.has("machines") ? in.each("machines", OffenderJson::read) : List.of(),
                in.has("texts") ? in.each("texts", NoticeJson::text) : List.of(),
                in.objectIfAny("thread").map(NoticeJson::turn));
    }

    private static Notice.Turn turn(Fields in) {
        return new Notice.Turn(
                in.text("first"),
                Math.clamp(in.whole("number"), 0, Integer.MAX_VALUE),
                in.word("change", Notice.Change.class));
    }

    private static Notice.Text text(Fields in) {
        return new Notice.Text(in.text("language"), in.text("title"), in.text("body"));
    }
}
