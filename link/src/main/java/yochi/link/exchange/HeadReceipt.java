package yochi.link.exchange;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.link.identity.JsonForm;

/**
 * A member's word that it holds a head, the body of the signed message {@code yochi.head-receipt/1}.
 *
 * @param head as the member read it
 * @param message id of the centre's signed message
 * @param received by the member's wall clock
 */
public record HeadReceipt(ChainHead head, String message, Instant received) {
    /** How the signed message writes and reads its body. */
    public static final JsonForm<HeadReceipt> FORM = new JsonForm<>() {
        @Override
        public String type() {
            return "yochi.head-receipt/1";
        }

        @Override
        public JsonNode write(HeadReceipt body) {
            ObjectNode json = ChainHead.write(body.head);
            return json.put("message", body.message).put("received", body.received.toString());
        }

        @Override
        public HeadReceipt read(JsonNode json) {
            Fields in = Fields.of(json, "receipt");
            return new HeadReceipt(ChainHead.read(in), in.text("message"), in.instant("received"));
        }
    };
}
